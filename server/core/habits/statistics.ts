export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One-sided 95 %. */
const Z = 1.645;

/** Wilson's score interval of a rate of `k` in `n` (E. B. Wilson, JASA 22, 1927); 90 % two-sided. [0, 1] when n is 0. */
export function wilson(k: number, n: number): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const p = Math.min(1, Math.max(0, k / n));
  const centre = (p + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Natural logarithm of the gamma function (Lanczos, g = 7); good to 1e-13 for x > 0. */
function logGamma(x: number): number {
  let sum = 0.99999999999980993;
  for (const [i, c] of lanczos.entries()) sum += c / (x + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** What is known of a rate: Beta(a, b). */
export interface Rate {
  readonly a: number;
  readonly b: number;
}

/**
 * A rate after `k` of `n`, from a start worth one observation, and never surer than `trust` observations make it:
 * notes of one author differ more than coin throws do.
 */
export function rateOf(k: number, n: number, trust: number): Rate {
  const scale = Math.min(1, trust / Math.max(1, n));
  return { a: k * scale + 0.5, b: Math.max(0, n - k) * scale + 0.5 };
}

/** Chance of exactly `k` of `n` when the rate is only known as Beta(a, b): the beta-binomial distribution. */
function chance(k: number, n: number, { a, b }: Rate): number {
  const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(choose + logBeta(k + a, n - k + b) - logBeta(a, b));
}

/** Chance of `k` or more of `n`. */
export function chanceOfAtLeast(k: number, n: number, rate: Rate): number {
  if (k <= 0) return 1;
  let sum = 0;
  for (let i = k; i <= n; i++) sum += chance(i, n, rate);
  return Math.min(1, sum);
}

/** Chance of `k` or fewer of `n`. */
export function chanceOfAtMost(k: number, n: number, rate: Rate): number {
  if (k >= n) return 1;
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += chance(i, n, rate);
  return Math.min(1, sum);
}
