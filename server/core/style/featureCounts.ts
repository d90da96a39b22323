import { fromBase64, pushVarint, toBase64, VarintReader } from "./bytes";

/** How often features of a vocabulary occur in a text: parallel, ascending by feature. */
export interface FeatureCounts {
  readonly features: Uint16Array;
  readonly counts: Uint16Array;
}

export function fromMap(counted: ReadonlyMap<number, number>): FeatureCounts {
  const features = Uint16Array.from(counted.keys()).sort();
  const counts = new Uint16Array(features.length);
  for (let i = 0; i < features.length; i++) {
    counts[i] = Math.min(counted.get(features[i]!)!, 0xffff);
  }
  return { features, counts };
}

/** The counts of several texts as one. */
export function addCounts(parts: readonly FeatureCounts[]): FeatureCounts {
  if (parts.length === 1) return parts[0]!;
  const sum = new Map<number, number>();
  for (const { features, counts } of parts) {
    for (let i = 0; i < features.length; i++) {
      sum.set(features[i]!, (sum.get(features[i]!) ?? 0) + counts[i]!);
    }
  }
  return fromMap(sum);
}

export function encodeCounts({ features, counts }: FeatureCounts): string {
  const bytes: number[] = [];
  let before = 0;
  for (let i = 0; i < features.length; i++) {
    // Most features occur once: the low bit says "more than once, a count follows".
    const often = counts[i]! > 1;
    pushVarint(bytes, ((features[i]! - before) << 1) | (often ? 1 : 0));
    if (often) pushVarint(bytes, counts[i]!);
    before = features[i]!;
  }
  return toBase64(bytes);
}

/** Throws a RangeError when the text is no encoded counts. */
export function decodeCounts(text: string): FeatureCounts {
  const reader = new VarintReader(fromBase64(text));
  const features: number[] = [];
  const counts: number[] = [];
  let before = 0;
  while (!reader.done) {
    const head = reader.next();
    before += head >>> 1;
    features.push(before);
    counts.push(head & 1 ? reader.next() : 1);
  }
  return { features: Uint16Array.from(features), counts: Uint16Array.from(counts) };
}
