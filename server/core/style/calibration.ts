import type { Calibration } from "./background";

/** How the author's own passages lie along the discriminant when their note is left out. */
export interface OwnSpread {
  readonly mean: number;
  /** Standard deviation. */
  readonly spread: number;
  /** Passages it was measured on. */
  readonly passages: number;
}

/** Weighted by words; `values` are positions along the discriminant. */
export function spreadOf(values: readonly number[], words: readonly number[]): OwnSpread {
  let total = 0;
  let sum = 0;
  let squares = 0;
  values.forEach((value, i) => {
    total += words[i]!;
    sum += words[i]! * value;
    squares += words[i]! * value * value;
  });
  const mean = sum / total;
  const variance = Math.max(0, squares / total - mean * mean);
  return { mean, spread: Math.sqrt(variance), passages: values.length };
}

/**
 * What the probability is computed from. Everybody else's average lies at 0, the author's own at 1; the unit is the
 * distance between them, so that profiles of every size are on one scale.
 */
export function signalsOf(position: number, words: number, own: OwnSpread): readonly number[] {
  const distance = Math.max(own.mean, 1e-6);
  const nearness = clamp(position / distance, -1, 3) - 0.5;
  const contrast = Math.log(clamp(distance / Math.max(own.spread, 1e-6), 0.3, 10));
  const length = Math.log(clamp(words, 30, 600) / 150);
  const size = Math.log(clamp(own.passages, 5, 400) / 50);
  return [
    1,
    nearness,
    nearness * contrast,
    nearness * length,
    nearness * size,
    contrast,
    length,
    size,
  ];
}

export function logitOf(signals: readonly number[], { weights }: Calibration): number {
  return clamp(
    signals.reduce((sum, signal, i) => sum + signal * (weights[i] ?? 0), 0),
    -12,
    12,
  );
}

export const probabilityOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A text with its signals and whether the author wrote it; `weight` evens out how many there are of each kind. */
export interface Example {
  readonly signals: readonly number[];
  readonly own: boolean;
  readonly weight: number;
}

const rounds = 50;
const decay = 1e-3;

/** Logistic regression by Newton's method with a small quadratic penalty. */
export function fitCalibration(examples: readonly Example[]): Calibration {
  const size = examples[0]?.signals.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  const total = examples.reduce((sum, example) => sum + example.weight, 0);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight) => -decay * weight);
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? decay : 0)));
    for (const { signals, own, weight } of examples) {
      const p = probabilityOf(signals.reduce((sum, signal, i) => sum + signal * weights[i]!, 0));
      const share = weight / total;
      for (let i = 0; i < size; i++) {
        gradient[i]! += share * ((own ? 1 : 0) - p) * signals[i]!;
        for (let j = 0; j < size; j++) {
          curvature[i]![j]! += share * p * (1 - p) * signals[i]! * signals[j]!;
        }
      }
    }
    const step = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + step[i]!);
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  return { weights };
}

/** Gaussian elimination of a small positive definite system. */
function solve(matrix: readonly (readonly number[])[], target: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, target[i]!]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!;
      for (let k = i; k <= size; k++) rows[j]![k]! -= factor * rows[i]![k]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i]![size]!;
    for (let k = i + 1; k < size; k++) rest -= rows[i]![k]! * solution[k]!;
    solution[i] = rest / rows[i]![i]!;
  }
  return solution;
}
