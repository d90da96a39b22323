import { randomFrom } from "../style/random";

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Quantile .95 of Student's t (Cornish-Fisher; to three digits from 10 degrees of freedom on). */
function t95(freedom: number): number {
  const z = 1.6448536;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

/**
 * A value that the mean of paired differences is above with 95 % confidence. Two made-up differences, one up and one down
 * by `error`, the size of a single error, join the others: twenty pairs without any difference are no certainty
 * (after Agresti and Min 2005, who add half a pair to each cell).
 */
export function lowerBound(differences: readonly number[], error: number): number {
  const all = [...differences, error, -error];
  const center = mean(all);
  const variance = all.reduce((sum, value) => sum + (value - center) ** 2, 0) / (all.length - 1);
  return center - t95(all.length - 1) * Math.sqrt(variance / all.length);
}

const FLIPS = 1999;

/**
 * One-sided p of the hypothesis that paired differences are as likely below zero as above, against: their mean is above.
 * By turning their signs at random, the same way every time.
 */
export function signFlipP(differences: readonly number[]): number {
  const sum = differences.reduce((total, value) => total + value, 0);
  const random = randomFrom(0x9a7e);
  let asLarge = 0;
  for (let flip = 0; flip < FLIPS; flip++) {
    let turned = 0;
    for (const value of differences) turned += random() < 0.5 ? value : -value;
    if (turned >= sum - 1e-12) asLarge++;
  }
  return (asLarge + 1) / (FLIPS + 1);
}
