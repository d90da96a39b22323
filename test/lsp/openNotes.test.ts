import fc from "fast-check";
import { expect, test } from "vitest";
import {
  TextDocument,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-textdocument";
import { analyseNote } from "../../server/core/note/analyseNote";
import { OpenNote } from "../../server/lsp/openNotes";
import { NoteChecker } from "../../server/workflows/checkNote";
import { defaultSettings } from "../../server/protocol/settings";

const check = new NoteChecker({
  rules: [],
  settings: () => defaultSettings,
  authorOf: () => Promise.resolve({ stopped: new Set() }),
  folderRules: () => Promise.resolve({ rules: {}, ignored: false, problems: [], files: [] }),
  readSources: () => Promise.resolve(undefined),
  isIgnored: () => false,
}).open(undefined);

const text = fc.string({
  unit: fc.constantFrom(
    "a",
    "B",
    " ",
    ".",
    "\n",
    "\r\n",
    "# ",
    "- ",
    "😀",
    "é",
    "*",
    "```\n",
    "> ",
  ),
  maxLength: 60,
});
const position = fc.record({ line: fc.nat(12), character: fc.nat(20) });
const change = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }),
  },
  { weight: 1, arbitrary: fc.record({ text }) },
);

test("after any changes the edit, the text and the analysis agree with what the client has", () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      (start, rounds) => {
        const open = new OpenNote(TextDocument.create("file:///n.md", "markdown", 1, start), check);
        let now = start;
        expect(open.note.text).toBe(now);
        for (const [index, changes] of rounds.entries()) {
          const before = now;
          for (const one of changes) now = applied(now, one);
          const edit = open.apply(changes, index + 2);
          expect(before.slice(0, edit.start) + edit.newText + before.slice(edit.end)).toBe(now);
          expect(open.document.getText()).toBe(now);
          expect(open.note).toEqual(analyseNote(now));
          expect(open.version).toBe(index + 2);
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** What a client has after a change, found without the document that the server keeps. */
function applied(before: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const fresh = TextDocument.create("file:///n.md", "markdown", 1, before);
  const { start, end } = change.range;
  const [from, to] = [fresh.offsetAt(start), fresh.offsetAt(end)].sort((a, b) => a - b);
  return before.slice(0, from) + change.text + before.slice(to);
}
