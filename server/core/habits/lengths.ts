import { habitKey } from "./types";

/** Bins grow by about 8 %, from 1 to 2,000 words: fine enough for a quantile, few enough to keep. */
const GROWTH = 1.08;
const LAST = 99;

/** The bin of a length in words; bin `b` holds lengths from `binStart(b)` up to, not including, `binStart(b + 1)`. */
export function lengthBin(words: number): string {
  return String(Math.min(LAST, Math.floor(Math.log(Math.max(1, words)) / Math.log(GROWTH))));
}

/** Smallest length in words that falls into a bin. */
function binStart(bin: number): number {
  return Math.ceil(GROWTH ** bin - 1e-9);
}

export interface Lengths {
  readonly total: number;
  /** How many are at least as long, up to the width of a bin. */
  atLeast(words: number): number;
  /** The length in words that the share `q` stays below. */
  quantile(q: number): number;
}

/** Lengths of `sentenceLength` or `paragraphLength` as counted. */
export function lengthsOf(count: (key: string) => number, choice: string): Lengths {
  const bins = Array.from({ length: LAST + 1 }, (_, bin) => count(habitKey(choice, String(bin))));
  const total = bins.reduce((sum, n) => sum + n, 0);
  return {
    total,
    atLeast: (words) => bins.slice(Number(lengthBin(words))).reduce((sum, n) => sum + n, 0),
    quantile: (q) => {
      let sum = 0;
      for (const [bin, n] of bins.entries()) {
        sum += n;
        if (sum >= q * total) return binStart(bin + 1);
      }
      return binStart(LAST);
    },
  };
}
