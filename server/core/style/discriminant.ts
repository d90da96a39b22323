import type { Steps } from "../steps";
import type { Background } from "./background";
import { meanRatio, ratiosOf, usualShares } from "./ratios";
import { addScaled, dot, dotDense, type SparseVector } from "./vectors";

/**
 * A linear discriminant between an author and everybody else, over vectors centred on the background's mean:
 *
 *   w = (S + P)^-1 m
 *
 * m: the author's mean. S: the covariance of other people's passages, low rank plus ridge, from the background. P: the
 * covariance of the author's own passages. It is the class-balanced ridge classifier; in closed form, so that a note is
 * left out exactly by leaving out its passages. Solved in the author's passages' span: with A the centred passages,
 *
 *   w = S^-1 (m - A' b),  (I + A S^-1 A') b = A S^-1 m   (conjugate gradients)
 *
 * The products of passages over S^-1 are all that the equation needs: computed once, they serve whatever is left out.
 *
 * w sees what sets the author's average apart. Beside it stand the ratios (see ratios.ts), which see single rare habits;
 * the two err on different texts.
 */

/** One of the author's passages. */
export interface Unit {
  readonly vector: SparseVector;
  readonly words: number;
}

export interface Discriminant {
  /** By feature. */
  readonly weights: Float32Array;
  /** Of a text: `dot(vector, weights) - offset` is 0 on the background's average. */
  readonly offset: number;
  /** The unit of that: the square root of w m, the distance between the two averages as S + P measures it. */
  readonly unit: number;
  /** By feature (see ratios.ts). */
  readonly ratios: Float32Array;
  readonly blocks: Background["blocks"];
}

const iterations = 40;
/** Of the rest to the target. */
const tolerance = 1e-3;

/** The background's directions made ready for arithmetic; one per background. */
export class Directions {
  /** Eigenvalues of S^-1 minus those of the ridge alone, by direction. */
  readonly gain: Float32Array;
  /** How usual each feature is (see ratios.ts). */
  readonly shares: Float32Array;
  private readonly meanPlace: Float32Array;

  constructor(readonly background: Background) {
    const { rank, variance, ridge } = background;
    this.shares = usualShares(background);
    this.gain = new Float32Array(rank);
    for (let k = 0; k < rank; k++) this.gain[k] = 1 / (variance[k]! + ridge) - 1 / ridge;
    this.meanPlace = new Float32Array(rank);
    this.meanPlace = this.placeOfDense(background.mean);
  }

  /** Coordinates along the directions, the background's mean taken off. */
  placeOf({ features, values }: SparseVector): Float32Array {
    const { rank, basis, scale } = this.background;
    const place = new Float32Array(rank);
    for (let i = 0; i < features.length; i++) {
      const value = values[i]!;
      const at = features[i]! * rank;
      for (let k = 0; k < rank; k++) place[k]! += value * basis[at + k]!;
    }
    for (let k = 0; k < rank; k++) place[k] = place[k]! * scale[k]! - this.meanPlace[k]!;
    return place;
  }

  /** The same of a vector with a value for every feature. */
  placeOfDense(values: Float32Array): Float32Array {
    return this.placeOf({ features: Uint16Array.from(values, (_, feature) => feature), values });
  }

  /** dense += basis x coordinates */
  expand(coordinates: Float32Array, dense: Float32Array): void {
    const { rank, basis, scale } = this.background;
    const scaled = coordinates.map((value, k) => value * scale[k]!);
    for (let f = 0, at = 0; f < dense.length; f++, at += rank) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += basis[at + k]! * scaled[k]!;
      dense[f]! += sum;
    }
  }
}

/**
 * Products u S^-1 u' of all pairs of units, the background's mean taken off: row after row, symmetric. In steps of some
 * tens of milliseconds.
 */
