import type { Background, BackgroundHeader } from "./background";
import type { FeatureCounts } from "./featureCounts";
import { GramTrie } from "./gramTrie";
import { tagsOf } from "./tags";

const wordOrMark = /\p{L}+(?:'\p{L}+)*|[^\p{L}\p{N}\s]+/gu;
const longQuotation = /"(?=(?:[^"\s]+\s+){2})[^"]{8,600}"/g;

/** Other people's words inside a passage tell nothing about its author. */
export function withoutQuotations(plain: string): string {
  return plain.includes('"') ? plain.replace(longQuotation, '""') : plain;
}

export function wordsAndMarks(plain: string): readonly string[] {
  return plain.toLowerCase().match(wordOrMark) ?? [];
}

type Kind = BackgroundHeader["blocks"][number]["kind"];

/** Lengths of the letter sequences that a view counts. */
const lengths = { letters: [2, 4], tags: [1, 5] } as const;

/** The text that a view cuts its letter sequences from. */
function gramText(kind: keyof typeof lengths, plain: string): string {
  return kind === "tags" ? tagsOf(plain) : plain.replace(/\s+/g, " ").toLowerCase();
}

/** Calls `see` for every term of a view in a folded text: what a vocabulary is chosen from. */
export function eachTerm(kind: Kind, plain: string, see: (term: string) => void): void {
  if (kind === "words") {
    wordsAndMarks(plain).forEach(see);
    return;
  }
  const text = gramText(kind, plain);
  const [shortest, longest] = lengths[kind];
  for (let start = 0; start < text.length; start++) {
    const most = Math.min(longest, text.length - start);
    for (let length = shortest; length <= most; length++) see(text.slice(start, start + length));
  }
}

/** Counts the features of one background's vocabulary. Holds scratch memory: one at a time. */
export class FeatureCounter {
  private readonly views: readonly ((plain: string, see: (id: number) => void) => void)[];
  private readonly scratch: Uint16Array;

  constructor(background: Pick<Background, "blocks">) {
    let next = 0;
    this.views = background.blocks.map(({ kind, terms }) => {
      const ids = new Map(terms.map((term) => [term, next++]));
      if (kind !== "words") {
        const trie = new GramTrie(ids);
        return (plain, see) => trie.each(gramText(kind, plain), see);
      }
      return (plain, see) => {
        for (const term of wordsAndMarks(plain)) {
          const id = ids.get(term);
          if (id !== undefined) see(id);
        }
      };
    });
    this.scratch = new Uint16Array(next);
  }

  /** Of a folded text. */
  count(plain: string): FeatureCounts {
    const { scratch } = this;
    const seen: number[] = [];
    const text = withoutQuotations(plain);
    const see = (id: number): void => {
      if (scratch[id]! === 0) seen.push(id);
      if (scratch[id]! < 0xffff) scratch[id]!++;
    };
    for (const view of this.views) view(text, see);
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
