import type { Alignment } from "./alignment";
import type { NameFindings } from "./checks/nameCheck";
import type { PolarityFindings } from "./checks/polarityCheck";
import type { QuantityFindings } from "./checks/quantityCheck";
import type { QuotationFindings } from "./checks/quotationCheck";
import type { Claim } from "./claim";
import { lexicon } from "./lexicon";
import { weightOf, type SourceIndex } from "./sourceIndex";
import type { Issue } from "./types";

/** What was found about a claim, before it is weighed. */
export interface Findings {
  readonly claim: Claim;
  readonly alignment: Alignment;
  readonly quantities: QuantityFindings;
  readonly names: NameFindings;
  readonly quotations: QuotationFindings;
  readonly polarity: PolarityFindings;
  readonly attachment: readonly Issue[];
}

export const featureNames = [
  "absentNumber",
  "absentSmallNumber",
  "absentDate",
  "replacedQuantity",
  "quantityElsewhere",
  "absentName",
  "absentNameShare",
  "replacedName",
  "nameElsewhere",
  "misquoted",
  "absentWeight",
  "absentWords",
  "absentCommonWords",
  "absentRareWords",
  "standInWeight",
  "absentNearby",
  "uncoveredBySentence",
  "uncoveredByWindow",
  "uncoveredByWindows",
  "brokenPairs",
  "negation",
  "opposite",
  "universalAgainstPartial",
  "newUniversal",
  "newExclusive",
  "hedgeLost",
  "newNecessity",
  "newCause",
  "newOrder",
  "orderSwapped",
  "newSuperlative",
  "length",
] as const;

export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** Below this a word of the sources does not stand for the claim's. */
export const CARRIED = 0.5;
const RARE = 6.5;

/** The findings as numbers of about the same size, 0 when all is well. */
export function featuresOf(found: Findings, index: SourceIndex): Features {
  const { claim, alignment, quantities, names, quotations, polarity } = found;
  const total = Math.max(1e-9, claim.weight);
  const nameTerms = new Set(claim.names.flatMap((name) => name.terms.map((term) => term.stem)));
  const plain = alignment.supports.filter(({ term }) => !nameTerms.has(term.stem));
  const absent = plain.filter(({ anywhere }) => anywhere < CARRIED);
  const known = absent.filter(({ term }) => lexicon().rarity(term.stem) < RARE);
  const share = (list: readonly { readonly weight: number }[]): number =>
    list.reduce((sum, { weight }) => sum + weight, 0) / total;
  return {
    absentNumber: Math.min(3, quantities.absentNumbers),
    absentSmallNumber: Math.min(2, quantities.absentSmallNumbers),
    absentDate: Math.min(2, quantities.absentDates),
    replacedQuantity: Math.min(2, quantities.replaced),
    quantityElsewhere: quantities.farthest,
    absentName: Math.min(3, names.absent),
    absentNameShare: names.absentShare,
    replacedName: Math.min(2, names.replaced),
    nameElsewhere: names.farthest,
    misquoted: Math.min(1, quotations.misquoted),
    absentWeight: share(absent),
    absentWords: Math.min(6, absent.length) / 3,
    absentCommonWords: Math.min(4, known.length) / 2,
    absentRareWords: Math.min(4, absent.length - known.length) / 2,
    standInWeight: share(plain.filter((s) => s.anywhere >= CARRIED && s.anywhere < 1)),
    absentNearby: share(plain.filter((s) => s.nearby < CARRIED && s.anywhere >= CARRIED)),
    uncoveredBySentence: 1 - alignment.bySentence,
    uncoveredByWindow: 1 - alignment.byWindow,
    uncoveredByWindows: 1 - alignment.byWindows,
    brokenPairs: brokenPairs(found, index),
    negation: Math.min(1, polarity.negation),
    opposite: Math.min(1, polarity.opposite),
    universalAgainstPartial: polarity.universalAgainstPartial,
    newUniversal: polarity.newUniversal,
    newExclusive: polarity.newExclusive,
    hedgeLost: polarity.hedgeLost,
    newNecessity: polarity.newNecessity,
    newCause: polarity.newCause,
    newOrder: polarity.newOrder,
    orderSwapped: polarity.orderSwapped,
    newSuperlative: polarity.newSuperlative,
    length: Math.log(1 + claim.content.length) / 3,
  };
}

/** Share of neighbouring words of the claim that the sources have, but never near each other. */
function brokenPairs({ claim }: Findings, index: SourceIndex): number {
  let broken = 0;
  let all = 0;
  for (let i = 0; i + 1 < claim.content.length; i++) {
    const a = claim.content[i]!;
    const b = claim.content[i + 1]!;
    const weight = Math.min(weightOf(a), weightOf(b));
    const here = index.postings(a.stem);
    const there = index.postings(b.stem);
    all += weight;
    if (here.size === 0 || there.size === 0) continue;
    const near = [...here.keys()].some(
      (at) => there.has(at) || there.has(at - 1) || there.has(at + 1),
    );
    if (!near) broken += weight;
  }
  return all === 0 ? 0 : broken / all;
}
