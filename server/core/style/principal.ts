import { randomFrom } from "./random";
import { addScaled, dot, type SparseVector } from "./vectors";

/** Directions of largest variance: `basis[k]` has length 1 over the features. */
export interface Principal {
  readonly basis: readonly Float32Array[];
  readonly variance: Float32Array;
}

const OVERSAMPLING = 24;
const ROUNDS = 4;

/**
 * Principal components of centred sparse vectors by randomised subspace iteration (Halko, Martinsson and Tropp 2011).
 * The seed is fixed: the same vectors give the same directions.
 */
export function principalOf(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  rank: number,
): Principal {
  const features = mean.length;
  const size = Math.min(rank + OVERSAMPLING, vectors.length);
  const random = randomFrom(7);
  let rows: Float32Array[] = Array.from({ length: size }, () =>
    Float32Array.from({ length: vectors.length }, () => random() - 0.5),
  );
  let basis: Float32Array[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    basis = orthonormal(rows.map((row) => backward(vectors, mean, row, features)));
    rows = basis.map((direction) => forward(vectors, mean, direction));
    if (round < ROUNDS - 1) rows = orthonormal(rows);
  }
  const { values, columns } = eigen(
    rows.map((a) => rows.map((b) => product(a, b) / vectors.length)),
  );
  const order = values.map((_, i) => i).sort((i, j) => values[j]! - values[i]!);
  const kept = order.slice(0, Math.min(rank, size));
  return {
    variance: Float32Array.from(kept, (i) => Math.max(0, values[i]!)),
    basis: kept.map((i) => {
      const direction = new Float32Array(features);
      basis.forEach((part, j) => {
        const factor = columns[j]![i]!;
        for (let f = 0; f < features; f++) direction[f]! += factor * part[f]!;
      });
      return direction;
    }),
  };
}

function forward(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  direction: Float32Array,
): Float32Array {
  const middle = product(mean, direction);
  return Float32Array.from(vectors, (vector) => dot(vector, direction) - middle);
}

function backward(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  row: Float32Array,
  features: number,
): Float32Array {
  const direction = new Float32Array(features);
  let total = 0;
  vectors.forEach((vector, i) => {
    addScaled(direction, vector, row[i]!);
    total += row[i]!;
  });
  for (let f = 0; f < features; f++) direction[f]! -= total * mean[f]!;
  return direction;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Gram-Schmidt, twice over for the rounding. */
function orthonormal(rows: Float32Array[]): Float32Array[] {
  rows.forEach((row, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = rows[j]!;
        const share = product(row, other);
        for (let k = 0; k < row.length; k++) row[k]! -= share * other[k]!;
      }
    }
    const length = Math.sqrt(product(row, row)) || 1;
    for (let k = 0; k < row.length; k++) row[k]! /= length;
  });
  return rows;
}

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi rotations. */
function eigen(matrix: number[][]): { values: number[]; columns: number[][] } {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 12; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p]![q]!;
        off += apq * apq;
        if (Math.abs(apq) < 1e-14) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const row = a[k]!;
          const akp = row[p]!;
          const akq = row[q]!;
          row[p] = c * akp - s * akq;
          row[q] = s * akp + c * akq;
        }
        const ap = a[p]!;
        const aq = a[q]!;
        for (let k = 0; k < size; k++) {
          const apk = ap[k]!;
          const aqk = aq[k]!;
          ap[k] = c * apk - s * aqk;
          aq[k] = s * apk + c * aqk;
        }
        for (let k = 0; k < size; k++) {
          const row = v[k]!;
          const vkp = row[p]!;
          const vkq = row[q]!;
          row[p] = c * vkp - s * vkq;
          row[q] = s * vkp + c * vkq;
        }
      }
    }
    if (off < 1e-16) break;
  }
  return { values: a.map((row, i) => row[i]!), columns: v.map((row) => Array.from(row)) };
}
