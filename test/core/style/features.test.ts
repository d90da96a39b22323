import fc from "fast-check";
import { expect, test } from "vitest";
import {
  distort,
  eachTerm,
  FeatureCounter,
  withoutQuotations,
} from "../../../server/core/style/features";

test("counts every known term of every view", () => {
  const kept = ["the", "of"];
  const blocks = [
    { kind: "letters", terms: ["th", "he ", "the ", "é"] },
    { kind: "words", terms: ["the", "cat", ","] },
    { kind: "shape", terms: ["the *", "^da", "00"] },
  ] as const;
  const counter = new FeatureCounter({ blocks, kept });
  const names = blocks.flatMap(({ terms }) => [...terms]);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("the", "The", "cat", ",", "Ada", "été", "12", " ", "x")),
      (pieces) => {
        const text = pieces.join(" ");
        const expected = names.map(() => 0);
        let first = 0;
        for (const { kind, terms } of blocks) {
          eachTerm(kind, text, new Set(kept), (term) => {
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

test("distortion keeps the frame and drops the topic", () => {
  expect(distort("The cats of Venice, 1984", new Set(["the", "of"]))).toBe("the *ts of ^ce, 0000");
});

test("long quotations are not counted, single quoted words are", () => {
  expect(withoutQuotations('He said "this is not mine" and "ok".')).toBe('He said "" and "ok".');
});
