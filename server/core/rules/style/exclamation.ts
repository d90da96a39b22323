import { habitsIn } from "../../habits/detect";
import { wilson } from "../../habits/statistics";
import { said, titled } from "../../phrase";
import type { ProseRule } from "../types";

/** Upper end of the interval: at most one sentence in so many ends with an exclamation mark. */
const RARE = 1 / 200;

export const exclamation: ProseRule = {
  scope: "prose",
  id: "style/exclamation",
  title: "Exclamation marks",
  severity: "information",
  description: "Finds exclamation marks where you hardly ever set one.",
  check: (prose, { style }) => {
    if (style === undefined) return [];
    const own = style.count("exclamations");
    const sentences = style.count("sentences");
    if (wilson(own, sentences).high > RARE) return [];
    return habitsIn(prose, style.language)
      .hits.filter(({ measure }) => measure === "exclamations")
      .map(({ start, end }) => ({
        start,
        end,
        rule: "style/exclamation" as const,
        severity: "information" as const,
        score: 1 - own / sentences,
        ...(own === 0
          ? said("You end none of {0} sentences with an exclamation mark.", sentences)
          : said("You end {0} of {1} sentences with an exclamation mark.", own, sentences)),
        related: [],
        fixes: [{ ...titled("End with a period"), edits: [{ start, end, newText: "." }] }],
        pattern: "exclamations",
      }));
  },
};