export function* likenessSteps(
  units: readonly Unit[],
  directions: Directions,
): Steps<Float32Array> {
  const { background, gain } = directions;
  const { features, mean, ridge } = background;
  const size = units.length;
  const likeness = new Float32Array(size * size);
  const places: Float32Array[] = [];
  const toMean = units.map((unit) => dot(unit.vector, mean));
  const meanSquare = dotDense(mean, mean);
  const dense = new Float32Array(features);
  for (const [i, { vector }] of units.entries()) {
    const place = directions.placeOf(vector);
    places.push(place);
    const bent = place.map((value, k) => value * gain[k]!);
    addScaled(dense.fill(0), vector, 1);
    for (let j = 0; j <= i; j++) {
      const product = dot(units[j]!.vector, dense) - toMean[i]! - toMean[j]! + meanSquare;
      const value = product / ridge + dotDense(places[j]!, bent);
      likeness[i * size + j] = value;
      likeness[j * size + i] = value;
    }
    if (i % 8 === 7) yield undefined;
  }
  return likeness;
}

/**
 * @param units of the author's passages
 * @param likeness of all the units
 * @param kept indices of the units that count, at least one
 */
export function discriminantOf(
  units: readonly Unit[],
  likeness: Float32Array,
  kept: readonly number[],
  directions: Directions,
): Discriminant {
  const { features, mean, ridge, blocks } = directions.background;
  const words = kept.reduce((sum, at) => sum + units[at]!.words, 0);
  const shares = Float64Array.from(kept, (at) => units[at]!.words / words);
  const roots = shares.map(Math.sqrt);

  // Rows of A: sqrt(share) (unit - author's mean). The background's mean cancels out.
  const inner = (factors: Float64Array): Float64Array => {
    const each = Float64Array.from(kept, (row) => {
      let sum = 0;
      const start = row * units.length;
      for (let i = 0; i < kept.length; i++) sum += likeness[start + kept[i]!]! * factors[i]!;
      return sum;
    });
    const middle = dotDense(each, shares);
    return each.map((value, i) => roots[i]! * (value - middle));
  };
  const outer = (b: Float64Array): Float64Array => {
    const factors = b.map((value, i) => value * roots[i]!);
    const total = factors.reduce((sum, value) => sum + value, 0);
    return factors.map((value, i) => value - total * shares[i]!);
  };

  const b = conjugateGradients((vector) => {
    const product = inner(outer(vector));
    return product.map((value, i) => value + vector[i]!);
  }, inner(shares));

  const correction = outer(b);
  const weights = new Float32Array(features);
  for (const [i, at] of kept.entries()) {
    addScaled(weights, units[at]!.vector, shares[i]! - correction[i]!);
  }
  const place = directions.placeOfDense(weights);
  for (let f = 0; f < features; f++) weights[f] = (weights[f]! - mean[f]!) / ridge;
  directions.expand(
    place.map((value, k) => value * directions.gain[k]!),
    weights,
  );
  const offset = dotDense(weights, mean);
  const vectors = kept.map((at) => units[at]!.vector);
  const distance = vectors.reduce((sum, one, i) => sum + shares[i]! * dot(one, weights), -offset);
  return {
    weights,
    offset,
    // As precise as a profile keeps it.
    unit: Math.fround(Math.sqrt(Math.max(distance, 1e-12))),
    ratios: ratiosOf(vectors, directions.shares, blocks),
    blocks,
  };
}

/** Solves M x = target for a symmetric positive definite M. */
function conjugateGradients(
  multiply: (vector: Float64Array) => Float64Array,
  target: Float64Array,
): Float64Array {
  const solution = new Float64Array(target.length);
  const rest = target.slice();
  const step = target.slice();
  let size = dotDense(rest, rest);
  const enough = size * tolerance * tolerance;
  for (let round = 0; round < iterations && size > enough; round++) {
    const product = multiply(step);
    const length = size / dotDense(step, product);
    for (let i = 0; i < rest.length; i++) {
      solution[i]! += length * step[i]!;
      rest[i]! -= length * product[i]!;
    }
    const next = dotDense(rest, rest);
    for (let i = 0; i < step.length; i++) step[i] = rest[i]! + (next / size) * step[i]!;
    size = next;
  }
  return solution;
}

/** How far towards the author a text lies: 0 = like the average of others. */
export function along(vector: SparseVector, discriminant: Discriminant): number {
  const { weights, offset, unit, ratios, blocks } = discriminant;
  return (dot(vector, weights) - offset) / unit + meanRatio(vector, ratios, blocks);
}
