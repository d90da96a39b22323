import { describe, expect, test } from "vitest";
import {
  along,
  discriminantOf,
  Directions,
  likenessSteps,
  type Discriminant,
  type Unit,
} from "../../../server/core/style/discriminant";
import type { Background } from "../../../server/core/style/background";
import { finish } from "../../../server/core/steps";
import { randomFrom } from "../../../server/core/style/random";
import { dot } from "../../../server/core/style/vectors";

const features = 6;
const rank = 2;

/** A background whose directions are features 0 and 1. */
function background(): Background {
  const basis = new Int8Array(features * rank);
  basis[0] = 127;
  basis[rank + 1] = 127;
  return {
    version: 2,
    id: "test",
    language: "en",
    blocks: [{ kind: "words", terms: ["a", "b", "c", "d", "e", "f"] }],
    features,
    rank,
    ridge: 0.1,
    calibration: { weights: [] },
    habits: {},
    passages: 0,
    authors: 0,
    weights: new Float32Array(features).fill(1),
    mean: Float32Array.from([0.1, 0.2, 0, 0.3, 0, 0.1]),
    variance: Float32Array.from([2, 1]),
    scale: new Float32Array(rank).fill(1 / 127),
    basis,
  };
}

function unitsFrom(count: number): readonly Unit[] {
  const random = randomFrom(5);
  return Array.from({ length: count }, (_, i) => {
    const vector = {
      features: Uint16Array.from({ length: features }, (__, f) => f),
      values: Float32Array.from({ length: features }, () => random()),
    };
    return { vector, words: 100 + 10 * i };
  });
}

function discriminantFrom(units: readonly Unit[], directions: Directions): Discriminant {
  const likeness = finish(likenessSteps(units, directions));
  return discriminantOf(units, likeness, [...units.keys()], directions);
}

/** (S + P) w, written out. */
function applied(weights: Float32Array, units: readonly Unit[], ground: Background): number[] {
  const words = units.reduce((sum, unit) => sum + unit.words, 0);
  const middle = Array.from({ length: features }, (_, f) =>
    units.reduce((sum, { vector, words: own }) => sum + (own / words) * vector.values[f]!, 0),
  );
  return Array.from({ length: features }, (_, f) => {
    const others = f < rank ? ground.variance[f]! : 0;
    const own = units.reduce((sum, { vector, words: size }) => {
      const off = vector.values.map((value, g) => value - middle[g]!);
      const length = off.reduce((total, value, g) => total + value * weights[g]!, 0);
      return sum + (size / words) * off[f]! * length;
    }, 0);
    return (others + ground.ridge) * weights[f]! + own;
  });
}

describe("the discriminant", () => {
  test("solves its equation", () => {
    const ground = background();
    const directions = new Directions(ground);
    const units = unitsFrom(12);
    const { weights } = discriminantFrom(units, directions);
    const words = units.reduce((sum, unit) => sum + unit.words, 0);
    applied(weights, units, ground).forEach((value, f) => {
      const mean = units.reduce(
        (sum, { vector, words: own }) => sum + (own / words) * vector.values[f]!,
        0,
      );
      expect(value).toBeCloseTo(mean - ground.mean[f]!, 3);
    });
  });

  test("the background's average lies at 0, the author's on the other side", () => {
    const ground = background();
    const directions = new Directions(ground);
    const units = unitsFrom(12);
    const discriminant = discriminantFrom(units, directions);
    const average = { features: units[0]!.vector.features, values: ground.mean };
    const { weights, offset } = discriminant;
    expect(dot(average, weights) - offset).toBeCloseTo(0, 6);
    for (const { vector } of units) expect(along(vector, discriminant)).toBeGreaterThan(0);
  });
});
