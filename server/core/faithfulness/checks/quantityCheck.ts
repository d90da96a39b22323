import { because } from "../../phrase";
import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import { dateInWords } from "../dates";
import type { Quantity } from "../quantities";
import { weightOf, type SourceIndex } from "../sourceIndex";
import type { Span } from "../../text/span";
import type { Evidence, Issue } from "../types";
import { valueInPlace, type InPlace } from "./valueInPlace";

/** Something that the sources have, but farther from the claim's other words than the best evidence. */
export interface Elsewhere {
  readonly span: Span;
  /** 0 to 1, share of the claim's weight. */
  readonly farther: number;
  readonly evidence: Evidence;
}

export interface QuantityFindings {
  /** Numbers, shares, amounts and times that no source has; those that the author may have counted apart. */
  readonly absentNumbers: number;
  readonly absentSmallNumbers: number;
  readonly absentDates: number;
  /** Of the absent ones, how many have another value in their place in the evidence. */
  readonly replaced: number;
  /** How much farther the best sentence with the quantity lies than the best evidence, the worst of them: 0 to 1. */
  readonly farthest: number;
  readonly elsewhere: readonly Elsewhere[];
  readonly issues: readonly Issue[];
}

/** Numbers that an author counts or rounds without a source saying so. */
const isSmall = (quantity: Quantity): boolean =>
  (quantity.kind === "number" || quantity.kind === "ordinal") &&
  quantity.spelled &&
  quantity.value <= 12;

export function checkQuantities(
  claim: Claim,
  alignment: Alignment,
  index: SourceIndex,
): QuantityFindings {
  let absentNumbers = 0;
  let absentSmallNumbers = 0;
  let absentDates = 0;
  let replaced = 0;
  let farthest = 0;
  const elsewhere: Elsewhere[] = [];
  const issues: Issue[] = [];
  for (const quantity of claim.quantities) {
    const carried = index.sentencesWithQuantity(quantity);
    if (carried.length > 0) {
      const place = bestCoverage(claim, carried, index);
      const farther = alignment.byWindow - place.coverage;
      farthest = Math.max(farthest, farther);
      const evidence = index.evidenceAt(place.at, place.coverage);
      elsewhere.push({ span: { start: quantity.start, end: quantity.end }, farther, evidence });
      continue;
    }
    if (quantity.kind === "date") absentDates++;
    else if (isSmall(quantity)) absentSmallNumbers++;
    else absentNumbers++;
    const other = valueInPlace(claim, quantity, alignment, index);
    if (other !== undefined) replaced++;
    issues.push(issueFor(claim, quantity, other, index));
  }
  return { absentNumbers, absentSmallNumbers, absentDates, replaced, farthest, elsewhere, issues };
}

/** More places than this are not looked at: the best are among those that share most by themselves. */
const MOST_PLACES = 8;

/** The one of these sentences whose window carries most of the claim's weight, and that share. */
export function bestCoverage(
  claim: Claim,
  sentences: readonly number[],
  index: SourceIndex,
): { readonly at: number; readonly coverage: number } {
  const postings = claim.content.map((term) => index.postings(term.stem));
  const shareAt = (places: readonly number[]): number => {
    let sum = 0;
    for (const [i, found] of postings.entries()) {
      let support = 0;
      for (const at of places) support = Math.max(support, found.get(at) ?? 0);
      if (support > 0) sum += support * weightOf(claim.content[i]!);
    }
    return sum / Math.max(1e-9, claim.weight);
  };
  const likely =
    sentences.length <= MOST_PLACES
      ? sentences
      : sentences
          .map((at) => ({ at, alone: shareAt([at]) }))
          .sort((a, b) => b.alone - a.alone)
          .slice(0, MOST_PLACES)
          .map(({ at }) => at);
  let best = { at: sentences[0]!, coverage: -1 };
  for (const at of likely) {
    const coverage = shareAt(index.windowOf(at));
    if (coverage > best.coverage) best = { at, coverage };
  }
  return best;
}

function issueFor(
  claim: Claim,
  quantity: Quantity,
  other: InPlace | undefined,
  index: SourceIndex,
): Issue {
  const here = claim.text.slice(quantity.start, quantity.end).trim();
  const kind = quantity.kind === "date" ? "date" : "number";
  const span = { start: quantity.start, end: quantity.end };
  if (other === undefined) {
    const shown = quantity.kind === "date" && here === "" ? dateInWords(quantity.date) : here;
    return { ...span, kind, ...because("no source has {0}", shown) };
  }
  if (!other.sure) {
    const evidence = index.evidenceAt(other.at, 1);
    return { ...span, kind, ...because("no source has {0}", here), evidence };
  }
  const sentence = index.sentences[other.at]!;
  const there = sentence.source.text.slice(other.quantity.start, other.quantity.end).trim();
  return {
    ...span,
    kind,
    ...because("here {0}, the source says {1}", here, there),
    sourceValue: there,
    evidence: index.evidenceAt(other.at, 1),
  };
}
