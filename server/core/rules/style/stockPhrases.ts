import { stockPhrases as phrases } from "../../habits/data/stockPhrases";
import { foldCharacters } from "../../text/fold";
import { contains, overlaps } from "../../text/span";
import type { ProseRule } from "../types";

/** The ending of a form in the list is open: "delve*" covers "delves" and "delved". */
const patternOf = (phrase: string): string =>
  phrase
    .replace(/[.?]/g, "\\$&")
    .replaceAll("'", "['\u2019]")
    .replaceAll("*", "\\p{L}*")
    .replaceAll(" ", "\\s+");

/** Of the first word. */
const startOf = (text: string): string => (/^\p{L}{1,2}/u.exec(text)?.[0] ?? "").toLowerCase();

const byStart = new Map<string, string[]>();
for (const phrase of [...phrases].sort((a, b) => b.length - a.length)) {
  const start = startOf(phrase);
  byStart.set(start, [...(byStart.get(start) ?? []), phrase]);
}
const patterns = new Map<string, RegExp>();

function patternFrom(start: string): RegExp | undefined {
  const known = patterns.get(start);
  const found = byStart.get(start);
  if (known !== undefined || found === undefined) return known;
  const any = found.map(patternOf).join("|");
  const made = new RegExp(`(?:${any})(?![\\p{L}\\p{N}-])`, "uy");
  patterns.set(start, made);
  return made;
}

/**
 * Looks for a phrase only where a word starts like one, and in lower case: the pattern of them all, whatever the case, is
 * slow at every letter and slow to make.
 */
function* phrasesIn(text: string): Generator<RegExpExecArray> {
  // The one capital whose small letter is longer.
  const lower = text.replaceAll("\u0130", "I").toLowerCase();
  let end = 0;
  for (const { index, 0: word } of lower.matchAll(/(?<![\p{L}\p{N}-])\p{L}+/gu)) {
    const pattern = index < end ? undefined : patternFrom(startOf(word));
    if (pattern === undefined) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(lower);
    if (match === null) continue;
    end = index + match[0].length;
    yield match;
  }
}

export const stockPhrases: ProseRule = {
  scope: "prose",
  id: "style/stock-phrases",
  title: "Stock phrases",
  severity: "information",
  description:
    "Finds turns of phrase that language models fall back on and that you have never written.",
  languages: ["en"],
  check: (prose, { style, stopped }) => {
    if (style === undefined) return [];
    return [...phrasesIn(prose.masked)].flatMap((match) => {
      const span = { start: match.index, end: match.index + match[0].length };
      const phrase = foldCharacters(match[0]);
      const isForeign =
        prose.quotations.some((quotation) => overlaps(quotation, span)) ||
        prose.protectedSpans.some((other) => contains(other, span) || overlaps(other, span));
      if (isForeign || stopped.has(phrase) || style.hasWritten(phrase)) return [];
      return [
        {
          ...span,
          rule: "style/stock-phrases" as const,
          severity: "information" as const,
          score: 0.9,
          message: `"${phrase}" is a stock phrase of language models; you have never written it in ${style.notes} notes.`,
          related: [],
          fixes: [],
          pattern: phrase,
        },
      ];
    });
  },
};
