import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";
import type { Note } from "../../../server/core/note/types";
import type { TextEdit } from "../../../server/core/text/span";

/** More of them on demand: `RUNS=20000`. */
const runs = Number(process.env["RUNS"] ?? 400);

/** Pieces that open, close and interrupt every construct, beside arbitrary text. */
const pieces = [
  "\n",
  "\n\n",
  "\r\n",
  "\r\n\r\n",
  "\r",
  " ",
  "    ",
  "\t",
  "word ",
  "Two sentences. Here. ",
  "# ",
  "## Heading\n",
  "===\n",
  "---\n",
  "---",
  "...\n",
  "- ",
  "  - ",
  "1. ",
  "- [ ] ",
  "> ",
  ">",
  "```\n",
  "~~~\n",
  "`",
  "``",
  "$",
  "$$",
  "$$\n",
  "[^1]: ",
  "[^1]",
  "^[note]",
  "[a](b)",
  "[",
  "]",
  "](",
  "[ref]: /x\n",
  "[[wiki|shown]]",
  "![[",
  "![",
  "[@key]",
  "@key ",
  "<!-- ",
  "-->",
  "<!-- penprint-ignore -->",
  "<!-- penprint-ignore-line a, b -->\n",
  "<p>",
  "<p class='a'>Some <b>words</b> &amp; more.</p>\n",
  "</p>\n",
  "<li>",
  "<div>\n",
  "</div>\n",
  "<b>",
  "</b>",
  "<code>",
  "</code>",
  "<br>",
  "&amp;",
  "&#xD800;",
  "&nope;",
  "\\",
  "*",
  "**",
  "_",
  "~~",
  "| a | b |\n",
  "|---|---|\n",
  "http://a.b/c ",
  "me@x.org ",
  "{{ x }}",
  "{% y %}",
  "{: .c}",
  ":::\n",
  "::: note\n",
  "title: x\n",
  "sources: [a, [[b]]]\n",
  "\uFEFF",
  "\u{1F600}",
  "\uD83D",
  "\uDE00",
  "\u200B",
  "\uFFFC",
  "\u05E9\u05DC\u05D5\u05DD ",
  "\u6F22\u5B57\u3002",
  "\u201Cquote\u201D ",
  '"said" ',
  "Long paragraphs are written by people who like to explain a thing from several sides before they leave it alone. ",
];
const fragment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);
const text = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(""));
const long = fc.tuple(text, text, text, fc.constantFrom("\n", "\n\n", "")).map((parts) => {
  const [a, b, c, gap] = parts;
  return [a, filler, b, filler, c].join(gap);
});
/** Longer than the parser's smallest reusable stretch. */
const filler =
  "Plain paragraphs stand between the odd ones, so that there is something to take over.\n\n".repeat(
    4,
  );

/** A place as a share of the text, perhaps moved to the next line, a length, and what to put there. */
const edit = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  atLine: fc.boolean(),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  newText: fc.oneof(fragment, text, fc.constant("")),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function toTextEdit(text: string, { place, atLine, length, newText }: Edit): TextEdit {
  const exact = Math.round(place * text.length);
  const start = atLine ? Math.max(0, text.indexOf("\n", exact) + 1) : exact;
  return { start, end: Math.min(text.length, start + length), newText };
}

const applied = (text: string, edit: TextEdit): string =>
  text.slice(0, edit.start) + edit.newText + text.slice(edit.end);

function everySpanFits(note: Note): void {
  for (const part of note.prose) {
    const { prose } = part;
    expect(note.text.slice(part.start, part.end)).toBe(prose.text);
    expect(prose.masked.length).toBe(prose.text.length);
    expect(prose.words).toBe(prose.sentences.reduce((sum, one) => sum + one.words.length, 0));
    let at = 0;
    for (const sentence of prose.sentences) {
      expect(sentence.start).toBeGreaterThanOrEqual(at);
      expect(sentence.end).toBeLessThanOrEqual(prose.text.length);
      at = sentence.start;
      for (const word of sentence.words) {
        expect(word.start).toBeGreaterThanOrEqual(at);
        expect(word.end).toBeLessThanOrEqual(sentence.end);
        expect(word.text).toBe(prose.text.slice(word.start, word.end));
        at = word.end;
      }
      at = sentence.end;
    }
    for (const span of [...prose.protectedSpans, ...prose.quotations]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(prose.text.length);
      expect(span.end).toBeGreaterThan(span.start);
    }
    expect(note.sections[part.section]).toBeDefined();
  }
  for (const passage of note.passages) {
    expect(passage.start).toBe(passage.parts[0]!.start);
    expect(passage.end).toBe(passage.parts.at(-1)!.end);
    expect(passage.words).toBeGreaterThanOrEqual(40);
    expect(passage.plain).toBe(passage.parts.map((part) => part.prose.plain).join("\n\n"));
  }
  expect(note.sections.length).toBeGreaterThan(0);
  expect(note.sections.at(-1)!.end).toBe(note.text.length);
  note.sections
    .slice(1)
    .forEach((section, index) => expect(section.start).toBe(note.sections[index]!.end));
}

describe("an edited note", () => {
  it("equals the note analysed from scratch, whatever is typed where", () => {
    fc.assert(
      fc.property(
        fc.oneof(text, long),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        (start, batches) => {
          let note = analyseNote(start);
          for (const changes of batches) {
            let { text } = note;
            const edits = changes.map((change) => {
              const edit = toTextEdit(text, change);
              text = applied(text, edit);
              return edit;
            });
            note = updateNote(note, edits);
            expect(note.text).toBe(text);
          }
          expect(note).toEqual(analyseNote(note.text));
          everySpanFits(note);
        },
      ),
      { numRuns: runs },
    );
  });

  it("equals it where an edit meets the seam of two blocks", () => {
    const gap = fc.constantFrom("", "\n", "\n\n", "\n\n\n");
    const short = fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(short, gap, short, short, gap, short, (before, g1, removed, added, g2, after) => {
        const head = filler + before + g1;
        const text = head + removed + g2 + after + "\n\n" + filler;
        const edit = { start: head.length, end: head.length + removed.length, newText: added };
        const note = updateNote(analyseNote(text), [edit]);
        expect(note).toEqual(analyseNote(applied(text, edit)));
      }),
      { numRuns: runs },
    );
  });
});
