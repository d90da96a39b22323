import type { Background } from "./background";
import type { FeatureCounts } from "./featureCounts";

/** A passage as numbers: ascending features and their values; every view has length 1. */
export interface SparseVector {
  readonly features: Uint16Array;
  readonly values: Float32Array;
}

/** 1 + log count: most features of a passage occur a few times. */
const oftens = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/** (1 + log count) x inverse document frequency, each view brought to its weight in length. */
export function vectorOf(
  { features, counts }: FeatureCounts,
  background: Pick<Background, "weights" | "blocks">,
): SparseVector {
  const values = new Float32Array(features.length);
  let at = 0;
  let end = 0;
  for (const { terms } of background.blocks) {
    const start = at;
    end += terms.length;
    let squares = 0;
    for (; at < features.length && features[at]! < end; at++) {
      const count = counts[at]!;
      const often = count < oftens.length ? oftens[count]! : 1 + Math.log(count);
      const value = often * background.weights[features[at]!]!;
      values[at] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    for (let i = start; i < at; i++) values[i]! /= length;
  }
  return { features, values };
}

/** Sum of vector x dense. */
export function dot({ features, values }: SparseVector, dense: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += values[i]! * dense[features[i]!]!;
  return sum;
}

/** dense += factor x vector. */
export function addScaled(dense: Float32Array, vector: SparseVector, factor: number): void {
  const { features, values } = vector;
  for (let i = 0; i < features.length; i++) dense[features[i]!]! += factor * values[i]!;
}

export function dotDense(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
