import { lengthsOf } from "../../habits/lengths";
import { said } from "../../phrase";
import type { ProseRule } from "../types";

/** Own paragraphs before a length can be called unusual. */
const FEWEST = 60;
/** Words; a shorter paragraph is long for nobody. */
const SHORTEST = 80;
/** Flagged when at most this share of the author's paragraphs is as long. */
const RARE = 0.01;

export const paragraphLength: ProseRule = {
  scope: "prose",
  id: "style/paragraph-length",
  title: "Paragraph length",
  severity: "hint",
  description: "Finds a paragraph longer than practically all of yours.",
  check: (prose, { style }) => {
    const [first] = prose.sentences;
    if (style === undefined || prose.kind !== "paragraph" || first === undefined) return [];
    if (prose.words < SHORTEST) return [];
    const own = lengthsOf((key) => style.count(key), "paragraphLength");
    const usual = own.quantile(0.5);
    const longer = own.atLeast(prose.words);
    if (own.total < FEWEST || prose.words < 2 * usual) return [];
    if ((longer + 1) / (own.total + 2) > RARE) return [];
    return [
      {
        start: first.start,
        end: first.end,
        rule: "style/paragraph-length",
        severity: "hint",
        score: 1 - longer / own.total,
        ...(longer === 0
          ? said(
              "{0} words in one paragraph: none of your {1} paragraphs is as long; the middle is {2}.",
              ...[prose.words, own.total, usual],
            )
          : said(
              "{0} words in one paragraph: {1} of your {2} paragraphs is as long; the middle is {3}.",
              ...[prose.words, longer, own.total, usual],
            )),
        related: [],
        fixes: [],
        pattern: "paragraphLength",
      },
    ];
  },
};
