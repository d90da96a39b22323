import type { Note, PlacedProse } from "../note/types";

/** Words that a learned passage reaches where its section is long enough; passages of a note may be shorter. */
const ENOUGH_WORDS = 100;
/** Words; shorter stretches tell too little to be kept. */
const FEWEST_WORDS = 20;

/** A stretch of the author's prose, as learned: neighbouring paragraphs of one section. */
export interface Stretch {
  /** Lines from 0. */
  readonly startLine: number;
  readonly endLine: number;
  /** Folded, paragraphs apart by blank lines. */
  readonly plain: string;
  readonly words: number;
  readonly parts: readonly PlacedProse[];
}

/** Groups the paragraphs that `keeps` lets through to stretches of about 100 to 200 words. */
export function stretchesOf(note: Note, keeps: (part: PlacedProse) => boolean): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let open: PlacedProse[] = [];
  let words = 0;
  const lineOf = lineCounter(note.text);
  const close = (): void => {
    if (words >= FEWEST_WORDS) {
      stretches.push({
        startLine: lineOf(open[0]!.start),
        endLine: lineOf(open.at(-1)!.end),
        plain: open.map((part) => part.prose.plain).join("\n\n"),
        words,
        parts: open,
      });
    }
    open = [];
    words = 0;
  };
  for (const part of note.prose) {
    if (part.prose.kind !== "paragraph") continue;
    if (open.length > 0 && open[0]!.section !== part.section) close();
    if (!keeps(part)) continue;
    open.push(part);
    words += part.prose.words;
    if (words >= ENOUGH_WORDS) close();
  }
  close();
  return stretches;
}

/** Lines from 0 of ascending offsets; ends may lie before the next start. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let at = 0;
  return (offset) => {
    if (offset < at) {
      line = 0;
      at = 0;
    }
    for (let next = text.indexOf("\n", at); next >= 0 && next < offset;) {
      line++;
      at = next + 1;
      next = text.indexOf("\n", at);
    }
    return line;
  };
}
