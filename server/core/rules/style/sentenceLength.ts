import { lengthsOf } from "../../habits/lengths";
import { overlaps } from "../../text/span";
import { said } from "../../phrase";
import type { ProseRule } from "../types";

/** Own sentences before a length can be called unusual. */
const FEWEST = 150;
/** Words; nobody stumbles over a shorter sentence. */
const SHORTEST = 30;
/** Flagged when at most this share of the author's sentences is as long. */
const RARE = 0.004;

export const sentenceLength: ProseRule = {
  scope: "prose",
  id: "style/sentence-length",
  title: "Sentence length",
  severity: "hint",
  description: "Finds a sentence longer than practically all of yours.",
  check: (prose, { style }) => {
    if (style === undefined || prose.kind !== "paragraph") return [];
    const long = prose.sentences.filter(({ words }) => words.length >= SHORTEST);
    if (long.length === 0) return [];
    const own = lengthsOf((key) => style.count(key), "sentenceLength");
    if (own.total < FEWEST) return [];
    const usual = own.quantile(0.5);
    return long.flatMap((sentence) => {
      const length = sentence.words.length;
      const longer = own.atLeast(length);
      if ((longer + 1) / (own.total + 2) > RARE || length < 2 * usual) return [];
      if (prose.quotations.some((quotation) => overlaps(quotation, sentence))) return [];
      return [
        {
          start: sentence.start,
          end: sentence.end,
          rule: "style/sentence-length" as const,
          severity: "hint" as const,
          score: 1 - longer / own.total,
          ...(longer === 0
            ? said(
                "{0} words in one sentence: none of your {1} sentences is as long; the middle is {2}.",
                ...[length, own.total, usual],
              )
            : said(
                "{0} words in one sentence: {1} of your {2} sentences is as long; the middle is {3}.",
                ...[length, longer, own.total, usual],
              )),
          related: [],
          fixes: [],
          pattern: "sentenceLength",
        },
      ];
    });
  },
};
