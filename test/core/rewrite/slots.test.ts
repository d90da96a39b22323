import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { analysePlain } from "../../../server/core/note/analysePlain";
import { maskDraft, unmask } from "../../../server/core/rewrite/slots";

const masked = (text: string) => maskDraft(analysePlain(text));

describe("masking", () => {
  test("numbers, names and addresses become marks", () => {
    const { text, slots } = masked(
      "We paid £18,300 to Anna Reed in March. Anna Reed took 40% and wrote to a@example.org.",
    );
    expect(text).toBe("We paid {D1} to {N2} in {N3}. {N2} took {D4} and wrote to {X5}.");
    expect(slots.get("{D1}")?.text).toBe("£18,300");
    expect(slots.get("{N2}")).toEqual({ kind: "N", text: "Anna Reed", times: 2 });
    expect(slots.get("{D4}")?.text).toBe("40%");
  });

  test("links, code and citations of a note become marks", () => {
    const note = analyseNote("See [the *log*](a.md) and `run()` as said [@key, p. 3].\n");
    const { text } = maskDraft(note.prose);
    expect(text).toBe("See {X1} and {X2} as said {X3}.");
  });

  test("I is no name", () => {
    expect(masked("Then I said what I've seen.").slots.size).toBe(0);
  });

  const piece = fc.constantFrom(
    ..."Anna,Reed,in,March,3,1,500,{N1},{X2},{,},D1,`x y`,we,I,said,.,!,👩‍🚀,é,\u202E,https://a.b/c".split(
      ",",
    ),
  );
  const prose = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.array(piece, { maxLength: 60 }).map((words) => words.join(" ")),
  );

  test("unmask gives back what was masked", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const paragraphs = analysePlain(text);
        const draft = maskDraft(paragraphs);
        const whole = unmask(draft.text, draft);
        const expected = paragraphs
          .map((paragraph) => paragraph.prose.text.replace(/[ \t]*\r?\n[ \t>]*/g, " ").trim())
          .join("\n\n");
        if (/(?: {2,}|\\)\r?\n/.test(text)) return;
        expect(whole).toEqual({ kind: "whole", text: expected });
      }),
      { numRuns: 500 },
    );
  });

  test("the same for Markdown", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const note = analyseNote(`- ${text}\n\n> ${text}\n\n${text} [a](b) **c**`);
        for (const placed of note.prose) {
          if (placed.prose.text.includes("\n")) continue;
          const draft = maskDraft([placed]);
          expect(unmask(draft.text, draft)).toEqual({
            kind: "whole",
            text: placed.prose.text.trim(),
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("unmasking", () => {
  const draft = masked("We gave Anna 40 euros and `code` for it.");

  test.each([
    ["a lost number", "We gave {N1} euros and {X3} for it.", /"40" is missing/],
    ["a lost name", "We gave {D2} euros and {X3} for it.", /"Anna" is missing/],
    ["a mark of nowhere", "We gave {N1} {D2} euros, {D9}, and {X3} for it.", /\{D9\}/],
    ["code twice", "We gave {N1} {D2} euros and {X3} {X3} for it.", /2 times/],
    ["half a mark", "We gave {N1} {D2} euros and {X3} for {D", /cut/],
  ])("refuses %s", (_, text, why) => {
    const result = unmask(text, draft);
    expect(result.kind).toBe("broken");
    expect(result.kind === "broken" && result.why).toMatch(why);
  });

  test("takes another order, and a name twice", () => {
    expect(unmask("For {X3}, {N1} got {D2} euros: {N1}!", draft)).toEqual({
      kind: "whole",
      text: "For `code`, Anna got 40 euros: Anna!",
    });
  });
});
