import type { ComparedNote, JudgedPassage } from "../core/dashboard/types";
import { percent, whole } from "./figures";
import { h, table, type Part } from "./markup";

/** A note held beside its author, passage by passage; those least like the author first. */
export function noteSection(note: ComparedNote): readonly Part[] {
  const { name, words, leftOut, silentBecause, passages } = note;
  const without =
    leftOut === 0
      ? "It is not among the notes that were learned."
      : "The figures of this page are without it, so that it does not speak for itself.";
  return [
    h("h2", { id: "note" }, ["This note: ", name]),
    h("p", `${whole(words)} words. ${without}`),
    silentBecause === undefined ? undefined : h("p", silentBecause),
    ...(silentBecause === undefined && passages.length === 0
      ? [h("p", "It has no passage that is long enough to be judged (about 40 words).")]
      : []),
    passages.length === 0
      ? undefined
      : table(
          "Its passages, the least like you first",
          [
            { title: "Lines" },
            { title: "Words", isNumber: true },
            { title: "Likely yours", isNumber: true },
            { title: "Where it differs from you" },
          ],
          [...passages]
            .sort(byLikeness)
            .map(({ startLine, endLine, words: many, ...judged }) => [
              startLine === endLine ? String(startLine) : `${startLine} to ${endLine}`,
              whole(many),
              judged.likely === null ? "–" : percent(judged.likely),
              judged.differences.length === 0
                ? "nowhere beyond chance"
                : h("div", [...judged.differences.map((words) => h("p", words))]),
            ]),
        ),
  ];
}

const byLikeness = (a: JudgedPassage, b: JudgedPassage): number =>
  (a.likely ?? 2) - (b.likely ?? 2) || a.startLine - b.startLine;
