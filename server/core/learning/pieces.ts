import { CHUNK_WORDS } from "../rewrite/draft";
import { wordsIn } from "../text/words";

/** Words of the text for each of the draft: outside it says something else. */
const SHORTEST = 0.5;
const LONGEST = 2;

export interface Piece {
  readonly neutral: string;
  readonly text: string;
}

/** A pair in pieces as long as what is rewritten at once; in words why, when it cannot be cut or is no rewrite. */
export function inPieces(neutral: string, text: string): readonly Piece[] | string {
  const ratio = wordsIn(text) / Math.max(1, wordsIn(neutral));
  if (ratio < SHORTEST || ratio > LONGEST) return "it is much longer or shorter than its draft";
  if (wordsIn(neutral) <= CHUNK_WORDS) return [{ neutral, text }];
  const drafts = paragraphsOf(neutral);
  const texts = paragraphsOf(text);
  if (drafts.length !== texts.length) {
    return "it is too long to be rewritten at once, and its paragraphs are not the draft's";
  }
  const pieces: { neutral: string[]; text: string[]; words: number }[] = [];
  for (const [i, draft] of drafts.entries()) {
    const words = wordsIn(draft);
    const last = pieces.at(-1);
    if (last !== undefined && last.words + words <= CHUNK_WORDS) {
      last.neutral.push(draft);
      last.text.push(texts[i]!);
      last.words += words;
    } else pieces.push({ neutral: [draft], text: [texts[i]!], words });
  }
  return pieces.map((piece) => ({
    neutral: piece.neutral.join("\n\n"),
    text: piece.text.join("\n\n"),
  }));
}

const paragraphsOf = (text: string): readonly string[] => text.trim().split(/\n[ \t]*\n/);
