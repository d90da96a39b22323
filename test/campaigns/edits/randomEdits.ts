import type { TextEdit } from "../../../server/core/text/span";
import { markdownPieces } from "../../support/markdownPieces";

/** Beside the pieces of Markdown: what editors, input methods and other programs put into notes. */
const oddPieces = [
  "\u0301",
  "e\u0301\u0323\u0308",
  "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}",
  "\u{1F1EC}\u{1F1E7}",
  "\u{20000}\u{2A6DF}",
  "\uFE0F",
  "\u2028",
  "\u2029",
  "\u0085",
  "\v\f",
  "\0",
  "\u00AD",
  "\u202E",
  "don\u2019t ",
  "It is 27 % of 1,200 on 3 May 2024. ",
  "sources:\n  - a.md\n",
  "---\r\ntitle: x\r\n---\r\n",
];
const pieces = [...markdownPieces, ...oddPieces];
const typed = "the quick brown fox doesn't jump. It is late, and I'd say \u201Cno\u201D \u2014 ";
const fences = ["```", "~~~", "---", "$$", "<!--", "-->", "\n\n", "\r\n\r\n", "\n#", "[^"];

/** An author with a cursor: types, deletes, pastes, takes back. The same for the same `random`. */
export class RandomEditor {
  private cursor = 0;
  private done: TextEdit[] = [];
  private undone: TextEdit[] = [];

  constructor(
    private readonly random: () => number,
    /** Whole texts to paste. */
    private readonly others: readonly string[],
    /** UTF-16 units above which a large part is cut. */
    private readonly longest: number,
  ) {}

  /** The next edit of `text`. */
  next(text: string): TextEdit {
    const taken = this.takenBack(text);
    if (taken !== undefined) return taken;
    const edit = text.length > this.longest ? this.cut(text) : this.fresh(text);
    this.done.push(inverse(text, edit));
    if (this.done.length > 50) this.done.shift();
    this.undone = [];
    this.cursor = edit.start + edit.newText.length;
    return edit;
  }

  private takenBack(text: string): TextEdit | undefined {
    const chance = this.random();
    const [from, to] =
      chance < 0.08
        ? [this.done, this.undone]
        : chance < 0.12
          ? [this.undone, this.done]
          : [undefined, undefined];
    const edit = from?.pop();
    if (edit !== undefined) {
      to?.push(inverse(text, edit));
      this.cursor = edit.start + edit.newText.length;
    }
    return edit;
  }

  private fresh(text: string): TextEdit {
    if (this.random() < 0.15) this.cursor = this.upTo(text.length);
    if (this.random() < 0.02) this.cursor = this.upTo(Math.min(300, text.length));
    const at = Math.min(this.cursor, text.length);
    const chance = this.random();
    if (chance < 0.45) return insert(at, typed[this.upTo(typed.length - 1)]!);
    if (chance < 0.6) return { start: Math.max(0, at - 1 - this.upTo(2)), end: at, newText: "" };
    if (chance < 0.8) return insert(at, pick(pieces, this.random));
    if (chance < 0.86) return this.replaced(text, at, pick(pieces, this.random));
    if (chance < 0.93) return this.across(text, at);
    if (chance < 0.96) return this.otherLineEnds(text, at);
    if (chance < 0.999) return insert(at, this.piecesTogether());
    return insert(at, pick(this.others, this.random).repeat(1 + this.upTo(3)));
  }

  private replaced(text: string, at: number, newText: string): TextEdit {
    return { start: at, end: Math.min(text.length, at + this.upTo(60)), newText };
  }

  /** From the cursor to beyond the next fence, mark or empty line, or from the one before. */
  private across(text: string, at: number): TextEdit {
    const mark = pick(fences, this.random);
    const found = text.indexOf(mark, at);
    if (found >= 0 && found - at < 2000) {
      return { start: at, end: Math.min(text.length, found + this.upTo(mark.length)), newText: "" };
    }
    const before = text.lastIndexOf(mark, at);
    if (before >= 0 && at - before < 2000) return { start: before, end: at, newText: "" };
    return insert(at, mark);
  }

  private otherLineEnds(text: string, at: number): TextEdit {
    const end = Math.min(text.length, at + 400);
    const newText = text
      .slice(at, end)
      .replaceAll(/\r\n?|\n/g, pick(["\n", "\r\n", "\r"], this.random));
    return { start: at, end, newText };
  }

  private piecesTogether(): string {
    return Array.from({ length: 2 + this.upTo(12) }, () => pick(pieces, this.random)).join("");
  }

  private cut(text: string): TextEdit {
    const length = Math.round(this.longest * (0.6 + 0.6 * this.random()));
    const start = this.upTo(Math.max(0, text.length - length));
    return { start, end: Math.min(text.length, start + length), newText: "" };
  }

  /** 0 to `most`, both included. */
  private upTo(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }
}

export const applied = (text: string, { start, end, newText }: TextEdit): string =>
  text.slice(0, start) + newText + text.slice(end);

const insert = (at: number, newText: string): TextEdit => ({ start: at, end: at, newText });

function inverse(text: string, { start, end, newText }: TextEdit): TextEdit {
  return { start, end: start + newText.length, newText: text.slice(start, end) };
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}
