import { percent } from "../../habits/describeHabit";
import { differences } from "../../habits/passageHabits";
import { ownPassage } from "../ownSentence";
import type { PassageRule } from "../types";

/** Below this probability that the author wrote it, a passage is shown; below the second, as a warning. */
const UNLIKE = 0.1;
const FOREIGN = 0.01;
/** A reason is a habit that the author's own passages would show so rarely. */
const TELLING = 0.05;
const MOST_REASONS = 3;

export const passage: PassageRule = {
  scope: "passage",
  id: "style/passage",
  title: "Passage unlike you",
  severity: "information",
  description:
    "Finds a passage that reads as if somebody else had written it, and names up to three habits in which it differs.",
  check: (one, { style, stopped }) => {
    if (style === undefined) return [];
    const judged = style.score(one.plain);
    if (judged.kind === "silent" || judged.value.probability >= UNLIKE) return [];
    const { probability } = judged.value;
    const reasons = differences(one, style, TELLING)
      .filter(({ habit }) => !stopped.has(habit))
      .slice(0, MOST_REASONS)
      .map(({ words }) => words);
    const why =
      reasons.length === 0
        ? "its wording and punctuation as a whole; no single habit stands out"
        : reasons.join("; ");
    return [
      {
        start: 0,
        end: one.end - one.start,
        rule: "style/passage",
        severity: probability < FOREIGN ? "warning" : "information",
        score: 1 - probability,
        message: `This passage does not read like you (${percent(probability)} likely yours): ${why}.`,
        related: style.nearest(one.plain, 2).map(ownPassage),
        fixes: [],
      },
    ];
  },
};
