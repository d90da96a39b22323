import type { Span, TextEdit } from "../text/span";

/**
 * Where an accepted text stands while its note is edited. `inner` leaves out what is typed at its edges,
 * `outer` takes it in. Offsets in UTF-16 units into the note's text now.
 */
export interface TrackedRange {
  readonly inner: Span;
  readonly outer: Span;
}

/** What is known of an accepted suggestion: what it replaced and what it put there. */
export interface AcceptedText {
  readonly original: string;
  readonly accepted: string;
}

export type Fate =
  | { readonly kind: "kept"; readonly text: string }
  | { readonly kind: "revised"; readonly text: string }
  /** The original stands there again. */
  | { readonly kind: "undone" };

export function trackRange(span: Span): TrackedRange {
  return { inner: span, outer: span };
}

/** The range after one edit. */
export function followEdit(range: TrackedRange, edit: TextEdit): TrackedRange {
  return { inner: moved(range.inner, edit, false), outer: moved(range.outer, edit, true) };
}

/** True for edits that change the range's text or insert at its edges. */
export function touches({ outer }: TrackedRange, edit: TextEdit): boolean {
  return isEdgeInsertion(outer, edit) || (edit.start < outer.end && outer.start < edit.end);
}

/** The same edit without the characters that it leaves as they are: clients may send a whole document. */
export function narrowed(before: string, edit: TextEdit): TextEdit {
  const replaced = before.slice(edit.start, edit.end);
  const most = Math.min(replaced.length, edit.newText.length);
  let head = 0;
  while (head < most && replaced.charCodeAt(head) === edit.newText.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    replaced.charCodeAt(replaced.length - 1 - tail) ===
      edit.newText.charCodeAt(edit.newText.length - 1 - tail)
  ) {
    tail++;
  }
  return {
    start: edit.start + head,
    end: edit.end - tail,
    newText: edit.newText.slice(head, edit.newText.length - tail),
  };
}

/** What became of an accepted text, given the note's text now. */
export function fateOf(range: TrackedRange, text: string, known: AcceptedText): Fate {
  const inner = text.slice(range.inner.start, range.inner.end);
  const outer = text.slice(range.outer.start, range.outer.end);
  if (outer === known.accepted) return { kind: "kept", text: outer };
  if (inner === known.original || outer === known.original) return { kind: "undone" };
  const final = trimToLines(text, range);
  return { kind: final === known.accepted ? "kept" : "revised", text: final };
}

/** The inner text with what was typed at its edges on the same line: "end" + "." is one sentence still. */
function trimToLines(text: string, { inner, outer }: TrackedRange): string {
  const before = text.slice(outer.start, inner.start);
  const after = text.slice(inner.end, outer.end);
  const lineFeed = /[\r\n]/.exec(after);
  return (
    before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1) +
    text.slice(inner.start, inner.end) +
    after.slice(0, lineFeed?.index ?? after.length)
  );
}

function moved(span: Span, edit: TextEdit, takesEdges: boolean): Span {
  const by = edit.newText.length - (edit.end - edit.start);
  const atEdge = takesEdges && isEdgeInsertion(span, edit);
  if (edit.end <= span.start && !atEdge) return { start: span.start + by, end: span.end + by };
  if (edit.start >= span.end && !atEdge) return span;
  if (takesEdges) {
    return { start: Math.min(span.start, edit.start), end: Math.max(span.end, edit.end) + by };
  }
  // What replaces a piece that reaches beyond the range belongs to nobody: it stays outside.
  const start = edit.start < span.start ? edit.start + edit.newText.length : span.start;
  const end = edit.end > span.end ? Math.max(edit.start, start) : span.end + by;
  return { start, end };
}

function isEdgeInsertion(span: Span, edit: TextEdit): boolean {
  return edit.start === edit.end && (edit.start === span.start || edit.start === span.end);
}
