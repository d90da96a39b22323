import type { Alignment } from "../alignment";
import { comparable } from "../carries";
import type { Claim } from "../claim";
import type { Quantity } from "../quantities";
import type { IndexedSentence } from "../indexedSentences";
import type { SourceIndex } from "../sourceIndex";
import type { Term } from "../terms";

/** A quantity of a source that stands where the claimed one should. */
export interface InPlace {
  readonly at: number;
  readonly quantity: Quantity;
  /** Whether no other value stands there as well. */
  readonly sure: boolean;
}

const PLACES = 4;

/** A quantity of the same kind in the best evidence that stands beside the words that stand beside the claimed one. */
export function valueInPlace(
  claim: Claim,
  claimed: Quantity,
  alignment: Alignment,
  index: SourceIndex,
): InPlace | undefined {
  const around = neighbours(claim.terms, claimed);
  const isOwn = (quantity: Quantity, at: number): boolean =>
    claim.quantities.some(
      (own) =>
        own !== claimed &&
        sameValue(own, quantity) &&
        index.sentencesWithQuantity(own).includes(at),
    );
  const candidatesOf = (at: number): readonly Candidate[] => {
    const sentence = index.sentences[at]!;
    return sentence.quantities
      .filter((quantity) => sameSort(quantity, claimed) && !isOwn(quantity, at))
      .map((quantity) => ({
        at,
        quantity,
        shared: neighbours(sentence.terms, quantity).filter((term) =>
          around.some(
            (own) =>
              own.stem === term.stem || (index.postings(own.stem).get(at) === 0.8 && term.content),
          ),
        ).length,
      }));
  };
  const nearest = alignment.nearest.slice(0, PLACES);
  const means = saysMean(claim.terms)
    ? [...new Set(nearest.flatMap((at) => index.windowOf(at)))]
        .filter((at) => isMean(index.sentences[at]!) && sharesContent(claim, at, index))
        .flatMap(candidatesOf)
        .map((candidate) => ({ ...candidate, shared: candidate.shared + 1 }))
    : [];
  return best(means.length > 0 ? means : nearest.flatMap(candidatesOf));
}

interface Candidate {
  readonly at: number;
  readonly quantity: Quantity;
  /** Words that stand beside both quantities. */
  readonly shared: number;
}

function best(candidates: readonly Candidate[]): InPlace | undefined {
  const most = Math.max(0, ...candidates.map(({ shared }) => shared));
  if (most === 0) return undefined;
  const [first, ...equals] = candidates.filter(({ shared }) => shared === most);
  const sure = equals.every(({ quantity }) => sameQuantity(quantity, first!.quantity));
  return { at: first!.at, quantity: first!.quantity, sure };
}

const meanWords: ReadonlySet<string> = new Set([
  "average",
  "averaged",
  "averages",
  "mean",
  "median",
]);

/** An average is held against an average where the source has one. */
const saysMean = (terms: readonly Term[]): boolean =>
  terms.some(({ lower }) => meanWords.has(lower));
const isMean = ({ terms }: IndexedSentence): boolean => saysMean(terms);

const sharesContent = (claim: Claim, at: number, index: SourceIndex): boolean =>
  claim.content.some(
    (term) => !meanWords.has(term.lower) && index.sentences[at]!.stems.has(term.stem),
  );

const sameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.kind === "date" || b.kind === "date"
    ? a.kind === "date" &&
      b.kind === "date" &&
      (["year", "month", "day"] as const).every((field) => a.date[field] === b.date[field])
    : a.value === b.value;

const sameValue = (a: Quantity, b: Quantity): boolean =>
  a.kind === "date" || b.kind === "date"
    ? a.kind === "date" && b.kind === "date" && a.date.year === b.date.year
    : a.value === b.value;

function sameSort(said: Quantity, claimed: Quantity): boolean {
  if (said.kind === "date" || claimed.kind === "date") {
    if (said.kind !== "date" || claimed.kind !== "date") return false;
    return (["year", "month", "day"] as const).some(
      (field) => said.date[field] !== undefined && claimed.date[field] !== undefined,
    );
  }
  return said.kind === claimed.kind && comparable(said, claimed);
}

const REACH = 4;

function neighbours(terms: readonly Term[], quantity: Quantity): readonly Term[] {
  const outside = terms.filter((term) => term.end <= quantity.start || term.start >= quantity.end);
  const after = outside.filter((term) => term.start >= quantity.end).slice(0, REACH);
  const before = outside.filter((term) => term.end <= quantity.start).slice(-REACH);
  return [...before, ...after].filter((term) => term.content);
}
