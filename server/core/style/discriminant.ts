import type { Background } from "./background";
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
 */

/** One of the author's passages with its place along the background's directions. */
export interface Unit {
  readonly vector: SparseVector;
  /** Coordinates along the background's directions, mean taken off. */
  readonly place: Float32Array;
  readonly words: number;
}

export interface Discriminant {
  /** By feature. */
  readonly weights: Float32Array;
  /** Of a text: `dot(vector, weights) - offset` is 0 on the background's average. */
  readonly offset: number;
}

const iterations = 40;
/** Of the rest to the target. */
const tolerance = 1e-3;

/** The background's directions made ready for arithmetic; one per background. */
export class Directions {
  /** Eigenvalues of S^-1 minus those of the ridge alone, by direction. */
  readonly gain: Float32Array;
  private readonly meanPlace: Float32Array;

  constructor(readonly background: Background) {
    const { rank, variance, ridge } = background;
    this.gain = new Float32Array(rank);
    for (let k = 0; k < rank; k++) this.gain[k] = 1 / (variance[k]! + ridge) - 1 / ridge;
    this.meanPlace = new Float32Array(rank);
    const everything = Uint16Array.from(background.mean, (_, feature) => feature);
    this.meanPlace = this.placeOf({ features: everything, values: background.mean });
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

/** A point in the span of the author's passages: dense, and along the directions. Mean of the background taken off. */
interface Point {
  readonly dense: Float32Array;
  readonly place: Float32Array;
}

/** @param units at least one, of the author's passages */
export function discriminantOf(units: readonly Unit[], directions: Directions): Discriminant {
  const { background, gain } = directions;
  const { features, rank, mean, ridge } = background;
  const words = units.reduce((sum, unit) => sum + unit.words, 0);
  const shares = Float32Array.from(units, (unit) => unit.words / words);

  const combine = (factors: Float32Array): Point => {
    const dense = new Float32Array(features);
    const place = new Float32Array(rank);
    units.forEach((unit, i) => {
      addScaled(dense, unit.vector, factors[i]!);
      for (let k = 0; k < rank; k++) place[k]! += factors[i]! * unit.place[k]!;
    });
    return { dense, place };
  };
  const author = combine(shares);
  for (let f = 0; f < features; f++) author.dense[f]! -= mean[f]!;

  // Rows of A: sqrt(share) (unit - author's mean). The background's mean cancels out.
  const roots = shares.map(Math.sqrt);
  const inner = (point: Point): Float32Array => {
    const bent = point.place.map((value, k) => value * gain[k]!);
    const each = Float32Array.from(
      units,
      (unit) => dot(unit.vector, point.dense) / ridge + dotDense(unit.place, bent),
    );
    const middle = dotDense(each, shares);
    return each.map((value, i) => roots[i]! * (value - middle));
  };
  const outer = (b: Float32Array): Point => {
    const factors = b.map((value, i) => value * roots[i]!);
    const total = factors.reduce((sum, value) => sum + value, 0);
    return combine(factors.map((value, i) => value - total * shares[i]!));
  };

  const b = conjugateGradients((vector) => {
    const product = inner(outer(vector));
    return product.map((value, i) => value + vector[i]!);
  }, inner(author));

  const correction = outer(b);
  const weights = new Float32Array(features);
  for (let f = 0; f < features; f++) {
    weights[f] = (author.dense[f]! - correction.dense[f]!) / ridge;
  }
  directions.expand(
    gain.map((value, k) => value * (author.place[k]! - correction.place[k]!)),
    weights,
  );
  return { weights, offset: dotDense(weights, mean) };
}

/** Solves M x = target for a symmetric positive definite M. */
function conjugateGradients(
  multiply: (vector: Float32Array) => Float32Array,
  target: Float32Array,
): Float32Array {
  const solution = new Float32Array(target.length);
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

/** How far along the discriminant a text lies: 0 = like the average of others. */
export function along(vector: SparseVector, { weights, offset }: Discriminant): number {
  return dot(vector, weights) - offset;
}
