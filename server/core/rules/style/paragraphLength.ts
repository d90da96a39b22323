import { lengthsOf } from "../../habits/lengths";
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
        message: `${prose.words} words in one paragraph: ${longer === 0 ? "none" : longer} of your ${own.total} paragraphs is as long; the middle is ${usual}.`,
        related: [],
        fixes: [],
        pattern: "paragraphLength",
      },
    ];
  },
};
