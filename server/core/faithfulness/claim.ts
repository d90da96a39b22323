import { wordsIn } from "../text/words";
import { findQuotations } from "../text/quotations";
import type { Span } from "../text/span";
import { namesIn, type Name } from "./names";
import { quantitiesIn, type Quantity } from "./quantities";
import { distinct, weightOf } from "./sourceIndex";
import { termsOf, type Term } from "./terms";

/** One statement of a text with what is compared. All spans are relative to `text`. */
export interface Claim {
  readonly text: string;
  readonly terms: readonly Term[];
  /** Words with a meaning of their own that are no part of a quantity, each stem once. */
  readonly content: readonly Term[];
  /** Summed rarity of `content`. */
  readonly weight: number;
  readonly names: readonly Name[];
  readonly quantities: readonly Quantity[];
  /** Text between quotation marks, marks included. One that goes on in other sentences is cut at both ends of `text`. */
  readonly quotations: readonly Span[];
}

export function analyseClaim(
  text: string,
  masked: string = text,
  quotations: readonly Span[] = findQuotations(masked),
): Claim {
  const terms = termsOf(text, masked);
  const quantities = quantitiesIn(masked);
  const content = distinct(
    terms.filter(
      (term) =>
        term.content &&
        !quantities.some((quantity) => term.start < quantity.end && quantity.start < term.end),
    ),
  );
  return {
    text,
    terms,
    content,
    weight: content.reduce((sum, term) => sum + weightOf(term), 0),
    names: namesIn(masked, terms).filter(
      (name) => !quantities.some(({ start, end }) => start <= name.start && name.end <= end),
    ),
    quantities,
    quotations,
  };
}

const joint = /;\s+|(?:,|\s[\u2013\u2014]|\s--)\s+(?=(?:but|while|whereas|although|though)\s)/giu;
const LEAST_WORDS = 5;

/** Cuts a sentence where one statement ends and another begins: semicolons and ", but", ", while". */
export function splitClaims(sentence: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const found of sentence.matchAll(joint)) {
    const rest = sentence.slice(found.index + found[0].length);
    if (wordsIn(sentence.slice(start, found.index)) < LEAST_WORDS) continue;
    if (wordsIn(rest) < LEAST_WORDS) break;
    spans.push({ start, end: found.index + (found[0].startsWith(";") ? 1 : 0) });
    start = found.index + found[0].length;
  }
  spans.push({ start, end: sentence.length });
  return spans;
}
