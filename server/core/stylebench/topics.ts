import { stemmer } from "stemmer";
import { functionWords } from "../notebench/functionWords";

const word = /\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*/gu;

/** How often each content word occurs, by its stem; words of grammar and of two letters left out. */
export function contentWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [found] of text.toLowerCase().matchAll(word)) {
    if (found.length < 3 || functionWords.has(found)) continue;
    const stem = stemmer(found.replace(/'s$/, ""));
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** Texts as vectors of tf-idf of content words: count times ln(documents / documents with the word). */
export class TopicSpace {
  private readonly holders = new Map<string, number>();

  constructor(private readonly documents: readonly string[]) {
    for (const text of documents) {
      for (const stem of contentWords(text).keys()) {
        this.holders.set(stem, (this.holders.get(stem) ?? 0) + 1);
      }
    }
  }

  /** Cosine in [0, 1] of each text with all of `others` together; 0 where one of both says nothing. */
  similarities(texts: readonly string[], others: readonly string[]): readonly number[] {
    const whole = this.vectorOf(others.join("\n\n"));
    const length = norm(whole);
    return texts.map((text) => {
      const vector = this.vectorOf(text);
      let product = 0;
      for (const [stem, value] of vector) product += value * (whole.get(stem) ?? 0);
      return product === 0 ? 0 : product / (norm(vector) * length);
    });
  }

  private vectorOf(text: string): ReadonlyMap<string, number> {
    return new Map(
      [...contentWords(text)].map(([stem, count]) => [
        stem,
        count * Math.log(this.documents.length / (this.holders.get(stem) ?? 1)),
      ]),
    );
  }
}

const norm = (vector: ReadonlyMap<string, number>): number =>
  Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));

/** Positions of the quarter with the lowest values, rounded up. */
export function lowestQuarter(values: readonly number[]): ReadonlySet<number> {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  return new Set(order.slice(0, Math.ceil(values.length / 4)));
}
