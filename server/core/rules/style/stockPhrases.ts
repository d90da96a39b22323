import { stockPhrases as phrases } from "../../habits/data/stockPhrases";
import { foldCharacters } from "../../text/fold";
import { said } from "../../phrase";
import { PhraseList } from "../../text/phraseList";
import { contains, overlaps } from "../../text/span";
import type { ProseRule } from "../types";

/** The ending of a form in the list is open: "delve*" covers "delves" and "delved". */
const listed = new PhraseList(phrases, {
  before: /(?<![\p{L}\p{N}-])/uy,
  after: /(?![\p{L}\p{N}-])/uy,
  open: { "*": /\p{L}*/uy, "'": /['\u2019]/y, " ": /\s+/y },
});

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
    return [...listed.in(prose.masked)].flatMap(({ start, end }) => {
      const span = { start, end };
      const phrase = foldCharacters(prose.masked.slice(start, end).toLowerCase());
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
          ...said(
            '"{0}" is a stock phrase of language models; you have never written it in {1} notes.',
            ...[phrase, style.notes],
          ),
          related: [],
          fixes: [],
          pattern: phrase,
        },
      ];
    });
  },
};
