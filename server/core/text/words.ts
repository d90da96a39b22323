import type { Word } from "../note/types";

/** What a reader does not see stands as ZWSP in masked text; what is not prose as an object replacement character. */
export const HIDDEN = "\u200B";
export const ATOM = "\uFFFC";

/**
 * A word: letters, marks and digits with the apostrophes, hyphens, dots and digit separators inside it
 * (`don't`, `well-known`, `e.g`, `Node.js`, `1,000.5`). Hidden markup inside a word does not end it.
 */
const word =
  /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00AD]|\u200B+(?=[\p{L}\p{N}])|['\u2019\u02BC_\-\u2010\u2011](?=\u200B*[\p{L}\p{N}])|\.(?=[\p{Ll}\p{N}])|(?<=\p{Lu})\.(?=\p{Lu})|(?<=\p{N})[,:](?=\p{N}))*/gu;

/** Scripts that do not put spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
/** Made when asked: it reads the dictionaries of those scripts. */
let segmenter: Intl.Segmenter | undefined;

/** How many runs of letters and digits a text has: its length, roughly. */
export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** The words of `masked`, in order; each `text` is `text.slice(start, end)`. Both strings are as long. */
export function splitWords(text: string, masked: string): readonly Word[] {
  const words: Word[] = [];
  for (const found of masked.matchAll(word)) {
    const start = found.index;
    const end = start + found[0].length;
    if (unspaced.test(found[0])) {
      segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
      for (const part of segmenter.segment(found[0])) {
        if (part.isWordLike !== true) continue;
        words.push(wordAt(text, start + part.index, start + part.index + part.segment.length));
      }
    } else {
      words.push(wordAt(text, start, end));
    }
  }
  return words;
}

function wordAt(text: string, start: number, end: number): Word {
  return { start, end, text: text.slice(start, end) };
}
