import fc from "fast-check";
import { expect, test } from "vitest";
import { readOutline, writeOutline } from "../../client/articles/outlineText";

const line = fc
  .string({ unit: "binary" })
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "");
const outline = fc.record({
  title: line,
  sections: fc.array(
    fc.record({ heading: line, summary: fc.option(line, { nil: "" }), points: fc.array(line) }),
    { minLength: 1, maxLength: 5 },
  ),
});

test("what was written is read back, whatever stands in it", () => {
  fc.assert(
    fc.property(outline, (given) => {
      expect(readOutline(writeOutline(given))).toEqual({ kind: "outline", outline: given });
    }),
  );
});

test("an outline that a person changed freely is understood", () => {
  const text = "# Salt\n\n##  One \nA sentence\nover lines.\n* a\n+ b\n\n### Two\n";
  expect(readOutline(text)).toEqual({
    kind: "outline",
    outline: {
      title: "Salt",
      sections: [
        { heading: "One", summary: "A sentence over lines.", points: ["a", "b"] },
        { heading: "Two", summary: "", points: [] },
      ],
    },
  });
});

test("a text without a section is refused", () => {
  expect(readOutline("# Only a title\n\nand words").kind).toBe("refused");
});
