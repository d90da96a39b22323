import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";
import type { TextEdit } from "../../../server/core/text/span";
import { everySpanFits } from "../../support/everySpanFits";
import { markdownPieces } from "../../support/markdownPieces";

/** More of them on demand: `RUNS=20000`. */
const runs = Number(process.env["RUNS"] ?? 400);

const fragment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...markdownPieces) },
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
