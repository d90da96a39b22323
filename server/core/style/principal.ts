import { randomFrom } from "./random";
import type { SparseVector } from "./vectors";

/** Directions of largest variance, feature by feature: `rank` numbers each, every direction of length 1. */
export interface Principal {
  readonly rank: number;
  readonly basis: Float32Array;
  readonly variance: Float32Array;
}

const OVERSAMPLING = 24;
const ROUNDS = 4;

/**
 * Principal components of centred sparse vectors by randomised subspace iteration (Halko, Martinsson and Tropp 2011).
 * The seed is fixed: the same vectors give the same directions. Matrices are arrays, row after row, `width` wide.
 */
export function principalOf(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  rank: number,
): Principal {
  const width = Math.min(rank + OVERSAMPLING, vectors.length);
  const random = randomFrom(7);
  let rows = Float32Array.from({ length: vectors.length * width }, () => random() - 0.5);
  let basis = new Float32Array(0);
  for (let round = 0; round < ROUNDS; round++) {
    basis = orthonormal(backward(vectors, mean, rows, width), width);
    rows = forward(vectors, mean, basis, width);
    if (round < ROUNDS - 1) rows = orthonormal(rows, width);
  }
  const gram = gramOf(rows, width).map((row) => row.map((value) => value / vectors.length));
  const { values, columns } = eigen(gram);
  const order = values.map((_, i) => i).sort((i, j) => values[j]! - values[i]!);
  const kept = order.slice(0, Math.min(rank, width));
  return {
    rank: kept.length,
    variance: Float32Array.from(kept, (i) => Math.max(0, values[i]!)),
    basis: turned(basis, width, columns, kept),
  };
}

/** Vectors (centred) x basis: one row a vector. */
function forward(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  basis: Float32Array,
  width: number,
): Float32Array<ArrayBuffer> {
  const middle = new Float32Array(width);
  mean.forEach((value, f) => addRow(middle, 0, value, basis, f * width, width));
  const rows = new Float32Array(vectors.length * width);
  vectors.forEach(({ features, values }, i) => {
    for (let j = 0; j < features.length; j++) {
      addRow(rows, i * width, values[j]!, basis, features[j]! * width, width);
    }
    addRow(rows, i * width, -1, middle, 0, width);
  });
  return rows;
}

/** Transposed vectors (centred) x rows: one row a feature. */
function backward(
  vectors: readonly SparseVector[],
  mean: Float32Array,
  rows: Float32Array,
  width: number,
): Float32Array<ArrayBuffer> {
  const total = new Float32Array(width);
  const basis = new Float32Array(mean.length * width);
  vectors.forEach(({ features, values }, i) => {
    addRow(total, 0, 1, rows, i * width, width);
    for (let j = 0; j < features.length; j++) {
      addRow(basis, features[j]! * width, values[j]!, rows, i * width, width);
    }
  });
  mean.forEach((value, f) => addRow(basis, f * width, -value, total, 0, width));
  return basis;
}

/** target[at...] += factor x source[from...] */
function addRow(
  target: Float32Array,
  at: number,
  factor: number,
  source: Float32Array,
  from: number,
  width: number,
): void {
  for (let k = 0; k < width; k++) target[at + k]! += factor * source[from + k]!;
}

/** Columns times each other. */
function gramOf(matrix: Float32Array, width: number): number[][] {
  const gram = Array.from({ length: width }, () => new Float64Array(width));
  for (let at = 0; at < matrix.length; at += width) {
    for (let i = 0; i < width; i++) {
      const value = matrix[at + i]!;
      const row = gram[i]!;
      if (value !== 0) for (let j = 0; j <= i; j++) row[j]! += value * matrix[at + j]!;
    }
  }
  return gram.map((row, i) => Array.from(row, (value, j) => (j <= i ? value : gram[j]![i]!)));
}

/** Columns made orthonormal by Cholesky's factor of their products; twice over for the rounding. */
function orthonormal(matrix: Float32Array<ArrayBuffer>, width: number): Float32Array<ArrayBuffer> {
  for (let pass = 0; pass < 2; pass++) {
    const factor = cholesky(gramOf(matrix, width));
    for (let at = 0; at < matrix.length; at += width) {
      for (let i = 0; i < width; i++) {
        const row = factor[i]!;
        let rest = matrix[at + i]!;
        for (let j = 0; j < i; j++) rest -= row[j]! * matrix[at + j]!;
        matrix[at + i] = rest / row[i]!;
      }
    }
  }
  return matrix;
}

/** Lower triangle L of a symmetric positive matrix = L L'. */
function cholesky(matrix: readonly (readonly number[])[]): Float64Array[] {
  const factor = matrix.map(() => new Float64Array(matrix.length));
  const least = 1e-10 * Math.max(...matrix.map((row, i) => row[i]!));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(Math.max(rest, least)) : rest / factor[j]![j]!;
    }
  });
  return factor;
}

/** basis x the kept columns */
function turned(
  basis: Float32Array,
  width: number,
  columns: readonly Float64Array[],
  kept: readonly number[],
): Float32Array {
  const turn = columns.map((row) => Float32Array.from(kept, (i) => row[i]!));
  const result = new Float32Array((basis.length / width) * kept.length);
  for (let f = 0; f < basis.length / width; f++) {
    for (let j = 0; j < width; j++) {
      addRow(result, f * kept.length, basis[f * width + j]!, turn[j]!, 0, kept.length);
    }
  }
  return result;
}

const SWEEPS = 12;

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi rotations. */
function eigen(matrix: readonly (readonly number[])[]): {
  values: number[];
  columns: Float64Array[];
} {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = a.map((_, i) => Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));
  const enough = 1e-22 * a.reduce((sum, row, i) => sum + row[i]!, 0) ** 2;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p]![q]!;
        off += apq * apq;
        if (apq === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotateColumns(a, p, q, c, t * c);
        rotateRows(a[p]!, a[q]!, c, t * c);
        rotateColumns(v, p, q, c, t * c);
      }
    }
    if (off < enough) break;
  }
  return { values: a.map((row, i) => row[i]!), columns: v };
}

function rotateColumns(m: readonly Float64Array[], p: number, q: number, c: number, s: number) {
  for (const row of m) {
    const left = row[p]!;
    const right = row[q]!;
    row[p] = c * left - s * right;
    row[q] = s * left + c * right;
  }
}

function rotateRows(upper: Float64Array, lower: Float64Array, c: number, s: number): void {
  for (let k = 0; k < upper.length; k++) {
    const left = upper[k]!;
    const right = lower[k]!;
    upper[k] = c * left - s * right;
    lower[k] = s * left + c * right;
  }
}
