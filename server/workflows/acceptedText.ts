import type { Decision } from "../core/learning/decision";
import { analyseNote } from "../core/note/analyseNote";
import { sentencesOf } from "../core/style/writtenText";

/** The sentences that Penprint wrote and that were accepted. One that the author changed is another sentence. */
export function acceptedSentences(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(
    decisions
      .filter(({ outcome }) => outcome === "accepted")
      .flatMap(({ line }) => sentencesOf(analyseNote(line.text))),
  );
}
