import type { Tree } from "@lezer/common";
import { ATOM, HIDDEN } from "../text/words";
import type { ProtectedKind, ProtectedSpan } from "./types";
import type { Span } from "../text/span";
import { decodeEntity } from "./entities";

/** What stands for a stretch of markup: in `masked` (as long as the stretch) and in `plain`. */
interface Mark extends Span {
  readonly masked: string;
  readonly plain: string;
}

export interface Masked {
  readonly masked: string;
  readonly plain: string;
  readonly protectedSpans: readonly ProtectedSpan[];
}

/** Inline objects that are no prose, by node name: their kind, and what `plain` says in their place. */
const atoms: Readonly<Record<string, readonly [ProtectedKind, string]>> = {
  InlineCode: ["code", "CODE"],
  InlineMath: ["math", "CODE"],
  Image: ["image", ""],
  WikiEmbed: ["image", ""],
  URL: ["url", "URL"],
  Autolink: ["url", "URL"],
  FootnoteMark: ["footnote", ""],
  Citation: ["citation", ""],
  Template: ["html", ""],
};

const hidden = new Set([
  "HeaderMark",
  "EmphasisMark",
  "StrikethroughMark",
  "QuoteMark",
  "ListMark",
  "TaskMarker",
]);

const invisibleHtml = new Set(["Comment", "ProcessingInstruction"]);
const breakTag = /^<br\b/i;
const codeTag = /^<(code|kbd|samp|var|tt|script|style|svg|math)\b[^]*[^/]>$/i;

/**
 * Markup of `tree` (the block whose text is `source`) within `range`; offsets in the answer are relative to
 * `range.start`. Undefined where there is none.
 */
export function maskMarkup(tree: Tree, source: string, range: Span): Masked | undefined {
  const marks: Mark[] = [];
  const protectedSpans: ProtectedSpan[] = [];
  const cover = (start: number, end: number, masked: string, plain: string): void => {
    if (end > start) marks.push({ start, end, masked, plain });
  };
  const hide = (start: number, end: number): void =>
    cover(start, end, HIDDEN.repeat(end - start), "");
  const protect = (kind: ProtectedKind, start: number, end: number): void => {
    const from = Math.max(start, range.start);
    const to = Math.min(end, range.end);
    if (to > from) {
      protectedSpans.push({ kind, start: from - range.start, end: to - range.start });
    }
  };
  const atom = (kind: ProtectedKind, start: number, end: number, plain: string): void => {
    protect(kind, start, end);
    cover(start, end, ATOM.repeat(end - start), plain);
  };

  let htmlEnd = 0;
  const cursor = tree.cursor();
  let descend = cursor.firstChild();
  while (descend) {
    const { from, to, name } = cursor;
    const known = atoms[name];
    let enter = false;
    if (from < htmlEnd) {
      // inside <code>…</code>: already covered
    } else if (known !== undefined) {
      atom(known[0], from, to, known[1]);
    } else if (hidden.has(name)) {
      hide(from, to);
    } else if (name === "Escape") {
      hide(from, from + 1);
    } else if (name === "HardBreak") {
      if (source.charAt(from) === "\\") hide(from, from + 1);
    } else if (name === "Entity") {
      const text = decodeEntity(source.slice(from, to));
      if (text === undefined) cover(from, to, ATOM.repeat(to - from), "");
      else cover(from, to, text + HIDDEN.repeat(to - from - text.length), text);
    } else if (invisibleHtml.has(name)) {
      protect("html", from, to);
      hide(from, to);
    } else if (name === "HTMLTag") {
      const tag = source.slice(from, to);
      const end = endOfCode(source, tag, to);
      if (end !== undefined) {
        htmlEnd = end;
        atom("code", from, end, "CODE");
      } else {
        protect("html", from, to);
        if (breakTag.test(tag)) cover(from, to, " ".repeat(to - from), " ");
        else hide(from, to);
      }
    } else if (name === "Link") {
      protect("link", from, to);
      const text = linkText(cursor.node.getChildren("LinkMark"), from, to);
      hide(from, text.start);
      hide(text.end, to);
      enter = true;
    } else if (name === "WikiLink") {
      protect("wikiLink", from, to);
      const bar = source.lastIndexOf("|", to - 2);
      hide(from, bar > from ? bar + 1 : from + 2);
      hide(to - 2, to);
    } else {
      enter = true;
    }
    descend = (enter && cursor.firstChild()) || nextNode(cursor);
  }
  return marks.length === 0 ? undefined : { ...render(source, range, marks), protectedSpans };
}

interface Walk {
  nextSibling(): boolean;
  parent(): boolean;
}

function nextNode(cursor: Walk): boolean {
  while (!cursor.nextSibling()) if (!cursor.parent()) return false;
  return true;
}

/** Of `[text](address)` and `[text][label]` the text between the first two marks; the brackets are not part of it. */
function linkText(marks: readonly { from: number; to: number }[], from: number, to: number): Span {
  const open = marks[0]?.to ?? from;
  const close = marks[1]?.from ?? to;
  return { start: open, end: Math.max(open, close) };
}

/** Where `<code>` and its like end, when `tag` opens one that is closed within the block. */
function endOfCode(source: string, tag: string, after: number): number | undefined {
  const name = codeTag.exec(tag)?.[1];
  if (name === undefined) return undefined;
  const closing = new RegExp(`</${name}\\s*>`, "gi");
  closing.lastIndex = after;
  const found = closing.exec(source);
  return found === null ? undefined : found.index + found[0].length;
}

/** Marks in order of their start; where two overlap the first wins and the rest of the second is kept. */
function render(
  source: string,
  range: Span,
  marks: readonly Mark[],
): { masked: string; plain: string } {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  let masked = "";
  let plain = "";
  let at = range.start;
  for (const mark of sorted) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, range.end);
    if (end <= start) continue;
    const between = source.slice(at, start);
    masked += between + mark.masked.slice(start - mark.start, end - mark.start);
    plain += between;
    plain = joinMark(plain, mark, source.charAt(end));
    at = end;
  }
  const rest = source.slice(at, range.end);
  return { masked: masked + rest, plain: plain + rest };
}

/** An object that leaves nothing behind takes the space before it along where punctuation follows: `so [@key].` */
function joinMark(plain: string, mark: Mark, following: string): string {
  if (mark.plain === "" && mark.masked.startsWith(ATOM) && /[.,;:!?)\]]/.test(following)) {
    return plain.replace(/[ \t]+$/, "");
  }
  return plain + mark.plain;
}
