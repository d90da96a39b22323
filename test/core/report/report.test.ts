import { describe, expect, it } from "vitest";
import { barChart } from "../../../server/core/report/bars";
import {
  alignedTable,
  difference,
  figure,
  markdownTable,
  mean,
  percent,
} from "../../../server/core/report/figures";
import { reliabilityPlot } from "../../../server/core/report/reliabilityPlot";

describe("figures", () => {
  it("say nothing where there is nothing", () => {
    expect([figure(0.1234, 3), figure(null, 3), figure(NaN, 1)]).toEqual(["0.123", "-", "-"]);
    expect([percent(0.256), percent(null), percent(NaN)]).toEqual(["26 %", "-", "-"]);
    expect([difference(0.02, 2), difference(-0.02, 2)]).toEqual(["+0.02", "-0.02"]);
    expect(mean([1, 2, 6])).toBe(3);
  });

  it("stand in tables", () => {
    expect(markdownTable(["a", "b"], [["1", "2"]])).toEqual([
      "| a | b |",
      "| --- | --- |",
      "| 1 | 2 |",
    ]);
    expect(alignedTable(["name", "n", "last"], [["x", "12", "y"]])).toBe(
      "name   n  last\nx     12  y",
    );
  });
});

const numbersOf = (svg: string, pattern: RegExp): readonly (readonly number[])[] =>
  [...svg.matchAll(pattern)].map(([, ...found]) => found.map(Number));

describe("bars", () => {
  const bar = (value: number) => ({ value, said: figure(value, 2) });

  it("begin at the panel's base and are as long as their distance from it", () => {
    const rows = [0.75, 1, 0.5].map((value, i) => ({ name: `row ${i}`, bars: [bar(value)] }));
    const svg = barChart(
      "A & B",
      [],
      [{ title: "one", rows, base: 0.5, reaches: { low: 0.5, high: 1 } }],
    );
    const [quarter, half, none] = numbersOf(
      svg,
      /<rect class="b0" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g,
    );
    expect(half![1]).toBe(720 - 130 - 110);
    expect(quarter![1]).toBe(half![1]! / 2);
    expect(none).toEqual([130, 0]);
    expect(svg).toContain("A &amp; B");
  });

  it("one a series and a legend; none for a value that is not there", () => {
    const rows = [{ name: "a <set>", bars: [bar(0.2), bar(NaN), bar(-0.1)] }];
    const svg = barChart("many", ["x", "y", "z"], [{ title: "one", rows }]);
    expect(svg.match(/<rect /g)).toHaveLength(2);
    expect(svg.match(/class="b[012]" d=/g)).toHaveLength(3);
    expect(svg).toContain("a &lt;set>");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("no panel is no fault", () => {
    expect(barChart("none", [], [])).toMatch(/^<svg [^]*<\/svg>\n$/);
  });
});

describe("reliability plot", () => {
  it("puts said and found on the same scale, a panel beside the other", () => {
    const bins = [
      { said: 0, found: 0 },
      { said: 0.5, found: 1 },
    ];
    const svg = reliabilityPlot("R", [
      { title: "left", bins },
      { title: "right", bins: [] },
    ]);
    expect(numbersOf(svg, /cx="([\d.]+)" cy="([\d.]+)"/g)).toEqual([
      [56, 332],
      [186, 72],
    ]);
    expect(svg).toContain('viewBox="0 0 680 384"');
  });
});
