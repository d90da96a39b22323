import { quantitiesIn, type Quantity } from "./quantities";
import { maskSource, sourceSentences } from "./sourceSentences";
import { termsOf, type Term } from "./terms";
import type { SourceText } from "./types";

/** A sentence of a source with what the checks compare. Spans of terms and quantities are into the source's text. */
export interface IndexedSentence {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly block: number;
  readonly terms: readonly Term[];
  readonly stems: ReadonlySet<string>;
  readonly quantities: readonly Quantity[];
}

/** The sentences of a source, in order. */
export function* indexedSentences(source: SourceText): Generator<IndexedSentence> {
  const masked = maskSource(source.text);
  /** A table's rows say what its head names. */
  let header: readonly string[] | undefined;
  for (const { start, end, block } of sourceSentences(masked)) {
    const text = masked.slice(start, end);
    const terms = termsOf(text).map((term) => ({
      ...term,
      start: start + term.start,
      end: start + term.end,
    }));
    const stems = new Set(terms.map((term) => term.stem));
    if (!text.startsWith("|")) header = undefined;
    else if (header === undefined) header = [...stems];
    else for (const stem of header) stems.add(stem);
    yield {
      source,
      start,
      end,
      block,
      terms,
      stems,
      quantities: quantitiesIn(text).map((q) => ({
        ...q,
        start: start + q.start,
        end: start + q.end,
      })),
    };
  }
}
