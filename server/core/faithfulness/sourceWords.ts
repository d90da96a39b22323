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

  /** From the first to the last word that the quotation has too. */
  private trimmed(
    sentence: IndexedSentence,
    words: readonly string[],
  ): { readonly start: number; readonly end: number } {
    const wanted = new Set(words);
    const terms = sentence.terms;
    let from = 0;
    let to = terms.length - 1;
    let most = -1;
    const length = Math.min(terms.length, words.length + 2);
    for (let i = 0; i + length <= terms.length; i++) {
      const hits = terms.slice(i, i + length).filter((term) => wanted.has(term.lower)).length;
      if (hits > most) {
        most = hits;
        from = i;
        to = i + length - 1;
      }
    }
    while (from < to && !wanted.has(terms[from]!.lower)) from++;
    while (to > from && !wanted.has(terms[to]!.lower)) to--;
    return { start: terms[from]!.start, end: terms[to]!.end };
  }
}
