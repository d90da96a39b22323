import { hash32 } from "../style/hash";

/**
 * Which texts a score without a bound of its own finds unsupported: at or above the bound with the best balanced accuracy
 * on the other half of the sources, so that no text has a part in the bound it is held against.
 */
export function decidedByHalves(
  scores: readonly number[],
  truth: readonly boolean[],
  groups: readonly string[],
): readonly boolean[] {
  const halves = groups.map((group) => hash32(group) % 2);
  const bounds = [0, 1].map((half) => {
    const others = halves.flatMap((of, i) => (of === half ? [] : [i]));
    return bestBound(
      others.map((i) => scores[i]!),
      others.map((i) => truth[i]!),
    );
  });
  return scores.map((score, i) => score >= bounds[halves[i]!]!);
}

/** The score from which on to call a text unsupported; Infinity (none is) where one of both kinds is not there. */
export function bestBound(scores: readonly number[], truth: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, unsupported: truth[i]! }));
  order.sort((a, b) => b.score - a.score);
  const positives = truth.filter(Boolean).length;
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0) return Infinity;
  let best = { bound: Infinity, gain: 0 };
  let found = 0;
  let alarms = 0;
  order.forEach(({ score, unsupported }, i) => {
    if (unsupported) found++;
    else alarms++;
    if (order[i + 1]?.score === score) return;
    const gain = found / positives - alarms / negatives;
    if (gain > best.gain) best = { bound: score, gain };
  });
  return best.bound;
}
