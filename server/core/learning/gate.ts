import type { GateOutcome } from "./adapterCard";
import { FEWEST_PAIRS } from "./evidence";
import { lowerBound, signFlipP } from "./pairedTests";

/** How an adapter did on one pair that was held out. */
export interface PairMetrics {
  /** Share in [0, 1] of the draft's numbers and names. */
  readonly kept: number;
  /** 1 when it said what the draft does not, else 0. */
  readonly added: number;
  /** 1 when no version of it passed the checks, else 0. */
  readonly refused: number;
  /** Log-odds that the author wrote it; null where that cannot be said. */
  readonly style: number | null;
  /** ROUGE-L in [0, 1] with what the author wrote. */
  readonly overlap: number;
}

export interface GatePair {
  readonly id: string;
  readonly candidate: PairMetrics;
  readonly current: PairMetrics;
}

/**
 * How much worse an adapter may be: the bound of the difference must stay above minus this. Twenty pairs without a
 * single difference give bounds of .11 and .03: less could not be shown with them.
 */
export const margins = { kept: 0.05, added: 0.15, refused: 0.2 } as const;
/** The size of a single error: one of four names lost; a text that adds something; a text that is refused. */
const errors = { kept: 0.25, added: 1, refused: 1 } as const;
/** One-sided, for style and overlap together: Holm. */
export const ALPHA = 0.1;

const safeguards = ["kept", "added", "refused"] as const;
const gains = ["style", "overlap"] as const;
/** The measures in words. */
export const gateLabels = {
  kept: "numbers and names kept",
  added: "texts that say what the draft does not",
  refused: "passages without a version that passes",
  style: "style (log-odds)",
  overlap: "overlap with the author's text",
} as const;

interface Measured {
  readonly current: number;
  readonly candidate: number;
  readonly difference: number;
}
interface Safeguard extends Measured {
  /** Of the gain, that is of the difference turned so that more is better: with 95 % confidence no lower. */
  readonly bound: number;
  readonly margin: number;
  readonly passed: boolean;
}
interface Gain extends Measured {
  readonly pairs: number;
  readonly p: number;
  /** After Holm: what p has to be below. */
  readonly below: number;
  readonly passed: boolean;
}

export interface GateReport extends GateOutcome {
  readonly verdict: "accepted" | "refused" | "too little evidence";
  readonly metrics: { readonly pairs: number; readonly needed: number } & Partial<
    Record<(typeof safeguards)[number], Safeguard> & Record<(typeof gains)[number], Gain>
  >;
}

/** Whether a trained adapter may take the place of the one in use. */
export function judgeAdapter(pairs: readonly GatePair[]): GateReport {
  const counted = { pairs: pairs.length, needed: FEWEST_PAIRS };
  if (pairs.length < FEWEST_PAIRS) {
    const why = `Too little evidence: ${pairs.length} pairs are held out, ${FEWEST_PAIRS - pairs.length} are missing.`;
    return { verdict: "too little evidence", accepted: false, metrics: counted, why: [why] };
  }
  const guarded = safeguards.map((name) => [name, safeguard(pairs, name)] as const);
  const gained = holm(gains.map((name) => [name, gain(pairs, name)] as const));
  const worse = guarded.filter(([, { passed }]) => !passed);
  const isBetter = gained.some(([, { passed }]) => passed);
  const accepted = worse.length === 0 && isBetter;
  const why = [
    accepted
      ? `Accepted: better in ${gained
          .filter(([, { passed }]) => passed)
          .map(([name]) => gateLabels[name])
          .join(" and ")}, and no worse in anything else.`
      : `Refused: ${[
          ...worse.map(
            ([name]) => `it cannot be ruled out that it is worse in ${gateLabels[name]}`,
          ),
          ...(isBetter ? [] : ["neither style nor overlap is better beyond chance"]),
        ].join("; ")}.`,
    ...guarded.map(([name, { current, candidate, bound, margin }]) => {
      const worst = `at worst ${signed(bound)}, allowed ${signed(-margin)}`;
      return `${gateLabels[name]}: ${share(current)} before, ${share(candidate)} now (gain ${worst}).`;
    }),
    ...gained.map(
      ([name, { current, candidate, p, below }]) =>
        `${gateLabels[name]}: ${fixed(current)} before, ${fixed(candidate)} now (p ${fixed(p)}, wanted below ${fixed(below)}).`,
    ),
  ];
  const metrics: GateReport["metrics"] = { ...counted, ...recordOf(guarded), ...recordOf(gained) };
  return { verdict: accepted ? "accepted" : "refused", accepted, metrics, why };
}

const recordOf = <N extends string, T>(entries: readonly (readonly [N, T])[]): Record<N, T> =>
  Object.fromEntries(entries) as Record<N, T>;

function safeguard(pairs: readonly GatePair[], name: (typeof safeguards)[number]): Safeguard {
  const up = name === "kept" ? 1 : -1;
  const measured = measure(pairs.map(({ current, candidate }) => [current[name], candidate[name]]));
  const gained = pairs.map(({ current, candidate }) => up * (candidate[name] - current[name]));
  const bound = lowerBound(gained, errors[name]);
  return { ...measured, bound, margin: margins[name], passed: bound > -margins[name] };
}

function gain(
  pairs: readonly GatePair[],
  name: (typeof gains)[number],
): Omit<Gain, "below" | "passed"> {
  const known = pairs.flatMap(({ current, candidate }): [number, number][] => {
    const [before, now] = [current[name], candidate[name]];
    return before === null || now === null ? [] : [[before, now]];
  });
  // Where most pairs cannot be judged the few that can say nothing about the others.
  const p = known.length < FEWEST_PAIRS ? 1 : signFlipP(known.map(([before, now]) => now - before));
  return { ...measure(known), pairs: known.length, p };
}

/** The smaller p has to be below half of alpha, the other one below alpha, if the smaller one is. */
function holm<N extends string>(
  looks: readonly (readonly [N, Omit<Gain, "below" | "passed">])[],
): readonly (readonly [N, Gain])[] {
  const ordered = [...looks].sort(([, a], [, b]) => a.p - b.p);
  let holds = true;
  const judged = new Map<N, Gain>();
  for (const [i, [name, look]] of ordered.entries()) {
    const below = ALPHA / (ordered.length - i);
    holds &&= look.p < below;
    judged.set(name, { ...look, below, passed: holds });
  }
  return looks.map(([name]) => [name, judged.get(name)!]);
}

function measure(values: readonly (readonly number[])[]): Measured {
  const mean = (at: number): number =>
    values.reduce((sum, pair) => sum + pair[at]!, 0) / Math.max(1, values.length);
  return { current: mean(0), candidate: mean(1), difference: mean(1) - mean(0) };
}

const fixed = (value: number): string => value.toFixed(3);
const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
const signed = (value: number): string =>
  `${value < 0 ? "-" : "+"}${(100 * Math.abs(value)).toFixed(1)} points`;
