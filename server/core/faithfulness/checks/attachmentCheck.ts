import { because } from "../../phrase";
import type { Claim } from "../claim";
import type { NumberQuantity, Quantity } from "../quantities";
import type { IndexedSentence } from "../indexedSentences";
import { weightOf, type SourceIndex } from "../sourceIndex";
import type { Term } from "../terms";
import type { Issue } from "../types";
import { pronouns } from "../wordLists";

/** The sentence that has the claim's number shares at most this much of the claim's weight. */
const APART = 0.1;
/** The sentence that has the other number shares at least this much of it. */
const TOGETHER = 0.3;
/** A subject that is named this many sentences before may be what the source goes on to speak of. */
const BACK = 2;
/** The other number stands at most this many sentences after the claim's. */
const AHEAD = 2;

/**
 * An amount, share or count that a source says of something else: soon after, it gives the claim's subject another of
 * the same kind and unit. Told only of a claim with one such number, where the sentence that has it shares nothing else.
 */
export function checkAttachment(claim: Claim, index: SourceIndex): readonly Issue[] {
  const measured = claim.quantities.filter(isMeasure);
  const claimed = measured[0];
  if (claimed === undefined || measured.length > 1) return [];
  const [subject] = claim.content;
  if (subject === undefined || subject.start > claimed.start) return [];
  const [at, ...more] = index.sentencesWithQuantity(claimed);
  if (at === undefined || more.length > 0) return [];
  const own = index.sentences[at]!;
  const unit = unitOf(claim.terms, claimed);
  if (
    claimed.kind === "number" &&
    (unit === undefined || sameMeasures(own, claimed, unit).length === 0)
  )
    return [];
  if (shareOf(claim, at, index) > APART || startsWithPronoun(own)) return [];
  const naming = index.postings(subject.stem);
  for (let back = 1; back <= BACK; back++) if (naming.has(at - back)) return [];
  for (let there = at + 1; there <= at + AHEAD; there++) {
    const sentence = index.sentences[there];
    if (sentence?.source !== own.source || sentence.block !== own.block) break;
    const [other, ...others] = sameMeasures(sentence, claimed, unit);
    if (other === undefined || others.length > 0 || !naming.has(there)) continue;
    if (shareOf(claim, there, index) < TOGETHER) continue;
    const here = claim.text.slice(claimed.start, claimed.end).trim();
    const value = own.source.text.slice(other.start, other.end).trim();
    return [
      {
        start: claimed.start,
        end: claimed.end,
        kind: "attachment",
        ...because(
          "here {0}, which the source says of something else; of this it says {1}",
          ...[here, value],
        ),
        sourceValue: value,
        evidence: index.evidenceAt(there, 1),
      },
    ];
  }
  return [];
}

/** Smaller counts recur too often to tell what they are said of. */
const LEAST_COUNT = 13;

const isMeasure = (quantity: Quantity): quantity is NumberQuantity =>
  quantity.kind === "money" ||
  quantity.kind === "share" ||
  (quantity.kind === "number" && quantity.value >= LEAST_COUNT);

function sameMeasures(
  { terms, quantities }: IndexedSentence,
  claimed: NumberQuantity,
  unit: string | undefined,
): readonly Quantity[] {
  return quantities.filter(
    (quantity) =>
      quantity.kind === claimed.kind &&
      (claimed.kind !== "number" || unitOf(terms, quantity) === unit),
  );
}

/** Stem of the word that is counted. */
function unitOf(terms: readonly Term[], quantity: Quantity): string | undefined {
  const next = terms.find((term) => term.start >= quantity.end);
  return next?.content === true && next.joined ? next.stem : undefined;
}

/** Share of the claim's weight that a sentence carries by itself. */
function shareOf(claim: Claim, at: number, index: SourceIndex): number {
  let sum = 0;
  for (const term of claim.content) {
    sum += (index.postings(term.stem).get(at) ?? 0) * weightOf(term);
  }
  return sum / Math.max(1e-9, claim.weight);
}

const startsWithPronoun = ({ terms }: IndexedSentence): boolean =>
  terms[0] === undefined || pronouns.has(terms[0].lower);
