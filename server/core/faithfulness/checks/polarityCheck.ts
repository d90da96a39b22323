import { because } from "../../phrase";
import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import type { IndexedSentence } from "../indexedSentences";
import type { SourceIndex } from "../sourceIndex";
import type { Issue } from "../types";
import { negators } from "../wordLists";
import { hasDenialNear, isDenied } from "./denial";
import { checkOpposites, saidOfTheSame } from "./opposites";

export interface PolarityFindings {
  /** A word denied on one side and not on the other. */
  readonly negation: number;
  /** A word on one side where the other has its opposite. */
  readonly opposite: number;
  readonly issues: readonly Issue[];
}

/** Below this share of the claim's weight a sentence is about something else, and no flip can be told. */
const ABOUT_THE_SAME = 0.34;

export function checkPolarity(
  claim: Claim,
  alignment: Alignment,
  index: SourceIndex,
): PolarityFindings {
  const { opposite, issues: opposites } = checkOpposites(claim, alignment, index);
  if (alignment.bySentence < ABOUT_THE_SAME) return { negation: 0, opposite, issues: opposites };
  const flips = alignment.nearest
    .slice(0, 4)
    .map((at) => deniedOnOneSide(claim, index.sentences[at]!, at, index))
    .reduce((best, next) => (next.length < best.length ? next : best));
  if (opposites.length > 0 && flips.length > 0) {
    const isDenying = opposites.some(
      ({ start, sourceValue }) =>
        negators.has(sourceValue ?? "") ||
        claim.terms.some((term) => term.start === start && negators.has(term.lower)),
    );
    // "Never" for "always" is one difference; "does not fail when smaller" for "fails when larger" is none.
    return isDenying
      ? { negation: 0, opposite, issues: opposites }
      : { negation: 0, opposite: 0, issues: [] };
  }
  return { negation: flips.length, opposite, issues: [...opposites, ...flips] };
}

function deniedOnOneSide(
  claim: Claim,
  sentence: IndexedSentence,
  at: number,
  index: SourceIndex,
): readonly Issue[] {
  const issues: Issue[] = [];
  const evidence = index.evidenceAt(at, 1);
  for (const [i, term] of claim.terms.entries()) {
    if (!term.content) continue;
    const denied = isDenied(claim.terms, i);
    const same = sentence.terms.findIndex((other) => other.stem === term.stem);
    if (same >= 0) {
      const all = sentence.terms.flatMap((other, j) => (other.stem === term.stem ? [j] : []));
      const affirming = denied
        ? all.map((j) => [sentence.terms, j] as const)
        : [[claim.terms, i] as const];
      if (
        all.every((j) => isDenied(sentence.terms, j) !== denied) &&
        all.some((j) => saidOfTheSame(claim.terms, i, sentence.terms, j)) &&
        !affirming.some(([terms, place]) => hasDenialNear(terms, place))
      ) {
        issues.push({
          start: term.start,
          end: term.end,
          kind: "contradiction",
          ...(denied
            ? because("here “{0}” is denied, the source affirms it", term.lower)
            : because("here “{0}” is affirmed, the source denies it", term.lower)),
          evidence,
        });
      }
    }
  }
  return issues;
}
