import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  judgeAdapter,
  margins,
  type GatePair,
  type PairMetrics,
} from "../../../server/core/learning/gate";
import { lowerBound, signFlipP } from "../../../server/core/learning/pairedTests";
import { randomFrom } from "../../../server/core/style/random";

const good: PairMetrics = { kept: 1, added: 0, refused: 0, style: 0, overlap: 0.4 };
const pairs = (
  count: number,
  candidate: (i: number) => Partial<PairMetrics>,
  current: (i: number) => Partial<PairMetrics> = () => ({}),
): GatePair[] =>
  Array.from({ length: count }, (_, i) => ({
    id: String(i),
    candidate: { ...good, ...candidate(i) },
    current: { ...good, ...current(i) },
  }));

describe("the gate", () => {
  it("says how many pairs are missing", () => {
    const report = judgeAdapter(pairs(17, () => ({ style: 5 })));
    expect(report).toMatchObject({
      ...{ verdict: "too little evidence", accepted: false },
      why: ["Too little evidence: 17 pairs are held out, 3 are missing."],
    });
  });

  it("accepts what is better and no worse, with every number", () => {
    const report = judgeAdapter(pairs(20, (i) => ({ style: 0.5 + (i % 3) * 0.1 })));
    expect(report.verdict).toBe("accepted");
    expect(report.why[0]).toBe(
      "Accepted: better in style (log-odds), and no worse in anything else.",
    );
    expect(report.why).toHaveLength(6);
    expect(report.why[1]).toBe(
      "numbers and names kept: 100.0 % before, 100.0 % now (gain at worst -2.8 points, allowed -5.0 points).",
    );
    expect(report.metrics.style).toMatchObject({ current: 0, passed: true, below: 0.05 });
  });

  it("refuses what is not better, though it is no worse", () => {
    const { verdict, why } = judgeAdapter(pairs(40, () => ({})));
    expect(verdict).toBe("refused");
    expect(why[0]).toBe("Refused: neither style nor overlap is better beyond chance.");
  });

  it.each<[string, (i: number) => Partial<PairMetrics>, RegExp]>([
    ["inventions", (i) => ({ style: 3, added: i % 4 === 0 ? 1 : 0 }), /worse in texts that say/],
    ["losses", (i) => ({ style: 3, kept: i % 3 === 0 ? 0.6 : 1 }), /worse in numbers and names/],
    ["refusals", (i) => ({ style: 3, refused: i % 3 === 0 ? 1 : 0 }), /worse in passages without/],
  ])("a better style does not buy %s", (_, candidate, why) => {
    const report = judgeAdapter(pairs(40, candidate));
    expect(report.accepted).toBe(false);
    expect(report.why[0]).toMatch(why);
  });

  it("where style cannot be judged, overlap alone decides", () => {
    const silent = () => ({ style: null });
    const better = judgeAdapter(
      pairs(24, (i) => ({ style: null, overlap: 0.45 + (i % 5) / 100 }), silent),
    );
    expect(better.accepted).toBe(true);
    expect(better.metrics.style).toMatchObject({ pairs: 0, p: 1 });
    expect(judgeAdapter(pairs(24, silent, silent)).accepted).toBe(false);
  });

  it("two adapters that do alike: neither is accepted over the other, whatever their figures", () => {
    const metrics = fc.record({
      kept: fc.double({ min: 0, max: 1, noNaN: true }),
      added: fc.constantFrom(0, 1),
      refused: fc.constantFrom(0, 1),
      style: fc.option(fc.double({ min: -9, max: 9, noNaN: true })),
      overlap: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(metrics, { minLength: 20, maxLength: 40 }), (list) => {
        const report = judgeAdapter(
          list.map((one, i) => ({ id: String(i), candidate: one, current: one })),
        );
        expect(report.accepted).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it("one more error never turns a refusal into an acceptance", () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.nat(29),
        fc.constantFrom("added", "refused"),
        (seed, at, name) => {
          const random = randomFrom(seed);
          const before = pairs(
            30,
            () => drawn(random, { added: 0.1, refused: 0.2, style: 0.4 }),
            () => drawn(random, { added: 0.1, refused: 0.2, style: 0 }),
          );
          const after = before.map((pair, i) =>
            i === at ? { ...pair, candidate: { ...pair.candidate, [name]: 1 } } : pair,
          );
          expect(judgeAdapter(after).accepted && !judgeAdapter(before).accepted).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });
});

interface Rates {
  readonly added: number;
  readonly refused: number;
  readonly style: number;
  readonly kept?: number;
}
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** One pair: error rates, and style as its mean with a deviation of 1. */
const drawn = (random: () => number, { added, refused, style, kept = 1 }: Rates): PairMetrics => ({
  added: random() < added ? 1 : 0,
  refused: random() < refused ? 1 : 0,
  kept: random() < 0.5 ? 1 : kept,
  style: style + normal(random),
  overlap: 0.4 + 0.1 * style + 0.1 * normal(random),
});

/** How often an adapter is accepted against one that invents in 2 % and is refused in 30 % of passages. */
function acceptance(count: number, rates: Rates, runs = 120): number {
  const now = { added: 0.02, refused: 0.3, style: 0 };
  let accepted = 0;
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(run * 7919 + count);
    if (
      judgeAdapter(
        pairs(
          count,
          () => drawn(random, rates),
          () => drawn(random, now),
        ),
      ).accepted
    )
      accepted++;
  }
  return accepted / runs;
}

describe("simulated adapters", () => {
  it.each([20, 60])(
    "harmful ones are let through in at most one case of twenty (%i pairs)",
    (count) => {
      const stylish = { added: 0.02, refused: 0.3, style: 1 };
      expect(acceptance(count, { ...stylish, added: 0.02 + margins.added + 0.05 })).toBeLessThan(
        0.05,
      );
      expect(acceptance(count, { ...stylish, refused: 0.3 + margins.refused + 0.05 })).toBeLessThan(
        0.06,
      );
      expect(acceptance(count, { ...stylish, kept: 1 - 2 * (margins.kept + 0.02) })).toBeLessThan(
        0.06,
      );
    },
  );

  it("one that changes nothing is let through in at most one case of ten", () => {
    expect(acceptance(60, { added: 0.02, refused: 0.3, style: 0 })).toBeLessThan(0.1);
  });

  it("helpful ones pass: on 20 pairs in four cases of five when refused less, on 60 in most when refused alike", () => {
    expect(acceptance(20, { added: 0.01, refused: 0.05, style: 1 })).toBeGreaterThan(0.8);
    expect(acceptance(60, { added: 0.02, refused: 0.3, style: 0.7 })).toBeGreaterThan(0.7);
  });
});

describe("paired tests", () => {
  it("the bound holds in 95 % of samples", () => {
    const random = randomFrom(5);
    let held = 0;
    for (let run = 0; run < 2000; run++) {
      const sample = Array.from({ length: 25 }, () => 0.1 + normal(random));
      if (lowerBound(sample, 0) <= 0.1) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.935);
    expect(held / 2000).toBeLessThan(0.968);
  });

  it("p is as it should be: small for what is above, even for chance", () => {
    expect(signFlipP(Array.from({ length: 20 }, () => 1))).toBeLessThan(0.001);
    expect(signFlipP(Array.from({ length: 20 }, () => -1))).toBeGreaterThan(0.99);
    expect(signFlipP(Array.from({ length: 20 }, () => 0))).toBe(1);
    const random = randomFrom(6);
    let small = 0;
    for (let run = 0; run < 300; run++) {
      if (signFlipP(Array.from({ length: 20 }, () => normal(random))) < 0.1) small++;
    }
    expect(small / 300).toBeGreaterThan(0.05);
    expect(small / 300).toBeLessThan(0.15);
  });
});
