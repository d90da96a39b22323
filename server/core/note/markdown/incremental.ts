import { TreeFragment, type Tree } from "@lezer/common";
import { finish, type Steps } from "../../steps";
import type { Span, TextEdit } from "../../text/span";
import { markdownParser } from "./parser";

export interface ParsedBody {
  readonly text: string;
  readonly tree: Tree;
  readonly fragments: readonly TreeFragment[];
}

export function parseBody(text: string, fragments: readonly TreeFragment[] = []): ParsedBody {
  return finish(parsing(text, fragments));
}

/** `parseBody` block by block. */
export function* parsing(text: string, fragments: readonly TreeFragment[] = []): Steps<ParsedBody> {
  const parse = markdownParser.startParse(text, fragments);
  let tree = parse.advance();
  for (; tree === null; tree = parse.advance()) yield;
  return { text, tree, fragments: TreeFragment.addTree(tree, fragments) };
}

/** `edits` one after the other lead from `previous.text` to `text`; whole blocks away from them are taken over as they are. */
export function reparseBody(
  previous: ParsedBody,
  text: string,
  edits: readonly TextEdit[],
): ParsedBody {
  let before = previous.text;
  let fragments = previous.fragments;
  for (const [index, edit] of edits.entries()) {
    const { start: fromA, end: toA } = touchedLines(before, edit);
    const toB = toA + edit.newText.length - (edit.end - edit.start);
    fragments = TreeFragment.applyChanges(fragments, [{ fromA, toA, fromB: fromA, toB }]);
    const isLast = index === edits.length - 1;
    if (!isLast) before = before.slice(0, edit.start) + edit.newText + before.slice(edit.end);
  }
  return parseBody(text, fragments);
}

/**
 * From the blank line before an edit to the blank line after it: whether a line begins a block of our own (maths, a
 * footnote) can depend on the lines next to it.
 */
function touchedLines(text: string, edit: Span): Span {
  return { start: blankBefore(text, edit.start), end: blankAfter(text, edit.end) };
}

/** A run of lines without a blank one is followed no further than this (UTF-16 units). */
const FARTHEST = 20_000;

function blankBefore(text: string, from: number): number {
  const least = Math.max(0, from - FARTHEST);
  let lineStart = text.lastIndexOf("\n", from - 1) + 1;
  while (lineStart > least) {
    const before = text.lastIndexOf("\n", lineStart - 2) + 1;
    if (text.slice(before, lineStart).trim() === "") break;
    lineStart = before;
  }
  return lineStart;
}

function blankAfter(text: string, from: number): number {
  const most = Math.min(text.length, from + FARTHEST);
  let at = text.indexOf("\n", from);
  while (at >= 0 && at < most) {
    const next = text.indexOf("\n", at + 1);
    if (text.slice(at + 1, next < 0 ? text.length : next).trim() === "") return at;
    at = next;
  }
  return at < 0 ? text.length : at;
}
