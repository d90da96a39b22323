import type { Tree, TreeCursor } from "@lezer/common";
import { ATOM, HIDDEN } from "../text/words";
import type { ProtectedKind, ProtectedSpan } from "./types";
import type { Span } from "../text/span";
import { decodeEntity } from "./entities";
import { commentsIn } from "./markdown/html";

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

const marks = new Set([
  "HeaderMark",
  "EmphasisMark",
  "StrikethroughMark",
  "QuoteMark",
  "ListMark",
  "TaskMarker",
]);
const breakTag = /^<br\b/i;
const codeTag = /^<(code|kbd|samp|var|tt|script|style|svg|math)(?:\s[^]*)?(?<!\/)>$/i;

/**
 * Markup of `tree` (the block whose text is `source`) within `range`; offsets in the answer are relative to
 * `range.start`. Undefined where there is none.
 */
export function maskMarkup(tree: Tree, source: string, range: Span): Masked | undefined {
  const found = new Markup(source);
  found.walk(tree.cursor());
  if (found.marks.length === 0) return undefined;
  return {
    ...render(source, range, found.marks),
    protectedSpans: found.protectedSpans.flatMap(({ kind, start, end }) => {
      const from = Math.max(start, range.start);
      const to = Math.min(end, range.end);
      return to > from ? [{ kind, start: from - range.start, end: to - range.start }] : [];
    }),
  };
}

const htmlMarkup = /<\/?[a-z][^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/gi;

/** The same for text in HTML, where nothing is Markdown. */
export function maskHtml(source: string): Masked | undefined {
  const found = new Markup(source);
  found.walkHtml();
  if (found.marks.length === 0) return undefined;
  const range = { start: 0, end: source.length };
  return { ...render(source, range, found.marks), protectedSpans: found.protectedSpans };
}

/** Collects what a block's inline nodes hide, protect or stand for; offsets relative to the block. */
class Markup {
  readonly marks: Mark[] = [];
  readonly protectedSpans: ProtectedSpan[] = [];
  readonly #source: string;
  /** What is already dealt with: the inside of `<code>…</code>`, the address of a link. */
  #done: Span = { start: 0, end: 0 };

  constructor(source: string) {
    this.#source = source;
  }

  walk(cursor: TreeCursor): void {
    let more = cursor.firstChild();
    while (more) {
      const { from: start, to: end } = cursor;
      const dealtWith = this.#done.start <= start && start < this.#done.end;
      const enter = !dealtWith && this.#visit(cursor.name, { start, end }, cursor);
      more = (enter && cursor.firstChild()) || next(cursor);
    }
  }

  walkHtml(): void {
    const comments = commentsIn(this.#source);
    for (const comment of comments) {
      this.#protect("html", comment);
      this.#hide(comment);
    }
    for (const { index: start, 0: text } of this.#source.matchAll(htmlMarkup)) {
      const within = (span: Span): boolean => span.start <= start && start < span.end;
      if (within(this.#done) || comments.some(within)) continue;
      const span = { start, end: start + text.length };
      if (text.startsWith("&")) this.#entity(span);
      else this.#tag(span);
    }
    this.protectedSpans.sort((a, b) => a.start - b.start);
  }

  /** True when the node's children are to be visited too. */
  #visit(name: string, span: Span, cursor: TreeCursor): boolean {
    const atom = atoms[name];
    if (atom !== undefined) {
      this.#atom(atom[0], span, atom[1]);
      return false;
    }
    if (marks.has(name)) {
      this.#hide(span);
      return false;
    }
    switch (name) {
      case "Escape":
        this.#hide({ start: span.start, end: span.start + 1 });
        return false;
      case "HardBreak":
        if (this.#source.charAt(span.start) === "\\") {
          this.#hide({ start: span.start, end: span.start + 1 });
        }
        return false;
      case "Entity":
        this.#entity(span);
        return false;
      case "Comment":
      case "ProcessingInstruction":
        this.#protect("html", span);
        this.#hide(span);
        return false;
      case "HTMLTag":
        this.#tag(span);
        return false;
      case "WikiLink":
        this.#wikiLink(span);
        return false;
      case "Link":
        this.#link(span, cursor);
        return true;
      default:
        return true;
    }
  }

  #atom(kind: ProtectedKind, span: Span, plain: string): void {
    this.#protect(kind, span);
    this.#cover(span, ATOM.repeat(span.end - span.start), plain);
  }

  #hide(span: Span): void {
    this.#cover(span, HIDDEN.repeat(span.end - span.start), "");
  }

  #cover(span: Span, masked: string, plain: string): void {
    if (span.end > span.start) this.marks.push({ ...span, masked, plain });
  }

  #protect(kind: ProtectedKind, span: Span): void {
    this.protectedSpans.push({ kind, ...span });
  }

  #entity(span: Span): void {
    const length = span.end - span.start;
    const text = decodeEntity(this.#source.slice(span.start, span.end));
    if (text === undefined) this.#cover(span, ATOM.repeat(length), "");
    else this.#cover(span, text + HIDDEN.repeat(length - text.length), text);
  }

  #tag(span: Span): void {
    const tag = this.#source.slice(span.start, span.end);
    const end = this.#endOfCode(tag, span.end);
    if (end !== undefined) {
      this.#done = { start: span.start, end };
      this.#atom("code", this.#done, "CODE");
      return;
    }
    this.#protect("html", span);
    if (breakTag.test(tag)) this.#cover(span, " ".repeat(tag.length), " ");
    else this.#hide(span);
  }

  /** Where `<code>` and its like end, when `tag` opens one that is closed within the block. */
  #endOfCode(tag: string, after: number): number | undefined {
    const name = codeTag.exec(tag)?.[1];
    if (name === undefined) return undefined;
    const closing = new RegExp(`</${name}\\s*>`, "gi");
    closing.lastIndex = after;
    return closing.test(this.#source) ? closing.lastIndex : undefined;
  }

  #wikiLink(span: Span): void {
    this.#protect("wikiLink", span);
    const bar = this.#source.lastIndexOf("|", span.end - 2);
    this.#hide({ start: span.start, end: bar > span.start ? bar + 1 : span.start + 2 });
    this.#hide({ start: span.end - 2, end: span.end });
  }

  /** Of `[text](address)` and `[text][label]` the text stays. */
  #link(span: Span, cursor: TreeCursor): void {
    this.#protect("link", span);
    const [open, close] = cursor.node.getChildren("LinkMark");
    const textStart = open?.to ?? span.start;
    this.#done = { start: Math.max(textStart, close?.from ?? span.end), end: span.end };
    this.#hide({ start: span.start, end: textStart });
    this.#hide(this.#done);
  }
}

function next(cursor: TreeCursor): boolean {
  while (!cursor.nextSibling()) if (!cursor.parent()) return false;
  return true;
}

/** Marks in order of their start; where two overlap the first wins and the rest of the second is kept. */
function render(
  source: string,
  range: Span,
  found: readonly Mark[],
): { masked: string; plain: string } {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
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
