import { hash32 } from "../style/hash";

const SHINGLE_WORDS = 6;
/** One of so many sequences is kept, the same ones everywhere. */
const KEPT_SHARE = 2;
/** Share of a text's sequences that another text has, from which on the two are nearly the same. */
const SAME_SHARE = 0.3;

/** What a text is recognised by when it was copied and a little changed: hashes of its sequences of six words. */
export type TextPrint = readonly number[];

export const wordsKey = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).join(" ");

export function textPrint(text: string): TextPrint {
  const words = wordsKey(text).split(" ");
  const hashes: number[] = [];
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) {
    const hash = hash32(words.slice(i, i + SHINGLE_WORDS).join(" "));
    if (hash % KEPT_SHARE === 0) hashes.push(hash);
  }
  return hashes.length > 0 ? [...new Set(hashes)] : [hash32(words.join(" "))];
}

/** Texts by what they are recognised by. */
export class PrintIndex {
  private readonly holders = new Map<number, number[]>();
  private readonly sizes: number[] = [];

  /** Returns the text's number: 0, 1, ... */
  add(print: TextPrint): number {
    const number = this.sizes.push(print.length) - 1;
    for (const hash of print) {
      const known = this.holders.get(hash);
      if (known === undefined) this.holders.set(hash, [number]);
      else known.push(number);
    }
    return number;
  }

  /** Numbers of the texts that are nearly the same: a large part of the shorter one stands in the other. */
  near(print: TextPrint): readonly number[] {
    const shared = new Map<number, number>();
    for (const hash of print) {
      for (const number of this.holders.get(hash) ?? []) {
        shared.set(number, (shared.get(number) ?? 0) + 1);
      }
    }
    return [...shared]
      .filter(([number, count]) => count / Math.min(print.length, this.sizes[number]!) > SAME_SHARE)
      .map(([number]) => number);
  }

  has(print: TextPrint): boolean {
    return this.near(print).length > 0;
  }
}
