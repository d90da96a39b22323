import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carried, particularsOf } from "../../../server/core/rewrite/measures";

const compare = (draft: string, text: string) => carried(particularsOf(draft), particularsOf(text));

describe("kept and added", () => {
  test("a share of numbers and names", () => {
    const result = compare(
      "In 1998 the Harbour Trust paid 4,000 to Anna.",
      "The Harbour Trust paid Anna in 1999.",
    );
    expect(result.kept).toBeCloseTo(3 / 5);
    expect(result.lost).toEqual(["1998", "4000"]);
    expect(result.added).toEqual(["1999"]);
  });

  test("a name is found at the beginning of a sentence too", () => {
    expect(compare("We met Anna.", "Anna came to us.")).toEqual({ kept: 1, lost: [], added: [] });
  });

  test("a number in words is the same number", () => {
    expect(compare("It took 12 days.", "It took twelve days.").kept).toBe(1);
    expect(compare("It took twelve days.", "It took 12 days.").added).toEqual([]);
  });

  test("nothing to keep is all kept", () => {
    expect(compare("it is so.", "So it is.")).toEqual({ kept: 1, lost: [], added: [] });
  });

  test("every text carries itself", () => {
    fc.assert(
      fc.property(fc.lorem({ mode: "sentences", maxCount: 5 }), fc.string(), (prose, noise) => {
        const text = `${prose} In 1850 Mr Fox and ${noise} met.`;
        expect(compare(text, text)).toEqual({ kept: 1, lost: [], added: [] });
      }),
    );
  });
});
