import type { Span } from "../text/span";
import { splitSentences } from "../text/sentences";
import { HIDDEN, splitWords } from "../text/words";

/** A sentence, heading, list item or table row of a source; spans are UTF-16 offsets into the source's text. */
export interface SourceSentence extends Span {
  /** Sentences of one block share a number. */
  readonly block: number;
}

const frontMatter = /^\uFEFF?---[ \t]*\r?\n[^]*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** What a reader of the source does not read: link targets, tags, comments, link definitions, fences, emphasis marks. */
const unread =
  /<!--[^]*?-->|<\/?[a-zA-Z][^<>\n]{0,300}>|(?<=\])\([^()\s]*(?:\s+"[^"\n]*")?\)|^[ \t]*\[[^\]\n]+\]:[ \t]\S+.*$|^[ \t]*(?:```|~~~).*$|https?:\/\/[^\s)>\]]+|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|!(?=\[)/gm;
const ownBlock = /^[ \t]*(?:#{1,6}[ \t]|[-*+\u2022][ \t]|\d{1,3}[.)][ \t]|\||>|\(meta)/;
const ENDS = /[.!?:\u2026]["'\u2019\u201D)\]]*[ \t]*$/;

/** Hides what is not read; as long as `text`, offset for offset. */
export function maskSource(text: string): string {
  const blank = (found: string): string => found.replace(/[^\n\r]/g, HIDDEN);
  return text.replace(frontMatter, (found) => hideKeys(found)).replace(unread, blank);
}

/** Front matter is a source too (title, date, description): only its fences go. */
const hideKeys = (matter: string): string => matter.replace(/^(?:---|\.\.\.)/gm, HIDDEN.repeat(3));

/** Cuts a source into sentences. Lines that do not end a sentence run on, unless they are headings, items or rows. */
export function sourceSentences(masked: string): readonly SourceSentence[] {
  const sentences: SourceSentence[] = [];
  let block = 0;
  for (const part of blocks(masked)) {
    const text = masked.slice(part.start, part.end);
    for (const sentence of splitSentences(text, splitWords(text, text))) {
      if (sentence.words.length === 0) continue;
      for (const piece of statements(text, sentence)) {
        sentences.push({ start: part.start + piece.start, end: part.start + piece.end, block });
      }
    }
    block++;
  }
  return sentences;
}

/** What semicolons join is said apart. */
function* statements(text: string, { start, end }: Span): Generator<Span> {
  let from = start;
  for (const found of text.slice(start, end).matchAll(/;\s+/g)) {
    const at = start + found.index + 1;
    yield { start: from, end: at };
    from = start + found.index + found[0].length;
  }
  if (from < end) yield { start: from, end };
}

const LONGEST_BLOCK = 20_000;

function* blocks(masked: string): Generator<Span> {
  let start = 0;
  let last = "";
  for (const found of masked.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = found[0].replace(/[\r\n]+$/, "");
    const at = found.index;
    if (at > start && (at - start > LONGEST_BLOCK || endsBlock(last, line))) {
      yield { start, end: at };
      start = at;
    }
    last = line;
    if (found[0] === "") break;
  }
  if (start < masked.length) yield { start, end: masked.length };
}

/** A wrapped paragraph goes on in a line of lower case, or after a long line without an end. */
function endsBlock(before: string, line: string): boolean {
  const next = line.trim();
  if (next === "" || before.trim() === "") return true;
  if (ownBlock.test(line) || /^[ \t]*(?:#{1,6}[ \t]|\|)/.test(before)) return true;
  if (/^\p{Ll}/u.test(next)) return false;
  return before.length < 50 || ENDS.test(before);
}
