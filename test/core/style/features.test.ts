import fc from "fast-check";
import { expect, test } from "vitest";
import { eachTerm, FeatureCounter, withoutQuotations } from "../../../server/core/style/features";
import { tagsOf } from "../../../server/core/style/tags";

test("counts every known term of every view", () => {
  const blocks = [
    { kind: "letters", terms: ["th", "he ", "the ", "é"] },
    { kind: "words", terms: ["the", "cat", ","] },
    { kind: "tags", terms: ["D", "Dv", "UDv", ","] },
  ] as const;
  const counter = new FeatureCounter({ blocks });
  const names = blocks.flatMap(({ terms }) => [...terms]);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("the", "The", "cat", ",", "Ada", "été", "12", " ", "x")),
      (pieces) => {
        const text = pieces.join(" ");
        const expected = names.map(() => 0);
        let first = 0;
        for (const { kind, terms } of blocks) {
          eachTerm(kind, text, (term) => {
            const at = (terms as readonly string[]).indexOf(term);
            if (at >= 0) expected[first + at]!++;
          });
          first += terms.length;
        }
        // A single letter is no sequence, so only the trie counts it.
        expected[3] = text.toLowerCase().split("é").length - 1;
        const counted = counter.count(text);
        const found = names.map(() => 0);
        counted.features.forEach((feature, i) => (found[feature] = counted.counts[i]!));
        expect(found).toEqual(expected);
      },
    ),
  );
});

test("tags keep the syntax and drop the words", () => {
  expect(
    tagsOf(
      "We've never walked there.\n\nAda's 12 friends quickly left the NASA building, didn't they?",
    ),
  ).toBe("KnFa.|k0zLvDXG,KN?");
});

test("long quotations are not counted, single quoted words are", () => {
  expect(withoutQuotations('He said "this is not mine" and "ok".')).toBe('He said "" and "ok".');
});
