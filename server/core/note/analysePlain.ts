import { LONGEST_PROSE } from "./markdown/inlines";
import { analysePlainParagraph } from "./prose";
import type { PlacedProse } from "./types";

/** Prose without Markdown, as `score`, `verify` and `restyle` take it: its paragraphs, apart by blank lines. */
export function analysePlain(text: string): readonly PlacedProse[] {
  const parts: PlacedProse[] = [];
  let start = 0;
  const add = (end: number): void => {
    const piece = text.slice(start, end).trimStart();
    const source = piece.trimEnd();
    if (source === "" || source.length > LONGEST_PROSE) return;
    const from = end - piece.length;
    const prose = analysePlainParagraph(source);
    parts.push({ start: from, end: from + source.length, prose, section: 0 });
  };
  for (const { index, 0: blank } of text.matchAll(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/g)) {
    add(index);
    start = index + blank.length;
  }
  add(text.length);
  return parts;
}
