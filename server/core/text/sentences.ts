import type { Sentence, Word } from "../note/types";
import type { Span } from "./span";
import { abbreviations, beforeNumbers, starters } from "./abbreviations";

const terminator =
  /[.!?\u2026\u203C\u2047-\u2049\u061F\u06D4\u0964\u0965]+|[\u3002\uFF01\uFF1F\uFF61]+/gu;
/** What may stand between the full stop and the space: closing marks, hidden markup, footnote marks. */
const closers = /[\u200B\uFFFC"'\u2019\u201D\u00BB\u203A)\]}\u300D\u300F\uFF09]*/uy;
const trailingEmoji =
  /(?:[ \t]*(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D)+)*/uy;
const openers = /[\s\u200B"'\u2018\u201C\u201E\u00AB\u2039([{\u00BF\u00A1*_\-\u2013\u2014]*/uy;
const wide = /[\u3002\uFF01\uFF1F\uFF61]/u;
const nextWord = /[\p{L}\p{N}\p{M}'\u2019]+/uy;

/** Cuts masked prose into sentences; every word of `words` lies in exactly one of them. */
export function splitSentences(masked: string, words: readonly Word[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let next = 0;
  for (const end of [...boundaries(masked), masked.length]) {
    const span = trim(masked, start, end);
    start = end;
    if (span.start >= span.end) continue;
    const from = next;
    while (next < words.length && words[next]!.start < end) next++;
    sentences.push({ ...span, words: words.slice(from, next) });
  }
  return sentences;
}

function boundaries(masked: string): number[] {
  const ends: number[] = [];
  let sentenceStart = 0;
  for (const found of masked.matchAll(terminator)) {
    if (found.index < sentenceStart) continue;
    const end = matchEnd(closers, masked, found.index + found[0].length);
    if (end >= masked.length) break;
    if (!wide.test(found[0])) {
      if (!isSpace(masked, end)) continue;
      if (!startsSentence(masked, end)) continue;
      if (found[0] === "." && isAbbreviation(masked, sentenceStart, found.index, end)) continue;
    }
    sentenceStart = matchEnd(trailingEmoji, masked, end);
    ends.push(sentenceStart);
  }
  return ends;
}

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

function startsSentence(masked: string, after: number): boolean {
  const at = matchEnd(openers, masked, after);
  const code = masked.codePointAt(at);
  if (code === undefined) return true;
  return (
    !/[\p{Ll}\p{Po}\p{Pe}]/u.test(String.fromCodePoint(code)) ||
    /[\u2026&#@%]/u.test(masked.charAt(at))
  );
}

function isAbbreviation(masked: string, from: number, dot: number, after: number): boolean {
  const before = /[\p{L}\p{N}\p{M}.'\u2019]{1,16}$/u.exec(
    masked.slice(Math.max(from, dot - 24), dot),
  );
  if (before === null) return false;
  const token = before[0];
  const isFirst = masked.slice(from, dot).trim() === token;
  if (/^\p{N}+$/u.test(token)) return isFirst;
  const following = wordAfter(masked, after);
  const lower = token.toLowerCase();
  if (beforeNumbers.has(lower)) {
    if (/^\p{N}/u.test(following) || following === "") return true;
    if (!/^\p{Lu}$/u.test(token)) return false;
  }
  if (abbreviations.has(lower)) return true;
  const spaced = /^(?:\p{L}\.)+\p{L}$/u.test(token) || (/^\p{Lu}$/u.test(token) && token !== "I");
  return spaced && !starters.has(following);
}

function wordAfter(masked: string, after: number): string {
  const start = matchEnd(openers, masked, after);
  return masked.slice(start, matchEnd(nextWord, masked, start));
}

/** End of the sticky match of `pattern` at `from`; `from` itself when there is none. */
function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? from : from + found[0].length;
}

function trim(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s\u200B]/u.test(text.charAt(from))) from++;
  while (to > from && /[\s\u200B]/u.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
