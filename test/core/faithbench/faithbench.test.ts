import { describe, expect, it } from "vitest";
import { absentParticulars, absentWords } from "../../../server/core/faithbench/baselines";
import { bestBound, decidedByHalves } from "../../../server/core/faithbench/bound";
import { meanAccuracy, setReportOf } from "../../../server/core/faithbench/report";
import { asSvg } from "../../../server/core/faithbench/svg";
import { asMarkdown } from "../../../server/core/faithbench/text";
import { groundOf } from "../../../server/core/notebench/lexicalClaims";

describe("lexical baselines", () => {
  const ground = groundOf(["In 2019 Anna counted 41 swifts under church roofs."]);

  it("count numbers and names that the source lacks; other words only break ties", () => {
    expect(absentParticulars("There were 41 swifts that Anna counted.", ground)).toBe(0);
    // 14 and Berlin of 14, Berlin, swift, count.
    expect(absentParticulars("In Berlin 14 swifts were counted.", ground)).toBe(2 + 0.5 / 2);
    expect(absentParticulars("Some starlings were counted.", ground)).toBe(0.5 / 2);
  });

  it("token overlap is the share of content words, names and numbers that is not there", () => {
    expect(absentWords("In Berlin 14 swifts were counted.", ground)).toBe(0.5);
    expect(absentWords("It is so.", ground)).toBe(0);
  });
});

describe("bounds", () => {
  it("are where supported and unsupported are told apart best", () => {
    expect(bestBound([0.1, 0.2, 0.6, 0.7], [false, false, true, true])).toBe(0.6);
    expect(bestBound([0.5, 0.5], [false, true])).toBe(Infinity);
    expect(bestBound([0.5, 0.6], [true, true])).toBe(Infinity);
  });

  it("are of the other half of the sources", () => {
    const groups = Array.from({ length: 40 }, (_, i) => `source ${i >> 1}`);
    const truth = groups.map((_, i) => i % 2 === 1);
    expect(decidedByHalves(truth.map(Number), truth, groups)).toEqual(truth);
    // All sources in one half: the other has nothing to set a bound by.
    expect(decidedByHalves([0, 1], [false, true], ["one", "one"])).toEqual([false, false]);
  });
});

const texts = [
  { unsupported: false, kinds: ["supported"] },
  { unsupported: false, kinds: ["supported"] },
  { unsupported: true, kinds: ["number"] },
  { unsupported: true, kinds: ["number", "name"] },
];
const fast = {
  ...{ judge: "fast", scores: [0.1, 0.4, 0.3, 0.9], decided: [false, false, false, true] },
  flagged: [false, true, false, true],
};
const words = { judge: "words", scores: [0, 0, 0, 0], decided: [true, false, true, true] };
const report = setReportOf("claims", texts, [fast, words]);

describe("report", () => {
  it("has every judge's figures by kind of error", () => {
    expect(report).toMatchObject({
      texts: 4,
      unsupportedShare: 0.5,
      kinds: { name: 1, number: 2 },
    });
    expect(report.judges[0]).toEqual({
      ...{ judge: "fast", auc: 0.75, balancedAccuracy: 0.75, falseAlarms: 0 },
      kinds: { name: { auc: 1, found: 1 }, number: { auc: 0.75, found: 0.5 } },
      flagged: { precision: 0.5, recall: 0.5, falseFlags: 0.5 },
    });
    expect(report.judges[1]).toMatchObject({ auc: 0.5, balancedAccuracy: 0.75, falseAlarms: 0.5 });
    expect(meanAccuracy([report, report], "claims")).toEqual({ fast: 0.75, words: 0.75 });
    expect(meanAccuracy([report], "wice")).toBeNull();
  });

  it("shows a judge that did not see every set", () => {
    const many = Array.from({ length: 10 }, () => texts).flat();
    const ten = <T>(values: readonly T[]): readonly T[] =>
      Array.from({ length: 10 }, () => values).flat();
    const full = { judge: "full", scores: ten([0, 0, 1, 1]), decided: ten(words.decided) };
    const sets = [report, setReportOf("more", many, [full])];
    const whole = {
      ...{ version: 1 as const, sets, summEditsMean: null, wiceTokenF1: null },
      ...{ opinionsUncheckable: 0.5, speed: { cold: 2, warm: 1 } },
    };
    const markdown = asMarkdown(whole);
    expect(markdown).toContain("| claims | 4 | 50 % | 0.750 | 0.500 | - | 0.750 | 0.750 | - |");
    expect(markdown).toContain("| more | number | 20 | - | - | 1.000 (100 %) |");
    const svg = asSvg(whole);
    // By set two bars and one, and one for each of the two kinds that have texts enough.
    expect(svg.match(/<rect /g)).toHaveLength(3 + 2);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});
