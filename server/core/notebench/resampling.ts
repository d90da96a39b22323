import { randomFrom } from "../style/random";
import { metricKeys, metrics, type MetricKey } from "./metrics";
import type { Groups, Scored } from "./types";

const ROUNDS = 1000;

export type PerMetric<T> = Readonly<Record<MetricKey, T>>;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Which authors the style is measured of: the others' rows have no part in it. */
export type Clear = ReadonlySet<string>;

export function measure(groups: Groups, clear: Clear): PerMetric<number> {
  const styled = groups.filter(([first]) => first !== undefined && clear.has(first.author));
  return perMetric((key) => metrics[key].of(key === "style" ? styled : groups));
}

/** 95 % percentile intervals; authors are drawn with replacement, and then each one's pairs. */
export function bootstrap(groups: Groups, clear: Clear, seed: number): PerMetric<Interval> {
  const random = randomFrom(seed);
  const drawn = <T>(from: readonly T[]): T[] =>
    from.map(() => from[Math.floor(random() * from.length)]!);
  const rounds = Array.from({ length: ROUNDS }, () => measure(drawn(groups).map(drawn), clear));
  return perMetric((key) => {
    const sorted = rounds
      .map((round) => round[key])
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
    return { low: at(0.025), high: at(0.975) };
  });
}

export interface Comparison {
  /** This system's value less the other's. */
  readonly difference: number;
  /** Two-sided: how often a difference as large comes of exchanging the two systems' outputs of a pair by chance. */
  readonly p: number;
}

/** A paired permutation test. Both sides hold the same pairs in the same order. */
export function compare(
  one: Groups,
  other: Groups,
  clear: Clear,
  seed: number,
): PerMetric<Comparison> {
  const random = randomFrom(seed);
  const differences = (a: Groups, b: Groups): PerMetric<number> => {
    const [left, right] = [measure(a, clear), measure(b, clear)];
    return perMetric((key) => left[key] - right[key]);
  };
  const observed = differences(one, other);
  const asLarge: Record<MetricKey, number> = { ...perMetric(() => 0) };
  for (let round = 0; round < ROUNDS; round++) {
    const left: Scored[][] = [];
    const right: Scored[][] = [];
    for (const [g, rows] of one.entries()) {
      const swaps = rows.map(() => random() < 0.5);
      left.push(rows.map((row, i) => (swaps[i]! ? other[g]![i]! : row)));
      right.push(rows.map((row, i) => (swaps[i]! ? row : other[g]![i]!)));
    }
    const chance = differences(left, right);
    for (const key of metricKeys) {
      if (Math.abs(chance[key]) >= Math.abs(observed[key]) - 1e-12) asLarge[key]++;
    }
  }
  return perMetric((key) => ({
    difference: observed[key],
    p: (asLarge[key] + 1) / (ROUNDS + 1),
  }));
}

function perMetric<T>(of: (key: MetricKey) => T): PerMetric<T> {
  return Object.fromEntries(metricKeys.map((key) => [key, of(key)])) as Record<MetricKey, T>;
}
