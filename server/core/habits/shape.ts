import type { Prose } from "../note/types";

/** The apostrophe that the text itself uses. */
export function apostropheOf(text: string): "'" | "\u2019" {
  return text.includes("\u2019") ? "\u2019" : "'";
}

/** `replacement` with the capital of `original`: "Do not" gives "Don't". */
export function likeCase(original: string, replacement: string): string {
  const first = original.charAt(0);
  if (original.length > 1 && original === original.toUpperCase() && /\p{Lu}/u.test(original)) {
    return replacement.toUpperCase();
  }
  return first !== first.toLowerCase()
    ? replacement.charAt(0).toUpperCase() + replacement.slice(1)
    : replacement;
}

/** Whether only marks and markup stand between the start of a sentence and `at`. */
export function startsSentence(prose: Prose, at: number): boolean {
  const sentence = prose.sentences.find(({ start, end }) => start <= at && at < end);
  if (sentence === undefined) return at === 0;
  return !/[\p{L}\p{N}\uFFFC]/u.test(prose.masked.slice(sentence.start, at));
}
