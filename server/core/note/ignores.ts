import type { Span } from "../text/span";
import type { IgnoreDirective } from "./types";

const directive = /^<!--\s*penprint-ignore(-line|-file)?(?=\s|-->)([^]*)-->$/;
/** What follows is for people. */
const reason = /(?<!\S)(?:-{2,}|[–—])(?!\S)/;

/** A comment at its place, and the span of the next block after it. All absolute. */
export interface PlacedComment extends Span {
  readonly text: string;
  readonly block: Span;
  /** True when the comment is a block of its own; false within a paragraph. */
  readonly alone: boolean;
  readonly following: Span | undefined;
}

/**
 * `<!-- penprint-ignore a, b -->` covers the next block, or its own paragraph when it stands within one; `-line` the next
 * line, or its own when something else stands there; `-file` the note. A reason may follow: `a, b -- why`.
 */
export function readIgnore(text: string, comment: PlacedComment): IgnoreDirective | undefined {
  const found = directive.exec(comment.text);
  if (found === null) return undefined;
  const [, suffix, body = ""] = found;
  const scope = suffix === "-line" ? "line" : suffix === "-file" ? "file" : "block";
  const [list = ""] = body.split(reason, 1);
  const at = comment.end - "-->".length - body.length;
  const rules = [...list.matchAll(/[^\s,]+/g)].map(({ 0: value, index }) => ({
    value,
    start: at + index,
    end: at + index + value.length,
  }));
  return {
    start: comment.start,
    end: comment.end,
    rules,
    scope,
    covers: covered(text, comment, scope),
  };
}

function covered(text: string, comment: PlacedComment, scope: IgnoreDirective["scope"]): Span {
  switch (scope) {
    case "file":
      return { start: 0, end: text.length };
    case "block":
      if (!comment.alone) return comment.block;
      return comment.following ?? { start: comment.end, end: comment.end };
    case "line": {
      const own = {
        start: text.lastIndexOf("\n", comment.start - 1) + 1,
        end: lineEnd(text, comment.end),
      };
      const beside =
        text.slice(own.start, comment.start).trim() + text.slice(comment.end, own.end).trim();
      if (beside !== "") return own;
      const start = Math.min(own.end + 1, text.length);
      return { start, end: lineEnd(text, start) };
    }
  }
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found < 0 ? text.length : found;
}
