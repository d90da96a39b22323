import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";

let counter = 0;
/** A paragraph of that many words, unlike any other. */
const words = (count: number): string =>
  Array.from({ length: count }, () => `word${(counter++).toString(36)}`).join(" ");
/** Paragraphs of so many words each; `#` a heading, `-` a list item. */
const noteOf = (layout: readonly (number | "#" | "-")[]): string =>
  layout
    .map((part) => (part === "#" ? "# Heading" : part === "-" ? "- item" : words(part)))
    .join("\n\n");
const grouping = (layout: readonly (number | "#" | "-")[]) =>
  analyseNote(noteOf(layout)).passages.map((passage) =>
    passage.parts.map((part) => part.prose.words),
  );

describe("passages", () => {
  it.each([
    ["a paragraph of 40 words stands alone", [40, 120, 199], [[40], [120], [199]]],
    ["so does one above 200", [450], [[450]]],
    [
      "short ones join each other",
      [15, 15, 15, 20, 20],
      [
        [15, 15, 15],
        [20, 20],
      ],
    ],
    ["a rest joins the short group before it", [20, 20, 10], [[20, 20, 10]]],
    ["a short one joins the long one after it", [10, 100], [[10, 100]]],
    ["else the one before it", [100, 10], [[100, 10]]],
    ["between two, the one after it", [100, 10, 100], [[100], [10, 100]]],
    ["never beyond 200 words", [195, 10, 195], [[195], [195]]],
    ["too little is not judged", [10, 10], []],
    ["a heading parts", [30, "#", 30], []],
    ["a list parts", [30, "-", 30], []],
  ] as const)("%s", (_, layout, expected) => {
    expect(grouping(layout)).toEqual(expected);
  });

  it("changes only near an edit", () => {
    const part = fc.oneof(fc.integer({ min: 3, max: 60 }), fc.constant("#" as const));
    fc.assert(
      fc.property(fc.array(part, { minLength: 30, maxLength: 60 }), fc.nat(), (layout, pick) => {
        const text = noteOf(layout);
        const before = analyseNote(text);
        const target = before.prose[pick % before.prose.length]!;
        const edit = { start: target.end, end: target.end, newText: ` ${words(30)}` };
        const after = updateNote(before, [edit]);
        const keys = new Set(before.passages.map((passage) => passage.key));
        const changed = after.passages.filter((passage) => !keys.has(passage.key));
        expect(changed.length).toBeLessThanOrEqual(20);
        for (const passage of changed) {
          const between = after.text.slice(Math.min(target.start, passage.start), passage.start);
          expect(between.match(/^# Heading/gm) ?? []).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keys tell parts and their distances apart", () => {
    const [a, b] = [words(25), words(25)];
    const key = (text: string) => analyseNote(text).passages[0]!.key;
    expect(key(`${a}\n\n${b}`)).toBe(key(`# Heading\n\n${a}\n\n${b}`));
    expect(key(`${a}\n\n${b}`)).not.toBe(key(`${a}\n\n\n${b}`));
  });
});
