import type { Background } from "./background";
import type { SparseVector } from "./vectors";

/**
 * How much likelier the author is to use a feature than other people are, view by view:
 *
 *   ratio = log (n + B p) / ((N + B) p)
 *
 * n: how many of the author's units have the feature; N: the same over all features of the view; p: the feature's share of
 * the view in other people's passages. A multinomial with a Dirichlet prior of weight B around other people. Whether a
 * feature occurs counts, not how often: topics repeat themselves, habits do not.
 *
 * A text lies at the mean ratio of its features. Other people's average of that is taken off, and its standard deviation
 * for a single feature is the unit, so that views and profiles of every size are on one scale.
 */

type Blocks = Background["blocks"];
type Kind = Blocks[number]["kind"];

/** Occurrences that the prior is worth. */
const PRIOR = 1000;

/**
 * What a view counts. The more features a text has, the less their mean varies: with these weights the views vary alike
 * between texts of 100 words, and together as much as the discriminant beside them.
 */
const viewWeights = { letters: 6, words: 2.5, tags: 4 } as const;

/** Other people's share of each feature within its view; every view adds up to 1. */
export function usualShares({
  weights,
  blocks,
  passages,
}: Pick<Background, "weights" | "blocks" | "passages">): Float32Array {
  const shares = new Float32Array(weights.length);
  eachView(blocks, (start, end) => {
    let total = 0;
    for (let f = start; f < end; f++) {
      // The passages that have it, from the inverse document frequency (see trainBackground.ts).
      shares[f] = (1 + passages) / Math.exp(weights[f]! - 1) - 0.5;
      total += shares[f]!;
    }
    for (let f = start; f < end; f++) shares[f]! /= total;
  });
  return shares;
}

/** @param units the author's; at least one */
export function ratiosOf(
  units: readonly SparseVector[],
  shares: Float32Array,
  blocks: Blocks,
): Float32Array {
  const found = new Float32Array(shares.length);
  for (const { features } of units) for (const feature of features) found[feature]!++;
  const ratios = new Float32Array(shares.length);
  eachView(blocks, (start, end) => {
    let total = 0;
    for (let f = start; f < end; f++) total += found[f]!;
    let mean = 0;
    let square = 0;
    for (let f = start; f < end; f++) {
      const share = shares[f]!;
      const ratio = Math.log((found[f]! + PRIOR * share) / ((total + PRIOR) * share));
      ratios[f] = ratio;
      mean += share * ratio;
      square += share * ratio * ratio;
    }
    const unit = Math.sqrt(Math.max(square - mean * mean, 1e-12));
    for (let f = start; f < end; f++) ratios[f] = (ratios[f]! - mean) / unit;
  });
  return ratios;
}

/** Mean ratio of a text's features, added up over the views, each by its weight; 0 = like the average of others. */
export function meanRatio(
  { features }: SparseVector,
  ratios: Float32Array,
  blocks: Blocks,
): number {
  let result = 0;
  let at = 0;
  eachView(blocks, (_, end, kind) => {
    let sum = 0;
    const first = at;
    for (; at < features.length && features[at]! < end; at++) sum += ratios[features[at]!]!;
    if (at > first) result += (viewWeights[kind] * sum) / (at - first);
  });
  return result;
}

function eachView(blocks: Blocks, see: (start: number, end: number, kind: Kind) => void): void {
  let start = 0;
  for (const { kind, terms } of blocks) {
    see(start, start + terms.length, kind);
    start += terms.length;
  }
}
