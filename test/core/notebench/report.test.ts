import { describe, expect, it } from "vitest";
import { StyleJudge, type JudgeAuthor } from "../../../server/core/notebench/judge";
import { asMarkdown } from "../../../server/core/notebench/markdown";
import { reportOf } from "../../../server/core/notebench/report";
import { asSvg } from "../../../server/core/notebench/svg";
import { asTable } from "../../../server/core/notebench/table";
import { topicMasked } from "../../../server/core/notebench/topicMask";
import type { BenchItem, BenchOutput } from "../../../server/core/notebench/types";

const things = ["kettles", "harbours", "lamps", "ladders", "gulls", "ropes", "stoves", "maps"];
const thing = (i: number): string => things[i % things.length]!;

/** Two voices about the same things: only their words of grammar and their stops differ. */
const brisk = (i: number): string =>
  `I don't like ${thing(i)}! They're never on time, and I won't wait. You know why? I can't. So we've ${thing(i + 1)}, haven't we!`;
const stately = (i: number): string =>
  `It should be noted that ${thing(i)}, which are of the kind that may be seen, are not to be had; moreover, ${thing(i + 1)} must therefore be used by those who would rather not wait for them.`;

const author = (name: string, voice: (i: number) => string): JudgeAuthor => ({
  author: name,
  posts: Array.from({ length: 30 }, (_, post) => ({
    post: `${post}.md`,
    passages: [voice(3 * post), voice(3 * post + 1)],
  })),
});
const authors = [author("a/brisk", brisk), author("a/stately", stately)];
const item = (i: number): BenchItem => ({
  ...{ id: `${i}`, author: i % 2 === 0 ? "a/brisk" : "a/stately", post: `${i % 30}.md` },
  parts: [
    `There is a supply of ${thing(i)} in the year ${2000 + i}. It is used by the people here.`,
  ],
  authorText: (i % 2 === 0 ? brisk : stately)(i),
  sources: [],
});
const items = Array.from({ length: 24 }, (_, i) => item(i));
const output = (text: string): BenchOutput => ({
  ...{ text, accepted: true, origin: "model", refused: false, seconds: 2 },
});
const system = (name: string, make: (item: BenchItem) => string) => ({
  ...{ system: name, adapter: null },
  outputs: items.map((one) => output(make(one))),
});

describe("topic mask", () => {
  it("keeps words of grammar, stops and endings, and nothing of the topic", () => {
    expect(topicMasked("We've mended 41 bicycles.\n\nWho isn’t Ollie?")).toEqual([
      ...["<p>", "<s>", "we've", "wed", "#", "ws", "."],
      ...["<p>", "<s>", "who", "isn't", "N", "?"],
    ]);
  });

  it("is the same for the same sentence about something else", () => {
    expect(topicMasked("I don't like kettles, Anna!")).toEqual(
      topicMasked("I don't like harbours, Zoe!"),
    );
  });
});

describe("report", () => {
  const judge = new StyleJudge(authors, 1);
  const copy = system("copy", ({ parts }) => parts.join("\n\n"));
  const half = system("vanilla", (one) =>
    Number(one.id) % 4 < 2 ? one.authorText : one.parts.join("\n\n"),
  );
  const full = system("full", ({ authorText }) => authorText);
  const report = reportOf(items, [copy, half, full], judge, 7);
  const of = (name: string) => report.systems.find((one) => one.system === name)!;

  it("the judge tells unseen passages apart by their grammar alone", () => {
    expect(report.judgeAuc).toBeGreaterThan(0.95);
    expect(report.authors.every(({ isClear }) => isClear)).toBe(true);
  });

  it("the draft has recovered exactly nothing, the author's own text exactly all", () => {
    expect(of("copy").values.style).toBe(0);
    expect(of("author").values.style).toBe(1);
    expect(of("author").values.rougeL).toBe(100);
    expect(of("vanilla").values.style).toBeGreaterThan(0.3);
    expect(of("vanilla").values.style).toBeLessThan(0.7);
  });

  it("intervals hold their value; equal systems differ by nothing, unequal ones by something", () => {
    const { values, intervals } = of("vanilla");
    expect(intervals.rougeL.low).toBeLessThan(values.rougeL);
    expect(intervals.rougeL.high).toBeGreaterThan(values.rougeL);
    expect(of("full").againstCopy?.rougeL.difference).toBeGreaterThan(30);
    expect(of("full").againstCopy?.rougeL.p).toBeLessThan(0.01);
    expect(of("full").againstVanilla?.style.p).toBeLessThan(0.01);
    expect(of("full").againstVanilla?.style.difference).toBeCloseTo(1 - values.style, 10);
    const same = reportOf(items, [copy, { ...copy, system: "rules" }], judge, 7);
    expect(same.systems[1]?.againstCopy?.rougeL).toEqual({ difference: 0, p: 1 });
    expect(of("copy").againstCopy).toBeUndefined();
  });

  it("says the same twice for one seed", () => {
    const again = reportOf(items, [copy, half, full], new StyleJudge(authors, 1), 7);
    expect(again).toEqual(report);
  });

  it("an author whose texts read like the drafts has no part in the style figure", () => {
    const blurred = items.map((one) =>
      one.author === "a/brisk" ? { ...one, authorText: one.parts[0]! } : one,
    );
    const { authors: judged, systems } = reportOf(blurred, [copy], judge, 7);
    expect(judged.find((one) => one.author === "a/brisk")).toMatchObject({
      gap: 0,
      isClear: false,
    });
    expect(systems.find((one) => one.system === "author")?.values.style).toBe(1);
    expect(asMarkdown("Pairs", { ...report, authors: judged })).toContain("the drafts: a/brisk.");
  });

  it("is shown as a table, as Markdown and as bars", () => {
    expect(asTable(report).split("\n")).toHaveLength(5);
    expect(asTable(report)).toMatch(/^copy +\d/m);
    expect(asMarkdown("Pairs", report)).toMatch(/^\| full \| \d+\.\d\d \[/m);
    const svg = asSvg("A & B", report);
    expect(svg).toContain("A &amp; B");
    expect(svg.match(/<rect /g)).toHaveLength(5 * 3);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});
