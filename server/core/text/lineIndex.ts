import type { Position, Range } from "../rules/types";
import type { Span } from "./span";

/** Offsets to lines and characters and back, as LSP counts them: from 0, UTF-16; `\n`, `\r\n` and `\r` end a line. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  get lines(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of `line`, clamped to the text. */
  startOf(line: number): number {
    if (line < 0) return 0;
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset of the end of `line`, before its line break. */
  endOf(line: number): number {
    let end = this.startOf(line + 1);
    const start = this.startOf(line);
    while (end > start && isBreak(this.#text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Line of `offset`, which is clamped to the text. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(inside);
    return { line, character: inside - this.#starts[line]! };
  }

  /** The offset of a position; one beyond its line is at that line's end. */
  offsetAt(position: Position): number {
    if (position.line >= this.#starts.length) return this.#text.length;
    return Math.min(this.startOf(position.line) + position.character, this.endOf(position.line));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const found of text.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length);
  return starts;
}
