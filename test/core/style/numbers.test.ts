import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeIntegers,
  encodeIntegers,
  fromBase64,
  toBase64,
} from "../../../server/core/style/bytes";
import { fitCalibration, probabilityOf } from "../../../server/core/style/calibration";
import { areaUnderCurve, recallAt, reliability } from "../../../server/core/style/evaluation";
import {
  addCounts,
  decodeCounts,
  encodeCounts,
  fromMap,
} from "../../../server/core/style/featureCounts";
import { principalOf } from "../../../server/core/style/principal";
import { randomFrom } from "../../../server/core/style/random";

const uint16 = fc.integer({ min: 0, max: 0xffff });
const counted = fc
  .array(fc.tuple(uint16, fc.integer({ min: 1, max: 300 })))
  .map((pairs) => fromMap(new Map(pairs)));

describe("numbers as text", () => {
  test("base64 is what everybody else writes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64([...bytes]);
        expect(text).toBe(Buffer.from(bytes).toString("base64").replaceAll("=", ""));
        expect([...fromBase64(text)]).toEqual([...bytes]);
      }),
    );
  });

  test("integers and counts survive", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff })), counted, (numbers, counts) => {
        expect(decodeIntegers(encodeIntegers(numbers))).toEqual(numbers);
        expect(decodeCounts(encodeCounts(counts))).toEqual(counts);
      }),
    );
  });

  test("damage is an error, not numbers", () => {
    expect(() => fromBase64("a b")).toThrow(RangeError);
    expect(() => decodeIntegers("/w")).toThrow(RangeError);
  });

  test("counts add up", () => {
    fc.assert(
      fc.property(counted, counted, (a, b) => {
        const total = ({ counts }: typeof a) => counts.reduce((sum, count) => sum + count, 0);
        const sum = addCounts([a, b]);
        expect(total(sum)).toBe(total(a) + total(b));
        expect([...sum.features]).toEqual(
          [...new Set([...a.features, ...b.features])].sort((x, y) => x - y),
        );
      }),
    );
  });
});

test("principal directions are those that points were drawn along", () => {
  const random = randomFrom(1);
  const centred = () => random() + random() + random() + random() - 2;
  const mean = new Float32Array(20);
  const vectors = Array.from({ length: 400 }, () => {
    const long = 5 * centred();
    const short = 2 * centred();
    const values = Float32Array.from({ length: 20 }, (_, f) =>
      f < 2 ? long : f === 5 ? short : 0.01 * centred(),
    );
    return { features: Uint16Array.from({ length: 20 }, (_, f) => f), values };
  });
  const { basis, rank, variance } = principalOf(vectors, mean, 2);
  const direction = (k: number, f: number): number => Math.abs(basis[f * rank + k]!);
  expect(direction(0, 0)).toBeCloseTo(Math.SQRT1_2, 2);
  expect(direction(0, 1)).toBeCloseTo(Math.SQRT1_2, 2);
  expect(direction(1, 5)).toBeCloseTo(1, 2);
  expect(variance[0]! / variance[1]!).toBeGreaterThan(5);
});

describe("measures", () => {
  test("area under the curve", () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
    expect(areaUnderCurve([1, 1], [1, 1])).toBe(0.5);
    expect(areaUnderCurve([2, 4], [1, 3])).toBe(0.75);
  });

  test("recall at a share of false alarms", () => {
    const own = Array.from({ length: 101 }, (_, i) => i);
    expect(recallAt(0.05, own, [0, 4, 4.9, 5, 50])).toBe(0.6);
  });

  test("calibration finds the weights that made the examples", () => {
    const random = randomFrom(3);
    const examples = Array.from({ length: 20_000 }, () => {
      const x = 4 * random() - 2;
      return { signals: [1, x], own: random() < probabilityOf(0.5 + 1.5 * x), weight: 1 };
    });
    const { weights } = fitCalibration(examples);
    expect(weights[0]).toBeCloseTo(0.5, 1);
    expect(weights[1]).toBeCloseTo(1.5, 1);
    const forecasts = examples.map(({ signals, own, weight }) => ({
      probability: probabilityOf(0.5 + 1.5 * signals[1]!),
      own,
      weight,
    }));
    for (const { said, found } of reliability(forecasts)) expect(said).toBeCloseTo(found, 1);
  });
});
