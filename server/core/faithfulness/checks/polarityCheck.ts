import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import type { IndexedSentence, SourceIndex } from "../sourceIndex";
import type { Term } from "../terms";
import type { Issue } from "../types";
import {
  causals,
  completed,
  earlier,
  exclusives,
  hedges,
  later,
  necessities,
  partials,
  superlatives,
  universals,
} from "../wordLists";
import { hasDenialNear, isDenied } from "./denial";
import { checkOpposites } from "./opposites";

export interface PolarityFindings {
  /** A word denied on one side and not on the other. */
  readonly negation: number;
  /** A word on one side where the other has its opposite. */
  readonly opposite: number;
  /** "all", "every", "never" where the source says "some", or says no such thing. */
  readonly universalAgainstPartial: number;
  readonly newUniversal: number;
  readonly newExclusive: number;
  /** Told as done where the source hopes, plans or allows. */
  readonly hedgeLost: number;
  readonly newNecessity: number;
  readonly newCause: number;
  readonly newOrder: number;
  readonly orderSwapped: number;
  readonly newSuperlative: number;
  readonly issues: readonly Issue[];
}

const noPolarity: PolarityFindings = {
  negation: 0,
  opposite: 0,
  universalAgainstPartial: 0,
  newUniversal: 0,
  newExclusive: 0,
  hedgeLost: 0,
  newNecessity: 0,
  newCause: 0,
  newOrder: 0,
  orderSwapped: 0,
  newSuperlative: 0,
  issues: [],
};

/** Below this share of the claim's weight a sentence is about something else, and no flip can be told. */
const ABOUT_THE_SAME = 0.34;

export function checkPolarity(
  claim: Claim,
  alignment: Alignment,
  index: SourceIndex,
): PolarityFindings {
  const { opposite, issues: opposites } = checkOpposites(claim, alignment, index);
  if (alignment.bySentence < ABOUT_THE_SAME) return { ...noPolarity, opposite, issues: opposites };
  const flips = alignment.nearest
    .slice(0, 4)
    .map((at) => compare(claim, index.sentences[at]!, at, index))
    .reduce((best, next) => (next.issues.length < best.issues.length ? next : best));
  const window = index.windowOf(alignment.centres[0]!).map((at) => index.sentences[at]!);
  const says = (words: ReadonlySet<string>): boolean =>
    window.some((sentence) => sentence.terms.some((term) => words.has(term.lower)));
  const fresh = (words: ReadonlySet<string>): number =>
    claim.terms.some((term) => words.has(term.lower)) && !says(words) ? 1 : 0;
  const claims = (words: ReadonlySet<string>): boolean =>
    claim.terms.some((term) => words.has(term.lower));
  const newOrder = Math.max(fresh(earlier), fresh(later));
  return {
    ...flips,
    opposite,
    issues: [...opposites, ...flips.issues],
    universalAgainstPartial:
      claims(universals) && !claims(partials) && !says(universals) && says(partials) ? 1 : 0,
    newUniversal: fresh(universals),
    newExclusive: fresh(exclusives),
    hedgeLost:
      claims(completed) && !claims(hedges) && hasHedge(index.sentences[alignment.nearest[0]!]!)
        ? 1
        : 0,
    newNecessity: fresh(necessities),
    newCause: fresh(causals),
    newOrder,
    orderSwapped:
      (claims(earlier) && !claims(later) && says(later) && !says(earlier)) ||
      (claims(later) && !claims(earlier) && says(earlier) && !says(later))
        ? 1
        : 0,
    newSuperlative: claim.terms.some(
      (term) => isSuperlative(term) && !window.some((sentence) => sentence.stems.has(term.stem)),
    )
      ? 1
      : 0,
  };
}

const isSuperlative = (term: Term): boolean =>
  superlatives.has(term.lower) || /\p{Ll}{2}iest$/u.test(term.lower);

const hasHedge = (sentence: IndexedSentence): boolean =>
  sentence.terms.some((term) => hedges.has(term.lower));

function compare(
  claim: Claim,
  sentence: IndexedSentence,
  at: number,
  index: SourceIndex,
): PolarityFindings {
  const issues: Issue[] = [];
  const evidence = index.evidenceAt(at, 1);
  let negation = 0;
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
        !affirming.some(([terms, place]) => hasDenialNear(terms, place))
      ) {
        negation++;
        issues.push({
          start: term.start,
          end: term.end,
          kind: "contradiction",
          why: denied
            ? `here “${term.lower}” is denied, the source affirms it`
            : `here “${term.lower}” is affirmed, the source denies it`,
          evidence,
        });
      }
      continue;
    }
  }
  return { ...noPolarity, negation, issues };
}
