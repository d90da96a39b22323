import { differences } from "../../habits/passageHabits";
import { ownPassage } from "../ownSentence";
import { joined, phrase, said } from "../../phrase";
import type { PassageRule } from "../types";

/**
 * Below this sum of evidence (log-odds) a passage is shown; below the second, as a warning. Chosen so that of an author's
 * own unseen passages one in some 2,500 words is shown.
 */
const UNLIKE = -2.8;
const FOREIGN = -6.5;
/** A reason is a habit that the author's own passages would show so rarely. */
const TELLING = 0.05;
const MOST_REASONS = 3;
/** What a habit adds to the evidence: this share of its surprise beyond `EXPECTED`, and at most `MOST` nats of it. */
const SHARE = 0.6;
const EXPECTED = 2;
const MOST = 5;

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
    if (judged.kind === "silent" || judged.value.logit >= 0) return [];
    const reasons = differences(one, style, TELLING)
      .filter(({ habit }) => !stopped.has(habit))
      .slice(0, MOST_REASONS);
    const evidence = reasons.reduce(
      (sum, { chance }) => sum - SHARE * surprise(chance),
      judged.value.logit,
    );
    if (evidence >= UNLIKE) return [];
    const why =
      reasons.length === 0
        ? phrase("its wording and punctuation as a whole; no single habit stands out")
        : joined(
            reasons.map(({ words }) => words),
            "; ",
          );
    return [
      {
        start: 0,
        end: one.end - one.start,
        rule: "style/passage",
        severity: evidence < FOREIGN ? "warning" : "information",
        score: 1 / (1 + Math.exp(evidence)),
        ...said("This passage does not read like you: {0}.", why),
        related: style.nearest(one.plain, 2).map(ownPassage),
        fixes: [],
      },
    ];
  },
};

function surprise(chance: number): number {
  return Math.min(MOST, Math.max(0, -Math.log(chance) - EXPECTED));
}
