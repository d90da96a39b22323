import type { Note, Prose } from "../note/types";

/** Share of a paragraph's words in sentences that Penprint wrote from which on it is not the author's. */
const MOST_WRITTEN = 0.5;

const keyOf = (words: readonly { readonly text: string }[]): string =>
  words.map(({ text }) => text.toLowerCase()).join(" ");

/** How the sentences of a text are recognised again, whatever typography or markup they get. */
export function sentencesOf(note: Note): readonly string[] {
  return note.prose
    .flatMap(({ prose }) => prose.sentences.map(({ words }) => keyOf(words)))
    .filter((key) => key !== "");
}

/** @param written sentences by `sentencesOf` */
export function isWrittenByPenprint(prose: Prose, written: ReadonlySet<string>): boolean {
  if (written.size === 0) return false;
  let all = 0;
  let found = 0;
  for (const { words } of prose.sentences) {
    all += words.length;
    if (written.has(keyOf(words))) found += words.length;
  }
  return all > 0 && found / all > MOST_WRITTEN;
}
