import { because } from "../../phrase";
import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import { lexicon } from "../lexicon";
import type { IndexedSentence } from "../indexedSentences";
import type { SourceIndex } from "../sourceIndex";
import { stemOf, type Term } from "../terms";
import type { Issue } from "../types";
import { denyingPrefix, falsePrefixes, hasDenialNear, isDenied } from "./denial";

export interface OppositeFindings {
  /** All of them, also those that are no issue. */
  readonly opposite: number;
  readonly issues: readonly Issue[];
}

/** From this share on a sentence is the claim's own, whatever its neighbours say. */
const ALMOST_THE_SAME = 0.7;

/**
 * Words of the claim that the evidence has only by their opposites, in a sentence that shares something else. Those that
 * are said of the same word, with nothing denied beside them, are issues.
 */
export function checkOpposites(
  claim: Claim,
  alignment: Alignment,
  index: SourceIndex,
): OppositeFindings {
  let opposite = 0;
  const issues: Issue[] = [];
  const own = new Set(claim.terms.map((term) => term.stem));
  const sure = alignment.bySentence >= ALMOST_THE_SAME ? alignment.nearest : [];
  const pool = [...new Set([...alignment.nearest, ...alignment.evidence])];
  for (const [i, term] of claim.terms.entries()) {
    if (!term.content && !comparisons.has(term.lower)) continue;
    const holds = (at: number): boolean => hasStandIn(term, index.sentences[at]!);
    if (alignment.nearest.some(holds)) continue;
    const denied = isDenied(claim.terms, i);
    for (const at of pool.some(holds) ? sure : pool) {
      const sentence = index.sentences[at]!;
      const j = sentence.terms.findIndex(
        (other) => areOpposite(term, other) && !own.has(other.stem),
      );
      if (j < 0 || isDenied(sentence.terms, j) !== denied) continue;
      if (!claim.content.some((other) => other !== term && sentence.stems.has(other.stem)))
        continue;
      if (isTurnedRound(claim.terms, i, sentence.terms, j)) break;
      opposite++;
      if (hasDenialNear(claim.terms, i) !== hasDenialNear(sentence.terms, j)) break;
      if (!saidOfTheSame(claim.terms, i, sentence.terms, j)) break;
      const there = sentence.terms[j]!;
      issues.push({
        start: term.start,
        end: term.end,
        kind: "contradiction",
        ...because("here “{0}”, the source says “{1}”", term.lower, there.lower),
        sourceValue: there.lower,
        evidence: index.evidenceAt(at, 1),
      });
      break;
    }
  }
  return { opposite, issues };
}

/** "The old one is slower than the new one" is "the new one is faster than the old one". */
function isTurnedRound(
  here: readonly Term[],
  i: number,
  there: readonly Term[],
  j: number,
): boolean {
  const [ours, theirs] = [comparedWith(here, i), comparedWith(there, j)];
  if (ours === undefined || theirs === undefined) return false;
  const before = there.slice(0, j).map(({ stem }) => stem);
  return (
    ours.some((stem) => before.includes(stem) && !theirs.includes(stem)) &&
    theirs.some((stem) => !ours.includes(stem))
  );
}

/** Stems of the words after "than" behind a comparative. */
function comparedWith(terms: readonly Term[], at: number): readonly string[] | undefined {
  const than = terms.findIndex(({ lower }, k) => k > at && lower === "than");
  if (than < 0 || than > at + REACH) return undefined;
  return contentNear(terms.slice(than), 0).map(({ stem }) => stem);
}

/** Words on either side that tell what a word is said of. */
const REACH = 6;

/** Whether two opposite words stand beside the same word; "over" and "under" only before the same. */
export function saidOfTheSame(
  here: readonly Term[],
  i: number,
  there: readonly Term[],
  j: number,
): boolean {
  if (comparisons.has(here[i]!.lower)) {
    const [a, b] = [nextContent(here, i), nextContent(there, j)];
    return a !== undefined && a.stem === b?.stem;
  }
  const around = new Set(contentNear(there, j).map(({ stem }) => stem));
  return contentNear(here, i).some(({ stem }) => around.has(stem));
}

const nextContent = (terms: readonly Term[], at: number): Term | undefined =>
  terms.slice(at + 1, at + 1 + REACH).find(({ content }) => content);

const contentNear = (terms: readonly Term[], at: number): readonly Term[] => [
  ...terms
    .slice(0, at)
    .filter(({ content }) => content)
    .slice(-REACH),
  ...terms
    .slice(at + 1)
    .filter(({ content }) => content)
    .slice(0, REACH),
];

function areOpposite(a: Term, b: Term): boolean {
  if (lexicon().opposites(a.stem).has(b.stem)) return true;
  const [longer, shorter] = a.lower.length > b.lower.length ? [a, b] : [b, a];
  const bare = longer.lower.replace(denyingPrefix, "");
  return (
    bare !== longer.lower &&
    shorter.lower.length >= 4 &&
    stemOf(bare) === shorter.stem &&
    !falsePrefixes.has(longer.stem)
  );
}

const hasStandIn = (term: Term, sentence: IndexedSentence): boolean => {
  if (sentence.stems.has(term.stem)) return true;
  const synonyms = lexicon().synonyms(term.stem);
  return sentence.terms.some((other) => synonyms.has(other.stem));
};

const comparisons: ReadonlySet<string> = new Set(
  "more less most least before after above below over under always never".split(" "),
);
