import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Background } from "../../../server/core/style/background";
import { meanRatio, ratiosOf, usualShares } from "../../../server/core/style/ratios";

const blocks: Background["blocks"] = [
  { kind: "letters", terms: ["th", "he", "zq"] },
  { kind: "words", terms: ["the", "cat"] },
];
/** Of ten passages: 9, 9, 1; 8, 4. */
const weights = Float32Array.from([9, 9, 1, 8, 4], (count) => Math.log(11 / (1 + count)) + 1);
const shares = usualShares({ blocks, weights, passages: 10 });

const textOf = (...features: readonly number[]) => ({
  features: Uint16Array.from(features),
  values: new Float32Array(features.length).fill(1),
});

describe("ratios", () => {
  test("shares come back from the inverse document frequencies", () => {
    const expected = [9.5 / 20.5, 9.5 / 20.5, 1.5 / 20.5, 8.5 / 13, 4.5 / 13];
    expected.forEach((share, f) => expect(shares[f]).toBeCloseTo(share, 6));
  });

  test("a text with what the author has and others have not lies on the author's side", () => {
    const author = Array.from({ length: 30 }, () => textOf(0, 2, 4));
    const ratios = ratiosOf(author, shares, blocks);
    expect(meanRatio(textOf(0, 2, 4), ratios, blocks)).toBeGreaterThan(0);
    expect(meanRatio(textOf(1, 3), ratios, blocks)).toBeLessThan(0);
    expect(meanRatio(textOf(), ratios, blocks)).toBe(0);
  });

  test("other people's average lies at 0 in every view, one feature's standard deviation at 1", () => {
    const feature = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(feature, { minLength: 1 }), { minLength: 1 }),
        (units) => {
          const ratios = ratiosOf(
            units.map((unit) => textOf(...unit.sort())),
            shares,
            blocks,
          );
          for (const [start, end] of [
            [0, 3],
            [3, 5],
          ] as const) {
            let mean = 0;
            let square = 0;
            for (let f = start; f < end; f++) {
              mean += shares[f]! * ratios[f]!;
              square += shares[f]! * ratios[f]! ** 2;
            }
            expect(mean).toBeCloseTo(0, 3);
            if (square > 0.01) expect(square).toBeCloseTo(1, 2);
          }
        },
      ),
    );
  });
});
