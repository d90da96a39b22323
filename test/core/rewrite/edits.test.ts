import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as compose from "../../../server/core/rewrite/compose";
import { finish } from "../../../server/core/steps";
import { editsOf, withEdits, type Edit } from "../../../server/core/rewrite/edits";

const { apart, bold } = compose;

const text = fc
  .array(
    fc.constantFrom("boats", "the", "wind", "a", "and", "came", "not", ",", ".", "it", "6", "Hale"),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((words) => words.join(" ").replace(/ ([,.])/g, "$1"));

describe("edits of an answer", () => {
  it("turn the draft into the answer when all of them are taken", () => {
    fc.assert(
      fc.property(text, text, (draft, answer) => {
        const taken: Edit[] = [];
        for (const edit of editsOf(draft, answer)) {
          if (taken.every((other) => apart(edit, other))) taken.push(edit);
        }
        // The smallest changes come first, so those without overlap are all of them.
        expect(withEdits(draft, taken).replace(/\s+/g, " ").trim().toLowerCase()).toBe(
          answer.replace(/\s+/g, " ").trim().toLowerCase(),
        );
      }),
    );
  });

  it("each stand at whole words of the draft", () => {
    fc.assert(
      fc.property(text, text, (draft, answer) => {
        for (const { start, end, text: come } of editsOf(draft, answer)) {
          expect(start).toBeLessThanOrEqual(end);
          expect(`${draft.slice(0, start)}|${draft.slice(start, end)}`).not.toMatch(
            /\p{L}\|\p{L}/u,
          );
          expect(draft.slice(start, end)).not.toBe(come);
        }
      }),
    );
  });

  it("are none for the draft itself", () => {
    expect(editsOf("The boats came.", "The boats came.")).toEqual([]);
  });
});

describe("proposals", () => {
  it("leave spelling to the author's habits", () => {
    const texts = (edits: readonly Edit[]) => edits.map(({ text }) => text.trim());
    const known = compose.knownProposals("The harbour was busy and the colour of the boat faded.");
    expect(texts(known)).not.toContain("harbor");
    const answer = compose.answerProposals("The harbour was busy.", "The harbor was busy.");
    expect(texts(answer)).toEqual([]);
  });
});

const chosenEdits = (...task: Parameters<typeof compose.chosenEdits>) =>
  finish(compose.chosenEdits(...task));

describe("the chosen edits", () => {
  const draft = "The boats come frequently although the wind is strong.";
  const edit = (gone: string, come: string, weight: number) => {
    const start = draft.indexOf(gone);
    return { start, end: start + gone.length, text: come, weight };
  };
  const likes =
    (...words: readonly string[]) =>
    (given: string): number =>
      words.filter((word) => given.includes(word)).length;

  it("are those that gain, without overlaps, the best first", () => {
    const chosen = chosenEdits(
      draft,
      [
        edit("frequently", "often", 0),
        edit("frequently although", "often, though", 0),
        edit("strong", "big", 0),
      ],
      likes("often", "though ", "often,"),
      bold,
    );
    expect(withEdits(draft, chosen)).toBe("The boats come often, though the wind is strong.");
  });

  it("leave out what the model finds unlikely; more so where only small words change", () => {
    const chosen = chosenEdits(
      draft,
      [edit("frequently", "often", bold.content - 1), edit("although", "but", bold.small - 0.5)],
      likes("often", "but"),
      bold,
    );
    expect(chosen).toEqual([]);
  });
});
