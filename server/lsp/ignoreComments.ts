import type { IgnoreDirective, Note } from "../core/note/types";
import type { TextEdit } from "../core/text/span";

type Scope = IgnoreDirective["scope"];

const directives: Readonly<Record<Scope, string>> = {
  line: "penprint-ignore-line",
  block: "penprint-ignore",
  file: "penprint-ignore-file",
};

/** The edit that ignores `rule` at `offset`: for its line, its block or the whole note. */
export function ignoreComment(note: Note, offset: number, rule: string, scope: Scope): TextEdit {
  const comment = `<!-- ${directives[scope]} ${rule} -->`;
  const newline = note.text.includes("\r\n") ? "\r\n" : "\n";
  switch (scope) {
    case "file": {
      const start = note.sections[0]?.start ?? 0;
      return insertion(start, `${comment}${newline}${newline}`);
    }
    case "block": {
      const block = note.prose.find(({ start, end }) => start <= offset && offset <= end);
      return ownLine(note.text, block?.start ?? offset, comment, newline);
    }
    case "line":
      return beforeLine(note, offset, comment, newline);
  }
}

/** Inside a block the comment goes to the end of the line before: on a line of its own it would split the block. */
function beforeLine(note: Note, offset: number, comment: string, newline: string): TextEdit {
  const { text } = note;
  const endBefore = lineStart(text, offset) - newline.length;
  const continued = note.prose.some(
    ({ prose, start, end }) => prose.kind !== "heading" && start <= endBefore && endBefore <= end,
  );
  if (!continued) return ownLine(text, offset, comment, newline);
  const line = text.slice(lineStart(text, endBefore), endBefore);
  const hardBreak = /(?: {2,}|\\)$/.exec(line)?.[0].length ?? 0;
  return insertion(endBefore - hardBreak, ` ${comment}`);
}

function ownLine(text: string, offset: number, comment: string, newline: string): TextEdit {
  const start = lineStart(text, offset);
  const indent = /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
  return insertion(start, `${indent}${comment}${newline}`);
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}
