import fc from "fast-check";
import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LineIndex } from "../../../server/core/text/lineIndex";

const text = fc
  .array(fc.constantFrom("a", "😀", "\n", "\r\n", "\r", "é", "\u2028", "words "), { maxLength: 40 })
  .map((parts) => parts.join(""));

it("counts as the language server library does", () => {
  fc.assert(
    fc.property(text, fc.nat(80), fc.nat(12), fc.nat(12), (content, offset, line, character) => {
      const library = TextDocument.create("file:///x", "markdown", 1, content);
      const index = new LineIndex(content);
      expect(index.lines).toBe(library.lineCount);
      const at = Math.min(offset, content.length);
      const inBreak = content.charAt(at - 1) === "\r" && content.charAt(at) === "\n";
      if (!inBreak) expect(index.positionAt(offset)).toEqual(library.positionAt(offset));
      expect(index.offsetAt({ line, character })).toBe(library.offsetAt({ line, character }));
    }),
  );
});

it("knows where lines start and end", () => {
  const index = new LineIndex("one\r\ntwo\n\nfour");
  expect([0, 1, 2, 3].map((line) => [index.startOf(line), index.endOf(line)])).toEqual([
    [0, 3],
    [5, 8],
    [9, 9],
    [10, 14],
  ]);
  expect(index.rangeOf({ start: 6, end: 12 })).toEqual({
    start: { line: 1, character: 1 },
    end: { line: 3, character: 2 },
  });
});
