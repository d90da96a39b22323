import { inEnglish } from "../phrase";
import { countHabits } from "../habits/countHabits";
import { differences } from "../habits/passageHabits";
import type { Note } from "../note/types";
import type { StyleView } from "../style/types";
import { LineIndex } from "../text/lineIndex";
import type { ComparedNote } from "./types";

/** A difference that an author's own passage shows more often than that is none. */
const UNLIKELY = 0.05;
/** Differences that a passage is shown with. */
const MOST_DIFFERENCES = 3;

/** What a note's own prose counts. */
export function countsOf(note: Note): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { prose } of note.prose) {
    for (const [key, n] of Object.entries(countHabits(prose, note.language))) {
      counts[key] = (counts[key] ?? 0) + n;
    }
  }
  return counts;
}

/**
 * A note beside its author, passage by passage.
 *
 * @param view the author without that note
 * @param leftOut how many learned notes that took
 */
export function comparedNote(
  name: string,
  note: Note,
  view: StyleView,
  leftOut: number,
): ComparedNote {
  const lines = new LineIndex(note.text);
  const silent = view.silentBecause;
  return {
    name,
    words: note.words,
    leftOut,
    ...(silent === undefined ? {} : { silentBecause: silent }),
    passages:
      silent === undefined
        ? note.passages.map((passage) => {
            const judged = view.score(passage.plain);
            return {
              startLine: lines.lineAt(passage.start) + 1,
              endLine: lines.lineAt(passage.end) + 1,
              words: passage.words,
              likely: judged.kind === "judged" ? judged.value.probability : null,
              differences: differences(passage, view, UNLIKELY)
                .slice(0, MOST_DIFFERENCES)
                .map(({ words }) => inEnglish(words)),
            };
          })
        : [],
  };
}
