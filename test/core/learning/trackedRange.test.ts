import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fateOf,
  followEdit,
  narrowed,
  touches,
  trackRange,
} from "../../../server/core/learning/trackedRange";
import type { TextEdit } from "../../../server/core/text/span";

const applied = (text: string, edit: TextEdit): string =>
  text.slice(0, edit.start) + edit.newText + text.slice(edit.end);

const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "é", "😀"), maxLength: 12 });
/** An edit of any text: fractions of its length, and what is put in. */
const anyEdit = fc.record({ from: fc.nat(1000), to: fc.nat(1000), newText: words });

function editOf(
  text: string,
  { from, to, newText }: { from: number; to: number; newText: string },
): TextEdit {
  const [start, end] = [from, to]
    .map((part) => Math.round((part / 1000) * text.length))
    .sort((a, b) => a - b);
  return { start: start!, end: end!, newText };
}

describe("an accepted text's range", () => {
  it("keeps its text through edits that do not touch it", () => {
    fc.assert(
      fc.property(
        words,
        words,
        words,
        fc.array(anyEdit, { maxLength: 8 }),
        (head, body, tail, edits) => {
          let text = head + body + tail;
          let range = trackRange({ start: head.length, end: head.length + body.length });
          for (const raw of edits) {
            const edit = editOf(text, raw);
            if (touches(range, edit)) continue;
            range = followEdit(range, edit);
            text = applied(text, edit);
          }
          expect(text.slice(range.inner.start, range.inner.end)).toBe(body);
          expect(text.slice(range.outer.start, range.outer.end)).toBe(body);
        },
      ),
    );
  });

  it("stays inside the text and in order through any edits", () => {
    fc.assert(
      fc.property(
        words,
        words,
        words,
        fc.array(anyEdit, { maxLength: 12 }),
        (head, body, tail, edits) => {
          let text = head + body + tail;
          let range = trackRange({ start: head.length, end: head.length + body.length });
          for (const raw of edits) {
            const edit = editOf(text, raw);
            range = followEdit(range, edit);
            text = applied(text, edit);
            const { inner, outer } = range;
            const places = [0, outer.start, inner.start, inner.end, outer.end, text.length];
            expect([...places].sort((a, b) => a - b)).toEqual(places);
          }
        },
      ),
    );
  });

  it("sees that the original is back, however the editor undoes", () => {
    fc.assert(
      fc.property(
        words,
        words,
        words,
        words,
        fc.boolean(),
        (head, original, accepted, tail, whole) => {
          fc.pre(original !== accepted);
          const text = head + accepted + tail;
          const start = head.length;
          const wide = { start, end: start + accepted.length, newText: original };
          const edit = whole ? wide : narrowed(text, wide);
          const range = followEdit(trackRange({ start, end: start + accepted.length }), edit);
          expect(fateOf(range, applied(text, edit), { original, accepted }).kind).toBe("undone");
        },
      ),
    );
  });

  it("takes in what is typed at its end on the same line, and no new paragraph", () => {
    const known = { original: "old", accepted: "It is done" };
    const text = "Before. It is done\nAfter.";
    let range = trackRange({ start: 8, end: 18 });
    range = followEdit(range, { start: 18, end: 18, newText: "." });
    range = followEdit(range, { start: 19, end: 19, newText: "\nA new line." });
    const now = "Before. It is done.\nA new line.\nAfter.";
    expect(now).toHaveLength(text.length + 13);
    expect(fateOf(range, now, known)).toEqual({ kind: "revised", text: "It is done." });
  });

  it("tells revision from keeping", () => {
    const known = { original: "old", accepted: "new words" };
    const range = trackRange({ start: 2, end: 11 });
    expect(fateOf(range, "x new words y", known)).toEqual({ kind: "kept", text: "new words" });
    const revised = followEdit(range, { start: 2, end: 5, newText: "my" });
    expect(fateOf(revised, "x my words y", known)).toEqual({ kind: "revised", text: "my words" });
  });
});

describe("narrowing an edit", () => {
  it("leaves its effect as it is and keeps only what changes", () => {
    fc.assert(
      fc.property(words, anyEdit, (text, raw) => {
        const edit = editOf(text, raw);
        const narrow = narrowed(text, edit);
        expect(applied(text, narrow)).toBe(applied(text, edit));
        expect(narrow.end - narrow.start).toBeLessThanOrEqual(edit.end - edit.start);
      }),
    );
  });
});
