import { habitsIn } from "../../habits/detect";
import { preferenceFor } from "../../habits/preference";
import { habitKey } from "../../habits/types";
import { ownSentences } from "../ownSentence";
import { said, titled } from "../../phrase";
import type { ProseRule } from "../types";

/** Own uses in several notes before a way of writing a term counts as settled. */
const SETTLED = { picked: 5, notes: 2 };

/** What an author has settled on is found in the author's own text, so every language and every term will do. */
export const terms: ProseRule = {
  scope: "prose",
  id: "style/terms",
  title: "Hyphens and capitals of terms",
  severity: "information",
  description:
    "Finds a term with a hyphen or with capitals that you always write without, and the other way round: re-use, Github.",
  check: (prose, { style }) => {
    if (style === undefined) return [];
    return habitsIn(prose, style.language).occurrences.flatMap((occurrence) => {
      const { choice, option, start, end } = occurrence;
      if (!/^(?:hyphens|capitals)\./.test(choice)) return [];
      const preference = preferenceFor(style, occurrence);
      if (preference === undefined || preference.option === option) return [];
      if (preference.picked !== preference.times) return [];
      if (preference.picked < SETTLED.picked || preference.notes < SETTLED.notes) return [];
      return [
        {
          start,
          end,
          rule: "style/terms" as const,
          severity: "information" as const,
          score: preference.low,
          ...said(
            'You write "{0}", {1} of {2} times; here: "{3}".',
            ...[preference.option, preference.picked, preference.times, option],
          ),
          related: ownSentences(style, habitKey(choice, preference.option)),
          fixes: [
            {
              ...titled('Write "{0}"', preference.option),
              edits: [{ start, end, newText: preference.option }],
            },
          ],
          pattern: habitKey(choice, option),
        },
      ];
    });
  },
};
