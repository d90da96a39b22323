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
  const last = Math.max(-1, ...parts.map(({ features }) => features.at(-1) ?? -1));
  const sums = new Uint32Array(last + 1);
  let different = 0;
  for (const { features, counts } of parts) {
    for (let i = 0; i < features.length; i++) {
      if (sums[features[i]!] === 0) different++;
      sums[features[i]!]! += counts[i]!;
    }
  }
  const features = new Uint16Array(different);
  const counts = new Uint16Array(different);
  for (let feature = 0, at = 0; feature <= last; feature++) {
    if (sums[feature] === 0) continue;
    features[at] = feature;
    counts[at++] = Math.min(sums[feature]!, 0xffff);
  }
  return { features, counts };
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
  const bytes = fromBase64(text);
  const reader = new VarintReader(bytes);
  const features = new Uint16Array(bytes.length);
  const counts = new Uint16Array(bytes.length);
  let before = 0;
  let found = 0;
  while (!reader.done) {
    const head = reader.next();
    before += head >>> 1;
    features[found] = before;
    counts[found++] = head & 1 ? reader.next() : 1;
  }
  return { features: features.slice(0, found), counts: counts.slice(0, found) };
}
