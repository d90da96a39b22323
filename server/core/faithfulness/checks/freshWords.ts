import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import type { SourceIndex } from "../sourceIndex";
import type { Term } from "../terms";
import {
  connections,
  contrasts,
  exclusives,
  negators,
  superlatives,
  universals,
} from "../wordLists";
import { denies, isDenial } from "./denial";

/**
 * Small words of a claim that turn, narrow or widen it and that its evidence lacks: each kind 1 or 0. One of them proves
 * nothing, so they are weighed and never pointed at.
 */
export interface FreshWords {
  /** "not", "no" or "fails" where the evidence denies nothing in any form. */
  readonly denial: number;
  /** A denying word that the evidence does not have, whatever else it denies. */
  readonly denyingWord: number;
  /** "but", "instead", "except". */
  readonly contrast: number;
  /** "only", "limited". */
  readonly exclusive: number;
  /** "all", "every", "never" where the best window of the evidence has no such word. */
  readonly universal: number;
  /** "first", "most", "largest". */
  readonly superlative: number;
  /** Those of all kinds that the evidence must have too, and does not. */
  readonly unsaid: readonly Term[];
}

export function findFreshWords(claim: Claim, alignment: Alignment, index: SourceIndex): FreshWords {
  const evidence = termsAt(alignment.evidence, index);
  const centre = alignment.centres[0];
  const nearest = centre === undefined ? [] : termsAt(index.windowOf(centre), index);
  const said = new Set(evidence.map(({ lower }) => lower));
  const denying = claim.terms.filter((_, i) => denies(claim.terms, i));
  const lacks = (is: (term: Term) => boolean): number =>
    claim.terms.some((term) => is(term) && !said.has(term.lower)) ? 1 : 0;
  const isOf =
    (words: ReadonlySet<string>) =>
    ({ lower }: Term): boolean =>
      words.has(lower);
  return {
    denial: denying.length > 0 && !evidence.some(isDenial) ? 1 : 0,
    denyingWord: denying.some(({ lower }) => !said.has(lower)) ? 1 : 0,
    contrast: lacks(isOf(contrasts)),
    exclusive: lacks(isOf(exclusives)),
    universal: claim.terms.some(isOf(universals)) && !nearest.some(isOf(universals)) ? 1 : 0,
    superlative: lacks(isSuperlative),
    unsaid: claim.terms.filter(
      (term) => !term.content && !said.has(term.lower) && changesMeaning(term),
    ),
  };
}

const changesMeaning = (term: Term): boolean =>
  isSuperlative(term) ||
  [negators, contrasts, exclusives, universals, connections].some((words) => words.has(term.lower));

const termsAt = (sentences: readonly number[], index: SourceIndex): readonly Term[] =>
  sentences.flatMap((at) => index.sentences[at]!.terms);

const isSuperlative = (term: Term): boolean =>
  superlatives.has(term.lower) || /\p{Ll}{2}iest$/u.test(term.lower);
