import type { Span } from "../text/span";

/** A quotation without its marks. A part of one has a mark at one end or at none. */
export function insideMarks(text: string, { start, end }: Span): Span {
  const isMark = (at: number): boolean => /["\p{Pi}\p{Pf}\p{Ps}\p{Pe}]/u.test(text.charAt(at));
  return { start: start + (isMark(start) ? 1 : 0), end: end - (isMark(end - 1) ? 1 : 0) };
}

/** Words of a quotation as they are compared: lower case, no punctuation, single spaces. */
export function normaliseQuote(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u00AD\u200B-\u200D]/g, "")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .replace(/(?<!\p{L})'|'(?!\p{L})/gu, "")
    .trim();
}

/** The stretches between marked elisions ("...", "[...]") and bracketed insertions, normalised. */
export function quoteParts(inner: string): readonly string[] {
  return inner
    .split(/\[[^\]]*\]\p{L}*|\(?(?:\u2026|\.\s?\.\s?\.)\)?/u)
    .map(normaliseQuote)
    .filter((part) => part !== "");
}
