import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corrupted, corruptions } from "../../../server/core/learning/corrupt";
import { carried, particularsOf } from "../../../server/core/rewrite/measures";

const text =
  "The pump at Marlow broke on 12 days, and Anna paid 40 pounds. She kept the rope, Ben the tap.";
const others = ["We swept the yard on a Sunday morning. It rained."];

describe("corrupted texts", () => {
  it.each(corruptions)("%s: another text every time it can be made one", (how) => {
    for (let seed = 0; seed < 50; seed++) {
      const wrong = corrupted(text, how, others, seed);
      expect(wrong).toBeDefined();
      expect(wrong).not.toBe(text);
      expect(corrupted(text, how, others, seed)).toBe(wrong);
    }
  });

  it("numbers and names are other ones, an addition is a foreign sentence, and the rest stays", () => {
    const facts = particularsOf(text);
    const number = corrupted(text, "numbers", others, 1)!;
    expect(carried(facts, particularsOf(number)).lost).toHaveLength(1);
    const name = corrupted(text, "names", others, 1)!;
    expect(carried(facts, particularsOf(name)).lost).toHaveLength(1);
    expect(corrupted(text, "additions", others, 2)).toContain(
      "We swept the yard on a Sunday morning.",
    );
    expect(Array.from(corrupted(text, "attachments", others, 3)!).sort()).toEqual(
      Array.from(text).sort(),
    );
  });

  it("never throws, and never gives the text back", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string()),
        fc.nat(),
        fc.constantFrom(...corruptions),
        (own, more, seed, how) => {
          expect(corrupted(own, how, more, seed)?.trim()).not.toBe(own.trim());
        },
      ),
    );
  });
});
