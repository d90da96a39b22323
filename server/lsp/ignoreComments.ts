import type { IgnoreDirective, Note, PlacedProse } from "../core/note/types";
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
  const block = note.prose.find(({ start, end }) => start <= offset && offset <= end);
  switch (scope) {
    case "file":
      return insertion(note.sections[0]?.start ?? 0, `${comment}${newline}${newline}`);
    case "line":
      if (block !== undefined && block.prose.kind !== "heading") {
        return atLineEnd(note.text, offset, block, comment);
      }
      return ownLine(note.text, offset, comment, newline);
    case "block":
      return ownLine(note.text, block?.start ?? offset, comment, newline);
  }
}

/** On a line of its own it would split the block in two. A hard line break stays at the end. */
function atLineEnd(text: string, offset: number, block: PlacedProse, comment: string): TextEdit {
  const found = /\r?\n/.exec(text.slice(offset, block.end));
  const end = found === null ? block.end : offset + found.index;
  const hardBreak = /(?: {2,}|\\)$/.exec(text.slice(lineStart(text, offset), end))?.[0].length ?? 0;
  return insertion(end - hardBreak, ` ${comment}`);
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
