import type { Sparse } from "./logistic";
import { topicMasked } from "./topicMask";

const LONGEST_GRAM = 3;
/** Passages in which a run of tokens must stand to be a feature. */
const FEWEST_PASSAGES = 5;

/** How often runs of one to three masked tokens stand in a text. */
export type GramCounts = ReadonlyMap<string, number>;

export function gramCounts(text: string): GramCounts {
  const tokens = topicMasked(text);
  const counts = new Map<string, number>();
  for (let from = 0; from < tokens.length; from++) {
    let gram = "";
    for (let n = 1; n <= LONGEST_GRAM && from + n <= tokens.length; n++) {
      gram = n === 1 ? tokens[from]! : `${gram} ${tokens[from + n - 1]!}`;
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  return counts;
}

/** Runs of tokens by number, with how rare they are. */
export class GramVocabulary {
  private readonly known = new Map<string, { readonly at: number; readonly rarity: number }>();

  constructor(passages: readonly GramCounts[]) {
    const passagesWith = new Map<string, number>();
    for (const counts of passages) {
      for (const gram of counts.keys()) passagesWith.set(gram, (passagesWith.get(gram) ?? 0) + 1);
    }
    for (const [gram, count] of passagesWith) {
      if (count < FEWEST_PASSAGES) continue;
      this.known.set(gram, { at: this.known.size, rarity: Math.log(passages.length / count) });
    }
  }

  get size(): number {
    return this.known.size;
  }

  /** Of length 1, so that longer passages do not say more by being longer. */
  featuresOf(counts: GramCounts): Sparse {
    const found: { at: number; value: number }[] = [];
    for (const [gram, count] of counts) {
      const known = this.known.get(gram);
      if (known === undefined || known.rarity === 0) continue;
      found.push({ at: known.at, value: (1 + Math.log(count)) * known.rarity });
    }
    const length = Math.hypot(...found.map(({ value }) => value)) || 1;
    return {
      at: Int32Array.from(found, ({ at }) => at),
      value: Float64Array.from(found, ({ value }) => value / length),
    };
  }
}
