import type { Decision } from "../core/learning/decision";
import { analyseNote } from "../core/note/analyseNote";
import { sentencesOf } from "../core/style/writtenText";

/**
 * The sentences that Penprint wrote and that were accepted. One that the author changed is another sentence, and one that
 * stood there before is the author's.
 */
export function acceptedSentences(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(
    decisions
      .filter(({ outcome }) => outcome === "accepted")
      .flatMap(({ line }) => newSentences(line.original, line.text)),
  );
}

/** The sentences of `text` that are not in `original`. */
export function newSentences(original: string, text: string): readonly string[] {
  const before = new Set(sentencesOf(analyseNote(original)));
  return sentencesOf(analyseNote(text)).filter((sentence) => !before.has(sentence));
}
