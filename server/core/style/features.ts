import type { Background, BackgroundHeader } from "./background";
import type { FeatureCounts } from "./featureCounts";

/** Longest letter sequence that is counted. */
export const LONGEST_GRAM = 5;

const word = /\p{L}+(?:'\p{L}+)*/gu;
const wordOrMark = /\p{L}+(?:'\p{L}+)*|[^\p{L}\p{N}\s]+/gu;
const longQuotation = /"(?=(?:[^"\s]+\s+){2})[^"]{8,600}"/g;

/** Other people's words inside a passage tell nothing about its author. */
export function withoutQuotations(plain: string): string {
  return plain.includes('"') ? plain.replace(longQuotation, '""') : plain;
}

export function wordsAndMarks(plain: string): readonly string[] {
  return plain.toLowerCase().match(wordOrMark) ?? [];
}

/**
 * The text without its topic: kept words stay, others become their first letter's case (`^` or `*`) and their last two
 * letters, digits become 0 (after Stamatatos' text distortion, 2017).
 */
export function distort(plain: string, kept: ReadonlySet<string>): string {
  return plain
    .replace(word, (found) => {
      const lower = found.toLowerCase();
      if (kept.has(lower)) return lower;
      return (found.charAt(0) === lower.charAt(0) ? "*" : "^") + lower.slice(-2);
    })
    .replace(/\d/g, "0");
}

/** Calls `see` for every letter sequence of the given lengths. */
export function eachGram(
  text: string,
  shortest: number,
  longest: number,
  see: (gram: string) => void,
): void {
  for (let start = 0; start < text.length; start++) {
    const most = Math.min(longest, text.length - start);
    for (let length = shortest; length <= most; length++) see(text.slice(start, start + length));
  }
}

/** What each view counts, in the order of the background's blocks. */
export const views = {
  letters: { shortest: 2, longest: 4 },
  words: undefined,
  shape: { shortest: 2, longest: 5 },
} as const;

/** Calls `see` for every occurrence of a term of `kind` in a folded text. */
export function eachTerm(
  kind: BackgroundHeader["blocks"][number]["kind"],
  plain: string,
  kept: ReadonlySet<string>,
  see: (term: string) => void,
): void {
  const text = plain.replace(/\s+/g, " ");
  switch (kind) {
    case "letters":
      eachGram(text.toLowerCase(), views.letters.shortest, views.letters.longest, see);
      break;
    case "words":
      wordsAndMarks(text).forEach(see);
      break;
    case "shape":
      eachGram(distort(text, kept), views.shape.shortest, views.shape.longest, see);
      break;
  }
}

/** Counts the features of one background's vocabulary. Holds scratch memory: one at a time. */
export class FeatureCounter {
  private readonly tables: readonly {
    readonly kind: BackgroundHeader["blocks"][number]["kind"];
    readonly ids: ReadonlyMap<string, number>;
  }[];
  private readonly kept: ReadonlySet<string>;
  private readonly scratch: Uint16Array;

  constructor(background: Pick<Background, "blocks" | "kept">) {
    let next = 0;
    this.tables = background.blocks.map(({ kind, terms }) => ({
      kind,
      ids: new Map(terms.map((term) => [term, next++])),
    }));
    this.kept = new Set(background.kept);
    this.scratch = new Uint16Array(next);
  }

  /** Of a folded text. */
  count(plain: string): FeatureCounts {
    const { scratch } = this;
    const seen: number[] = [];
    const text = withoutQuotations(plain);
    for (const { kind, ids } of this.tables) {
      eachTerm(kind, text, this.kept, (term) => {
        const id = ids.get(term);
        if (id === undefined) return;
        if (scratch[id]! === 0) seen.push(id);
        if (scratch[id]! < 0xffff) scratch[id]!++;
      });
    }
    const features = Uint16Array.from(seen).sort();
    const counts = new Uint16Array(features.length);
    for (let i = 0; i < features.length; i++) {
      counts[i] = scratch[features[i]!]!;
      scratch[features[i]!] = 0;
    }
    return { features, counts };
  }
}

const counters = new WeakMap<object, FeatureCounter>();

export function counterOf(background: Background): FeatureCounter {
  let counter = counters.get(background);
  if (counter === undefined) counters.set(background, (counter = new FeatureCounter(background)));
  return counter;
}
