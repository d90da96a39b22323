import { joinLines, wordsOf } from "./hyphens";
import type { Line } from "./pdfLines";

/** In type sizes: lines of one paragraph are no farther apart, and their indent is less than this. */
const MOST_LEADING = 2.4;
const INDENT = 0.8;
const MOST_INDENT = 4;
/** A line that ends this far (in type sizes) before its column's edge ends what it says. */
const SHORT = 4;

const ENDS = /[.!?:…]["'’”)\]]*$|(?<=\p{L})[.!?]["'’”)\]]*\[?\d{1,3}\]?$/u;
const BULLET = /^[•◦▪‣·–*-]\s/;
const NUMBERED = /^\(?(?:\d{1,3}|[a-z])[.)]\s/;

/** Puts lines together to paragraphs, across pages too. `pages`: where each begins in `text`, in UTF-16 units. */
export function paragraphsOf(pages: readonly (readonly Line[])[]): {
  readonly text: string;
  readonly pages: readonly number[];
} {
  const words = wordsOf(pages.flatMap((lines) => lines.map((line) => line.text)));
  const leading = usualLeading(pages);
  const done: string[] = [];
  const starts: number[] = [];
  let length = 0;
  let paragraph = "";
  let before: Line | undefined;
  for (const lines of pages) {
    for (const [at, line] of lines.entries()) {
      const isOnNewPage = at === 0;
      if (before !== undefined) {
        const edge = rightEdge(lines, at);
        if (goesOn(before, line, { isOnNewPage, edge, leading })) {
          paragraph = joinLines(paragraph, line.text, words);
        } else {
          done.push(paragraph);
          length += paragraph.length + BETWEEN.length;
          paragraph = line.text;
        }
      } else paragraph = line.text;
      if (isOnNewPage) starts.push(length + paragraph.length - line.text.length);
      before = line;
    }
    if (lines.length === 0) starts.push(length + paragraph.length);
  }
  return { text: [...done, paragraph].join(BETWEEN), pages: starts };
}

const BETWEEN = "\n\n";

interface Around {
  readonly isOnNewPage: boolean;
  /** Where the column ends on the right, in points. */
  readonly edge: number;
  readonly leading: number;
}

function goesOn(before: Line, line: Line, { isOnNewPage, edge, leading }: Around): boolean {
  const em = Math.max(before.size, line.size);
  if (Math.min(before.size, line.size) < em * 0.9) return false;
  if (before.cells || line.cells || BULLET.test(line.text)) return false;
  const ends = ENDS.test(before.text);
  const startsLow = /^\p{Ll}/u.test(line.text);
  const down = line.y - before.y;
  // The next page or column.
  if (isOnNewPage || down < 0) return !ends && (startsLow || /\p{L}[-\u00AD]$/u.test(before.text));
  if (down > Math.max(leading * 1.25, em * 1.1) || down > em * MOST_LEADING) return false;
  const isShort = before.right < edge - em * SHORT;
  if (NUMBERED.test(line.text) && (ends || isShort)) return false;
  if (startsLow && !ends) return true;
  const indent = line.left - before.left;
  if (indent > em * INDENT && indent < em * MOST_INDENT && ends) return false;
  return !isShort;
}

/** Where the lines around end on the right: the column's edge. */
function rightEdge(lines: readonly Line[], at: number): number {
  const line = lines[at]!;
  let edge = 0;
  for (const near of lines.slice(Math.max(0, at - 4), at + 4)) {
    const overlaps = near.left < line.right && near.right > line.left;
    if (overlaps && !near.cells) edge = Math.max(edge, near.right);
  }
  return edge;
}

/** The distance between base lines that is met most often, in points. */
function usualLeading(pages: readonly (readonly Line[])[]): number {
  const counts = new Map<number, number>();
  for (const lines of pages) {
    for (const [i, line] of lines.entries()) {
      const down = Math.round((line.y - (lines[i - 1]?.y ?? line.y)) * 2) / 2;
      if (down > line.size * 0.8 && down < line.size * MOST_LEADING) {
        counts.set(down, (counts.get(down) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
