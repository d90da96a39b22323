import type { Alignment } from "./alignment";
import type { FreshWords } from "./checks/freshWords";
import type { NameFindings } from "./checks/nameCheck";
import type { PolarityFindings } from "./checks/polarityCheck";
import type { QuantityFindings } from "./checks/quantityCheck";
import type { QuotationFindings } from "./checks/quotationCheck";
import type { Claim } from "./claim";
import type { SourceIndex } from "./sourceIndex";
import type { Issue } from "./types";
import { brokenPairs } from "./wordPairs";

/** What was found about a claim, before it is weighed. */
export interface Findings {
  readonly claim: Claim;
  readonly alignment: Alignment;
  readonly quantities: QuantityFindings;
  readonly names: NameFindings;
  readonly quotations: QuotationFindings;
  readonly polarity: PolarityFindings;
  readonly fresh: FreshWords;
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
  "misquoted",
  "absentWeight",
  "openRun",
  "uncoveredBySentence",
  "barelyCovered",
  "brokenPairs",
  "negation",
  "opposite",
  "newDenial",
  "newDenyingWord",
  "newContrast",
  "newExclusive",
  "newUniversal",
  "newSuperlative",
] as const;

export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** Below this a word of the sources does not stand for the claim's. */
export const CARRIED = 0.5;
/** Of a claim that finds less than this share of its weight the sources say next to nothing. */
const BARELY = 0.3;

/** The findings as numbers of about the same size, 0 when all is well. */
export function featuresOf(found: Findings, index: SourceIndex): Features {
  const { claim, alignment, quantities, names, quotations, polarity, fresh } = found;
  const nameTerms = new Set(claim.names.flatMap((name) => name.terms.map((term) => term.stem)));
  const absent = alignment.supports.filter(
    ({ term, anywhere }) => anywhere < CARRIED && !nameTerms.has(term.stem),
  );
  return {
    absentNumber: Math.min(3, quantities.absentNumbers),
    absentSmallNumber: Math.min(2, quantities.absentSmallNumbers),
    absentDate: Math.min(2, quantities.absentDates),
    replacedQuantity: Math.min(2, quantities.replaced),
    quantityElsewhere: quantities.farthest,
    absentName: Math.min(3, names.absent),
    absentNameShare: names.absentShare,
    replacedName: Math.min(2, names.replaced),
    misquoted: Math.min(1, quotations.misquoted),
    absentWeight:
      absent.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1e-9, claim.weight),
    openRun: Math.min(3, Math.max(0, longestOpenRun(found) - 1)) / 2,
    uncoveredBySentence: 1 - alignment.bySentence,
    barelyCovered: Math.max(0, 1 - alignment.byWindows / BARELY),
    brokenPairs: Math.min(3, brokenPairs(claim, index)) / 2,
    negation: Math.min(1, polarity.negation),
    opposite: Math.min(1, polarity.opposite),
    newDenial: fresh.denial,
    newDenyingWord: fresh.denyingWord,
    newContrast: fresh.contrast,
    newExclusive: fresh.exclusive,
    newUniversal: fresh.universal,
    newSuperlative: fresh.superlative,
  };
}

/** Most words of content in a row that the evidence does not carry: something was added, not said otherwise. */
function longestOpenRun({ claim, alignment }: Findings): number {
  const nearby = new Map(alignment.supports.map((support) => [support.term.stem, support.nearby]));
  let longest = 0;
  let run = 0;
  for (const { stem } of claim.terms) {
    const support = nearby.get(stem);
    if (support === undefined) continue;
    run = support < CARRIED ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
