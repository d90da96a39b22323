import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import { lexicon } from "../lexicon";
import type { IndexedSentence, SourceIndex } from "../sourceIndex";
import { stemOf, type Term } from "../terms";
import type { Issue } from "../types";
import {
  causals,
  completed,
  denials,
  earlier,
  exclusives,
  hedges,
  later,
  necessities,
  negators,
  partials,
  superlatives,
  universals,
} from "../wordLists";

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

/** From this share on a sentence is the claim's own, whatever its neighbours say. */
const ALMOST_THE_SAME = 0.7;
/** Below this share of the claim's weight a sentence is about something else, and no flip can be told. */
const ABOUT_THE_SAME = 0.34;

export function checkPolarity(
  claim: Claim,
  alignment: Alignment,
  index: SourceIndex,
): PolarityFindings {
  const opposites = checkOpposites(claim, alignment, index);
  const opposite = opposites.length;
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

/** Words of the claim that the evidence has only by their opposites, in a sentence that shares something else. */
function checkOpposites(claim: Claim, alignment: Alignment, index: SourceIndex): readonly Issue[] {
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
      if (hasDenialNear(claim.terms, i) !== hasDenialNear(sentence.terms, j)) continue;
      if (!saidOfTheSame(claim.terms, i, sentence.terms, j)) continue;
      const there = sentence.terms[j]!;
      issues.push({
        start: term.start,
        end: term.end,
        kind: "contradiction",
        why: `here “${term.lower}”, the source says “${there.lower}”`,
        sourceValue: there.lower,
        evidence: index.evidenceAt(at, 1),
      });
      break;
    }
  }
  return issues;
}

/** Words on either side that tell what a word is said of. */
const REACH = 6;

/** Whether two opposite words stand beside the same word; "over" and "under" only before the same. */
function saidOfTheSame(
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

/** Words on either side in which another way of denying is looked for. */
const NEAR = 8;

/** Whether anything denies near a word, in any form: "without", "unable", "cost-free". Then no flip can be told. */
const hasDenialNear = (terms: readonly Term[], at: number): boolean =>
  terms.some((term, i) => i !== at && Math.abs(i - at) <= NEAR && isDenial(term));

const isDenial = ({ lower, stem }: Term): boolean =>
  negators.has(lower) ||
  denials.has(lower) ||
  (/^un(?=\p{L}{4})/u.test(lower) && !falsePrefixes.has(stem));

const denyingPrefix = /^(?:un|in|im|ir|il|dis|non|mis)(?=\p{L}{4})/u;

/** Words that only look like the denial of another. */
const falsePrefixes: ReadonlySet<string> = new Set(
  [
    "display",
    "discover",
    "improve",
    "inform",
    "involve",
    "invest",
    "install",
    "include",
    "understand",
    "until",
    "union",
    "discuss",
    "disease",
    "impress",
    "import",
    "interest",
    "increase",
    "industry",
    "intend",
    "invent",
    "inside",
    "distance",
    "district",
    "instance",
    "insure",
    "innovate",
    "disclose",
    "unity",
    "discourse",
    "dispatch",
    "dispose",
    "impact",
    "impart",
    "inflame",
    "invaluable",
    "mission",
    "missile",
    "mistake",
  ].map(stemOf),
);

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

/** After "not" or "no" these deny nothing: "not only", "no matter". */
const denyingNothing: ReadonlySet<string> = new Set([
  "only",
  "just",
  "merely",
  "matter",
  "doubt",
  "wonder",
]);

/** The first word of content after a negation, with no comma between, is what it denies. */
function isDenied(terms: readonly Term[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    if (!terms[i + 1]!.joined) return false;
    if (denyingNothing.has(terms[i]!.lower)) return false;
    if (negators.has(terms[i]!.lower)) return true;
    if (terms[i]!.lower === "but" || terms[i]!.content) return false;
  }
  return false;
}
