import { because } from "../../phrase";
import type { Claim } from "../claim";
import type { Span } from "../../text/span";
import type { SourceIndex } from "../sourceIndex";
import { functionWords } from "../wordLists";
import { insideMarks, quoteParts } from "../quote";
import type { Evidence, Issue } from "../types";

export interface QuotationFindings {
  /** Quotations of enough words that no source has word for word. */
  readonly misquoted: number;
  readonly issues: readonly Issue[];
}

/** Shorter ones are scare quotes, titles and terms. */
const LEAST_WORDS = 4;
/** Share of a quotation's words that a source's passage must have to be what was meant. */
const MEANT = 0.6;

export function checkQuotations(claim: Claim, index: SourceIndex): QuotationFindings {
  const issues: Issue[] = [];
  for (const span of claim.quotations) {
    const inner = textOf(claim, insideMarks(claim.text, span));
    if (isTitle(inner)) continue;
    const parts = quoteParts(inner);
    if (wordsOf(parts).length < LEAST_WORDS) continue;
    const wrong = parts.filter((part) => !index.holdsVerbatim(part));
    if (wrong.length === 0) continue;
    const meant = index.closestWords(wordsOf(wrong));
    if (meant === undefined || meant.score < MEANT) {
      issues.push({ ...span, kind: "quotation", ...because("no source has these words") });
      continue;
    }
    const words = wordsAt(meant);
    issues.push({
      ...span,
      kind: "quotation",
      ...because("the source's words are “{0}”", words),
      evidence: meant,
      ...(parts.length === 1 ? { sourceValue: words } : {}),
    });
  }
  return { misquoted: issues.length, issues };
}

const textOf = ({ text }: Claim, { start, end }: Span): string => text.slice(start, end);

const wordsOf = (parts: readonly string[]): readonly string[] =>
  parts.flatMap((part) => part.split(" ")).filter((word) => word !== "");

/** The words of a source on one line, without the marks of emphasis and of block quotations. */
const wordsAt = ({ source, start, end }: Evidence): string =>
  source.text
    .slice(start, end)
    .replace(/\s*\n[ \t]*(?:>[ \t]*)*/g, " ")
    .replace(/\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");

/** Most of its longer words, or of its words with a meaning, are capitalised: a work's name, not somebody's words. */
function isTitle(inner: string): boolean {
  const all = inner.match(/\p{L}+/gu) ?? [];
  const longer = all.filter((word) => word.length >= 4);
  const words =
    longer.length > 0 ? longer : all.filter((word) => !functionWords.has(word.toLowerCase()));
  return (
    words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length > 0.7
  );
}
