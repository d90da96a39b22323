import { because } from "../../phrase";
import type { Alignment } from "../alignment";
import type { Claim } from "../claim";
import { acronymOf, namesIn, type Name } from "../names";
import type { SourceIndex } from "../sourceIndex";
import type { Term } from "../terms";
import type { Issue } from "../types";
import { bestCoverage, type Elsewhere } from "./quantityCheck";

export interface NameFindings {
  /** Names with a word that no source has. */
  readonly absent: number;
  /** Share of the words of names that no source has. */
  readonly absentShare: number;
  /** Of the absent ones, how many have a name alike in the evidence. */
  readonly replaced: number;
  /** How much farther the best sentence with the name lies than the best evidence, the worst of them: 0 to 1. */
  readonly farthest: number;
  readonly elsewhere: readonly Elsewhere[];
  readonly issues: readonly Issue[];
}

export function checkNames(claim: Claim, alignment: Alignment, index: SourceIndex): NameFindings {
  let absent = 0;
  let absentWords = 0;
  let words = 0;
  let replaced = 0;
  let farthest = 0;
  const elsewhere: Elsewhere[] = [];
  const issues: Issue[] = [];
  for (const name of claim.names) {
    const missing = missingTerms(name, index);
    words += name.terms.length;
    absentWords += missing.length;
    if (missing.length === 0) {
      const sentences = sentencesWithName(name, index);
      if (sentences.length > 0) {
        const place = bestCoverage(claim, sentences, index);
        const farther = alignment.byWindow - place.coverage;
        farthest = Math.max(farthest, farther);
        const evidence = index.evidenceAt(place.at, place.coverage);
        elsewhere.push({ span: { start: name.start, end: name.end }, farther, evidence });
      }
      continue;
    }
    absent++;
    const other = nameInPlace(name, missing, alignment, index);
    if (other !== undefined) replaced++;
    const here = claim.text.slice(name.start, name.end);
    const span = { start: name.start, end: name.end };
    issues.push(
      other === undefined
        ? { ...span, kind: "name", ...because("no source names {0}", here) }
        : {
            ...span,
            kind: "name",
            ...because("here {0}, the source says {1}", here, other.text),
            sourceValue: other.text,
            evidence: index.evidenceAt(other.at, 1),
          },
    );
  }
  return {
    absent,
    absentShare: words === 0 ? 0 : absentWords / words,
    replaced,
    farthest,
    elsewhere,
    issues,
  };
}

/** The words of a name that no source has in any form; none where the sources have the name spelled out or short. */
function missingTerms(name: Name, index: SourceIndex): readonly Term[] {
  const missing = name.terms.filter((term) => !knows(term, index));
  if (missing.length === 0) return [];
  if (name.terms.length >= 2) {
    const acronym = acronymOf(name.terms);
    if (index.sentencesWith(acronym).length > 0) return [];
    const joined = name.terms.map((term) => term.lower).join("");
    if (index.sentencesWith(joined).length > 0) return [];
  }
  const left = missing.filter((term) => !isInitial(term, name, index));
  return left.length <= name.terms.length * MAY_MISS ? [] : left;
}

/** A long name may have this share of words that its sources leave out. */
const MAY_MISS = 0.34;

function knows(term: Term, index: SourceIndex): boolean {
  if (index.sentencesWith(term.lower).length > 0 || index.holdsStem(term.stem)) return true;
  if (
    term.lower.length >= 2 &&
    term.lower.length <= 6 &&
    index.spelledOut(term.lower) !== undefined
  ) {
    return true;
  }
  const sameCountry = countries.find((names) => names.has(term.lower));
  if (
    sameCountry !== undefined &&
    [...sameCountry].some((other) => index.sentencesWith(other).length > 0)
  )
    return true;
  return rootsOf(term.lower).some((root) => index.holdsRoot(root));
}

/** Countries and their people that texts call by names without a common root. */
const countries: readonly ReadonlySet<string>[] = [
  new Set(["us", "usa", "america", "american", "americans", "states"]),
  new Set(["uk", "britain", "british", "britons"]),
  new Set(["dutch", "netherlands", "holland"]),
];

/** "Italian" for a source that says "Italy", "Darwinism" for "Darwin": endings that make a people or a doctrine, and back. */
function rootsOf(lower: string): readonly string[] {
  const root = lower.replace(/(?:ians?|eans?|ans?|ese|ish|isms?|ists?|ic|is|i|ia|y|a|e)$/, "");
  return [root, lower.replace(/s[mt]s?$/, "")].filter(
    (one) => one.length >= 4 && (one === root || one !== lower),
  );
}

/** "J" of "J. Smith" where a source has a name with this initial. */
const isInitial = (term: Term, name: Name, index: SourceIndex): boolean =>
  term.lower.length === 1 && name.terms.length > 1 && index.hasCapitalInitial(term.lower);

function sentencesWithName(name: Name, index: SourceIndex): readonly number[] {
  const lists = name.terms.map((term) => index.sentencesWith(term.lower));
  const last = lists[lists.length - 1] ?? [];
  const first = lists[0] ?? [];
  return last.length > 0 ? last : first;
}

interface Alike {
  readonly at: number;
  readonly text: string;
}

/** A name of the evidence that shares a word with this one, or, for a person, stands for it. */
function nameInPlace(
  name: Name,
  missing: readonly Term[],
  alignment: Alignment,
  index: SourceIndex,
): Alike | undefined {
  const kept = name.terms.filter((term) => !missing.includes(term));
  for (const at of [...alignment.nearest.slice(0, 3), ...alignment.evidence]) {
    const sentence = index.sentences[at]!;
    const text = sentence.source.text;
    for (const other of namesIn(text, sentence.terms)) {
      if (other.terms.length !== name.terms.length || kept.length === 0) continue;
      const shares = other.terms.filter((term) => kept.some((own) => own.lower === term.lower));
      if (shares.length === kept.length) return { at, text: text.slice(other.start, other.end) };
    }
  }
  return undefined;
}
