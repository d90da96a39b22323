import { LONGEST_PROSE } from "./markdown/inlines";
import { analysePlainParagraph } from "./prose";
import type { PlacedProse } from "./types";

/** Prose without Markdown, as `score`, `verify` and `restyle` take it: its paragraphs, apart by blank lines. */
export function analysePlain(text: string): readonly PlacedProse[] {
  const parts: PlacedProse[] = [];
  for (const found of text.matchAll(/\S(?:[^\r\n]|\r?\n(?![ \t]*(?:\r?\n|$)))*/g)) {
    const source = found[0].trimEnd();
    if (source.length > LONGEST_PROSE) continue;
    const start = found.index;
    const prose = analysePlainParagraph(source);
    parts.push({ start, end: start + source.length, prose, section: 0 });
  }
  return parts;
}
