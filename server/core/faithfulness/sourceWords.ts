import type { Span } from "../text/span";
import { normaliseQuote } from "./quote";
import type { IndexedSentence } from "./sourceIndex";
import type { Evidence, SourceText } from "./types";

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

  /** The run of words in one sentence, or in two that follow each other, that has most of `words`; score is the share it has. */
  closest(words: readonly string[]): Evidence | undefined {
    const wanted = new Set(words.filter((word) => word.length > 3));
    if (wanted.size === 0) return undefined;
    let best: Evidence | undefined;
    for (const sentence of this.sentences) {
      const hits = sentence.terms.filter((term) => wanted.has(term.lower));
      const score = new Set(hits.map((term) => term.lower)).size / wanted.size;
      if (score <= (best?.score ?? 0)) continue;
      best = { source: sentence.source, score, ...this.trimmed(sentence, words) };
    }
    return best;
  }

  /** As many words as the quotation has, where most of them are; from its first and to its last word where those are near. */
  private trimmed({ terms }: IndexedSentence, words: readonly string[]): Span {
    const wanted = new Set(words);
    const length = Math.min(terms.length, words.length);
    let from = 0;
    let most = -1;
    for (let i = 0; i + length <= terms.length; i++) {
      const hits = terms.slice(i, i + length).filter((term) => wanted.has(term.lower)).length;
      if (hits > most) {
        most = hits;
        from = i;
      }
    }
    let to = from + length - 1;
    const isEdge = (at: number, word: string | undefined): boolean => terms[at]?.lower === word;
    const near = [0, -1, 1, -2, 2];
    from += near.find((by) => isEdge(from + by, words[0])) ?? 0;
    to += near.find((by) => isEdge(to + by, words[words.length - 1])) ?? 0;
    return { start: terms[from]!.start, end: terms[Math.max(from, to)]!.end };
  }
}
