import { isRaisedNumber, raised } from "./raised";

/** A piece of text where it is shown. Points (1/72 inch) from the page's upper left corner; `y` is the base line. */
export interface PageItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  /** Reads from left to right, not turned. */
  readonly upright: boolean;
}

/** Pieces on one base line, from left to right. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Holds gaps as wide as those between the cells of a table. */
  readonly cells: boolean;
  /** 0 at the page's upper edge, 1 at its lower one. */
  readonly depth: number;
}

/** In type sizes: a gap between words, one between cells, and how far raised and lowered figures stand from their line. */
const WORD_GAP = 0.15;
const CELL_GAP = 1.8;
const RAISED = 0.6;

interface OpenLine {
  text: string;
  readonly left: number;
  right: number;
  y: number;
  size: number;
  cells: boolean;
}

/** Puts pieces together to lines in the order in which they were written, which is the order of reading column by column. */
export function linesOf(items: readonly PageItem[], height: number): readonly Line[] {
  const lines: OpenLine[] = [];
  const upright = items.filter((item) => item.upright);
  for (const item of upright.length * 2 >= items.length ? upright : items) {
    const { text, x, y, width, size } = item;
    if (text.trim() === "") continue;
    const line = lines.at(-1);
    if (line === undefined || !goesOn(line, item)) {
      lines.push({ text, left: x, right: x + width, y, size, cells: false });
      continue;
    }
    const gap = x - line.right;
    const em = Math.max(size, line.size);
    if (line.y - y > em * 0.2 && size < line.size * 0.85 && gap < em / 2 && isRaisedNumber(text)) {
      line.text += raised(line.text, text.trim());
      line.right = Math.max(line.right, x + width);
      continue;
    }
    const isApart = gap > WORD_GAP * em && !/\s$/.test(line.text) && !/^\s/.test(text);
    line.cells ||= gap > CELL_GAP * em;
    line.text += isApart ? ` ${text}` : text;
    line.right = Math.max(line.right, x + width);
    if (size > line.size) Object.assign(line, { size, y });
  }
  return lines.map(({ text, ...line }) => ({
    ...line,
    text: text.replace(/\s+/g, " ").trim(),
    depth: height > 0 ? line.y / height : 0,
  }));
}

/** Whether a piece stands on the line: at its height, and not before its end. */
function goesOn(line: OpenLine, { x, y, size }: PageItem): boolean {
  const em = Math.max(size, line.size);
  const isRaised = Math.min(size, line.size) < em * 0.85;
  return Math.abs(y - line.y) < em * (isRaised ? RAISED : 0.3) && x > line.right - em;
}
