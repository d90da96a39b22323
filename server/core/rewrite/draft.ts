import { analyseNote } from "../note/analyseNote";
import { analysePlain } from "../note/analysePlain";
import type { Note, PlacedProse, Prose } from "../note/types";
import { overlaps, type Span } from "../text/span";

/** How a text is read: as Markdown, or as prose without Markdown. */
export type Reading = "markdown" | "plain";

/**
 * Runs of prose that are rewritten together, and what stands between them (blank lines, list marks, code, tables), which
 * is not. `gaps[i]` stands before `units[i]`; the first is empty.
 */
export interface Draft {
  readonly reading: Reading;
  readonly units: readonly PlacedProse[];
  readonly gaps: readonly string[];
  /** ISO 639-1, "und" when it cannot be told. */
  readonly language: string;
}

export const spanOf = ({ units }: Draft): Span => ({
  start: units[0]!.start,
  end: units.at(-1)!.end,
});

/** As scores and verdicts see it. */
export const plainOf = ({ units }: Draft): string =>
  units.map(({ prose }) => prose.plain).join("\n\n");

/** Its own characters, for typography. */
export const textOf = ({ units }: Draft): string =>
  units.map(({ prose }) => prose.text).join("\n\n");

/** Plain prose, or nothing where there is no word. */
export function draftOfPlain(text: string, language: string): Draft | undefined {
  return draftOf(analysePlain(text), text, "plain", language);
}

/**
 * What a selection in a note means: the whole passages it touches, and other prose (list items, headings) that it
 * overlaps. An empty selection stands for the passage or the run of prose around it.
 */
export function draftOfSelection(note: Note, selection: Span): Draft | undefined {
  const point = selection.start === selection.end;
  const touched = (span: Span): boolean =>
    point ? span.start <= selection.start && selection.end <= span.end : overlaps(span, selection);
  const passages = note.passages.filter(
    (passage) => touched(passage) && passage.parts.some(touched),
  );
  const units = note.prose.filter(
    (placed) =>
      touched(placed) ||
      passages.some(({ parts }) => parts.some(({ start }) => start === placed.start)),
  );
  const body = units.filter(({ prose }) => prose.kind !== "heading");
  return draftOf(body.length > 0 ? body : units, note.text, "markdown", note.language);
}

function draftOf(
  units: readonly PlacedProse[],
  text: string,
  reading: Reading,
  language: string,
): Draft | undefined {
  if (units.every(({ prose }) => prose.words === 0)) return undefined;
  const gaps = units.map(({ start }, i) => (i === 0 ? "" : text.slice(units[i - 1]!.end, start)));
  return { reading, units, gaps, language };
}

/** Words rewritten at once: the length that stylists are trained on. */
export const CHUNK_WORDS = 250;

/** The draft in pieces of whole runs of prose, none longer than `words` unless a single run is. */
export function chunksOf(draft: Draft, words: number): readonly Draft[] {
  const chunks: { units: PlacedProse[]; gaps: string[]; words: number }[] = [];
  for (const [i, unit] of draft.units.entries()) {
    const last = chunks.at(-1);
    if (last !== undefined && last.words + unit.prose.words <= words) {
      last.units.push(unit);
      last.gaps.push(draft.gaps[i]!);
      last.words += unit.prose.words;
    } else chunks.push({ units: [unit], gaps: [draft.gaps[i]!], words: unit.prose.words });
  }
  return chunks.map(({ units, gaps }) => ({ ...draft, units, gaps }));
}

/** The draft's place with other paragraphs in it: gaps as they were, lines wrapped as they were. */
export function assemble(draft: Draft, paragraphs: readonly string[]): string {
  return draft.units
    .map(({ prose }, i) => draft.gaps[i]! + wrappedLike(paragraphs[i] ?? prose.text, prose.text))
    .join("");
}

/** A rewritten paragraph read again; nothing where it is no longer one run of prose (became a list, a heading, code). */
export function proseOf(paragraph: string, reading: Reading): Prose | undefined {
  if (reading === "plain") {
    const parts = analysePlain(paragraph);
    return parts.length === 1 ? parts[0]!.prose : undefined;
  }
  const { prose, blockQuotes } = analyseNote(paragraph);
  const [only, ...others] = prose;
  const isWhole = only?.start === 0 && only.end === paragraph.length;
  return isWhole &&
    others.length === 0 &&
    blockQuotes.length === 0 &&
    only.prose.kind === "paragraph"
    ? only.prose
    : undefined;
}

const lineBreak = /\r?\n[ \t>]*/;

/** Breaks a paragraph into lines where the one it replaces was broken into lines, at the same width. */
function wrappedLike(paragraph: string, before: string): string {
  const separator = lineBreak.exec(before)?.[0];
  if (separator === undefined || paragraph === before || / {2,}\r?\n|\\\r?\n/.test(before))
    return paragraph;
  const width = Math.max(...before.split(lineBreak).map(({ length }) => length));
  const lines: string[] = [];
  for (const word of paragraph.split(" ")) {
    const last = lines.at(-1);
    // A line that begins like a list, heading or quotation would become one.
    const mustJoin = /^(?:[-+*#>=|~`]|\d+[.)])/.test(word);
    if (last !== undefined && (mustJoin || last.length + 1 + word.length <= width)) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.join(separator);
}
