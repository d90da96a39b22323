import type { Claim } from "../claim";
import type { SourceIndex } from "../sourceIndex";
import { quoteParts } from "../quote";
import type { Issue } from "../types";

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
    const inner = claim.text.slice(span.start + 1, span.end - 1);
    if (isTitle(inner)) continue;
    const parts = quoteParts(inner);
    const words = parts.flatMap((part) => part.split(" ")).filter((word) => word !== "");
    if (words.length < LEAST_WORDS) continue;
    if (parts.every((part) => index.holdsVerbatim(part))) continue;
    const meant = index.closestWords(words);
    issues.push(
      meant === undefined || meant.score < MEANT
        ? { ...span, kind: "quotation", why: "no source has these words" }
        : {
            ...span,
            kind: "quotation",
            why: `the source's words are “${meant.source.text.slice(meant.start, meant.end)}”`,
            sourceValue: meant.source.text.slice(meant.start, meant.end),
            evidence: meant,
          },
    );
  }
  return { misquoted: issues.length, issues };
}

/** Most of its longer words are capitalised: a work's name, not somebody's words. */
function isTitle(inner: string): boolean {
  const words = inner.match(/\p{L}{4,}/gu) ?? [];
  return (
    words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length > 0.7
  );
}
