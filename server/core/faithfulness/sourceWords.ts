import type { Span } from "../text/span";
import { normaliseQuote } from "./quote";
import type { IndexedSentence } from "./indexedSentences";
import type { Term } from "./terms";
import type { Evidence, SourceText } from "./types";
import { bestRun } from "./wordAlignment";

/** The sources as running words, for quotations: across sentences and typography. */
export class SourceWords {
  private readonly texts: readonly string[];

  constructor(
    sources: readonly SourceText[],
    private readonly sentences: readonly IndexedSentence[],
  ) {
    this.texts = sources.map(
      (source) => ` ${normaliseQuote(source.text.replace(/[*_]{1,3}/g, ""))} `,
    );
  }

  holds(normalised: string): boolean {
    return this.texts.some((text) => text.includes(` ${normalised} `));
  }

  /** The place of the sources that has most of `words`, from the first to the last word that stands for one; score is the share it has. */
  closest(words: readonly string[]): Evidence | undefined {
    const wanted = new Set(words.filter((word) => word.length > 3));
    if (wanted.size === 0) return undefined;
    let best = -1;
    let score = 0;
    for (const [at, sentence] of this.sentences.entries()) {
      const hits = sentence.terms.filter((term) => wanted.has(term.lower));
      const share = new Set(hits.map((term) => term.lower)).size / wanted.size;
      if (share <= score) continue;
      best = at;
      score = share;
    }
    if (best < 0) return undefined;
    const { source } = this.sentences[best]!;
    return { source, score, ...this.#passageLike(words, best) };
  }

  /** The words that the quotation stands for, in this sentence and its neighbours. */
  #passageLike(quoted: readonly string[], at: number): Span {
    const words = quoted.map((word) => word.replace(/'s$|'$/, ""));
    const middle = this.sentences[at]!;
    const terms = [at - 1, at, at + 1].flatMap((near) => {
      const sentence = this.sentences[near];
      return sentence?.source === middle.source && sentence.block === middle.block
        ? sentence.terms
        : [];
    });
    const run = bestRun(
      words,
      terms.map(({ lower }) => lower),
    );
    const text = middle.source.text;
    let { from, to } = run;
    if (terms[to]!.lower !== words[words.length - 1]) to = lastBefore(BOUNDARY, text, terms, to);
    if (terms[from]!.lower !== words[0]) from = firstAfter(OPENING, text, terms, from);
    return { start: terms[from]!.start, end: terms[to]!.end };
  }
}

/** Where the words of somebody end in a source: a closing mark, or the stop, comma or semicolon of a clause. */
const BOUNDARY = /["\u201D\u00BB.,;:!?]/;
const OPENING = /["\u201C\u201E\u00AB]/;
/** A passage is not drawn out by more words than this to reach the end of its clause or the mark that opens it. */
const FARTHEST = 3;

function lastBefore(boundary: RegExp, text: string, terms: readonly Term[], to: number): number {
  for (let i = to; i < terms.length && i <= to + FARTHEST; i++) {
    const next = terms[i + 1]?.start ?? terms[i]!.end + 1;
    if (boundary.test(text.slice(terms[i]!.end, next))) return i;
  }
  return to;
}

function firstAfter(boundary: RegExp, text: string, terms: readonly Term[], from: number): number {
  for (let i = from; i >= 0 && i >= from - FARTHEST; i--) {
    const before = terms[i - 1]?.end ?? terms[i]!.start - 1;
    if (boundary.test(text.slice(before, terms[i]!.start))) return i;
  }
  return from;
}
