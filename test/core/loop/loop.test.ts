import { describe, expect, it } from "vitest";
import { loopReport, type Outcome } from "../../../server/core/loop/loopReport";
import { asLoopSvg } from "../../../server/core/loop/loopSvg";
import { asLoopMarkdown, asLoopTable } from "../../../server/core/loop/loopTable";
import { plainDraft } from "../../../server/core/loop/plainDraft";
import { CLOSE, decide, wordDistance } from "../../../server/core/loop/simulatedAuthor";
import { pairsOfDecisions } from "../../../server/core/learning/pairs";

describe("drafts by rules", () => {
  it("spell contractions out and put words formally; names and marks stay", () => {
    expect(
      plainDraft("I don't get why Kids Help started `get` that.\n\nWe're using big tools."),
    ).toBe(
      "I do not obtain why Kids Help commenced `obtain` that.\n\nWe are utilizing large instruments.",
    );
  });

  it("of a text without a voice are the text", () => {
    const text = "There are nine boats in the harbour.";
    expect(plainDraft(text)).toBe(text);
  });
});

describe("distance in words", () => {
  it.each([
    ["a b c d", "a b c d", 0],
    ["a b c d", "a x c d", 1 / 4],
    ["a b c d", "a b c", 1 / 4],
    ["a b", "b a c d", 3 / 4],
    ["", "", 0],
    ["", "a b", 1],
  ])("%j and %j", (a, b, distance) => {
    expect(wordDistance(a, b)).toBeCloseTo(distance, 12);
    expect(wordDistance(b, a)).toBeCloseTo(distance, 12);
  });
});

describe("the simulated author", () => {
  const own = `${"word ".repeat(40)}I mend nets, and I don't mind the cold of the shed in winter.`;
  const offer = (text: string, neutral = own.replace("don't", "do not")) => ({
    ...{ id: "1", note: "a.md", own, text, neutral, references: [], adapter: null },
  });

  it("takes what is close as it is", () => {
    const text = own.replace("mind", "fear");
    expect(wordDistance(text, own)).toBeLessThan(CLOSE);
    const { pairs, preferences } = pairsOfDecisions([decide(offer(text))]);
    expect(pairs).toMatchObject([
      { source: "accepted", text: expect.stringContaining("fear") as string },
    ]);
    expect(preferences).toEqual([]);
  });

  it("puts everything else into their own words, and prefers those", () => {
    const { pairs, preferences } = pairsOfDecisions([decide(offer("Nets are mended in winter."))]);
    expect(pairs).toMatchObject([{ source: "edited", text: own.trim() }]);
    expect(preferences).toMatchObject([
      { chosen: own.trim(), rejected: "Nets are mended in winter." },
    ]);
  });
});

describe("report of the loop", () => {
  const outcome = (round: number, arm: Outcome["arm"], id: number, distance: number): Outcome => ({
    ...{ author: "a", round, arm, id: String(id), distance },
    ...{ styleGap: 2 * distance, taken: distance <= CLOSE },
  });
  const ids = Array.from({ length: 12 }, (_, i) => i);
  const outcomes = [0, 1].flatMap((round) =>
    ids.flatMap((id) => [
      outcome(round, "without", 100 * round + id, 0.1),
      outcome(round, "learning", 100 * round + id, round === 0 ? 0.1 : 0.04),
    ]),
  );
  const lesson = { author: "a", round: 0, pairs: 12, why: "better", seconds: 3 };

  it("compares only where something was learned, pair by pair", () => {
    const report = loopReport(outcomes, [{ ...lesson, accepted: true }]);
    expect(report.rounds.map(({ learning }) => learning.distance)).toEqual([
      expect.closeTo(0.1, 9),
      expect.closeTo(0.04, 9),
    ]);
    expect(report.learned?.distance.without).toBeCloseTo(0.1, 9);
    expect(report.learned?.distance.learning).toBeCloseTo(0.04, 9);
    expect(report.learned?.distance.p).toBeLessThan(0.01);
    expect(report.learned?.taken).toMatchObject({ without: 0, learning: 1 });
    expect(asLoopTable(report)).toContain("0.100 -> 0.040");
    expect(asLoopMarkdown(report)).toContain("| 2 | 12 | 0.100 / 0.040 |");
    expect(asLoopSvg(report).match(/<polyline/g)).toHaveLength(6);
  });

  it("says that nothing was learned when the gate refused", () => {
    const report = loopReport(outcomes, [{ ...lesson, accepted: false }]);
    expect(report.learned).toBeNull();
    expect(asLoopTable(report)).toContain("nothing was learned");
  });
});
