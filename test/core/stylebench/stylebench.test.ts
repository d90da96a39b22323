import { describe, expect, it } from "vitest";
import type { BackgroundAuthor } from "../../../server/core/style/trainBackground";
import { foldsOf } from "../../../server/core/stylebench/folds";
import { drawIntruders, intrudersFound } from "../../../server/core/stylebench/intruders";
import { OffTopic, rowOf, type Row, type Scored } from "../../../server/core/stylebench/measures";
import { baselineOf, summaryOf } from "../../../server/core/stylebench/report";
import { reliabilitySvg } from "../../../server/core/stylebench/svg";
import { asMarkdown, asText } from "../../../server/core/stylebench/text";
import { contentWords, lowestQuarter, TopicSpace } from "../../../server/core/stylebench/topics";
import { yardstickTaskOf } from "../../../server/core/stylebench/yardstickTask";

describe("topics", () => {
  it("content words are stems, without words of grammar", () => {
    expect(contentWords("The boats and the boat's oars: it is so.")).toEqual(
      new Map([
        ["boat", 2],
        ["oar", 1],
      ]),
    );
  });

  it("similarity is the cosine of tf-idf", () => {
    // Four documents; "boat" stands in two of them, "oar" and "soup" in one each, so ln 2, ln 4, ln 4.
    const space = new TopicSpace(["boat boat oar", "boat", "soup", "bread"]);
    const [same, partly, other] = space.similarities(
      ["boat boat oar", "boat", "soup"],
      ["boat", "boat oar"],
    );
    expect(same).toBeCloseTo(1, 10);
    // Profile: 2 ln 2 of boat and ln 4 = 2 ln 2 of oar; both weigh alike, so 45 degrees.
    expect(partly).toBeCloseTo(Math.SQRT1_2, 10);
    expect(other).toBe(0);
  });

  it("the lowest quarter is rounded up", () => {
    expect(lowestQuarter([0.4, 0.1, 0.3, 0.2, 0.5])).toEqual(new Set([1, 3]));
    expect(lowestQuarter([])).toEqual(new Set());
  });
});

describe("intruders", () => {
  it("are found where their score is the lowest; those that tie share", () => {
    const own = [0.5, 0.6, 0.7, 0.8];
    expect(intrudersFound([])).toBeUndefined();
    expect(
      intrudersFound([
        { own, intruder: 0.1, control: 0.9 },
        { own, intruder: 0.5, control: 0.2 },
        { own: [0.3, 0.3, 0.3, 0.3], intruder: 0.3, control: 0.3 },
        { own, intruder: 0.55, control: 0.9 },
      ]),
    ).toEqual({ sets: 4, found: (1 + 1 / 2 + 1 / 5 + 0) / 4, control: (0 + 1 + 1 / 5 + 0) / 4 });
  });

  it("are of another author, the control is of another note, both of about the same length", () => {
    const passage = (name: string, words: number): string => `${name} `.repeat(words).trim();
    const mine = [
      ["a", "b", "c", "d", "e"].map((name) => passage(name, 100)),
      [passage("x", 90), passage("long", 300)],
    ];
    const theirs = [[passage("foreign", 110), passage("short", 50)]];
    const [set, ...others] = drawIntruders([mine, theirs], 0, 7);
    expect(others).toEqual([]);
    expect(new Set(set!.own).size).toBe(4);
    expect(set!.own.every((text) => mine[0]!.includes(text))).toBe(true);
    expect([set!.intruder.split(" ")[0], set!.control.split(" ")[0]]).toEqual(["foreign", "x"]);
    expect(drawIntruders([mine, theirs], 1, 7)).toEqual([]);
  });
});

const sentence = (word: string): string => `${word} `.repeat(110).trim();
const author = (name: string, posts: number): BackgroundAuthor => ({
  ...{ name, group: "g", calibrates: true, habits: {} },
  notes: Array.from({ length: posts }, (_, i) =>
    [0, 1, 2, 3, 4].map((part) => sentence(`${name}${"pqrstuvwxyz"[i]!}${"abcde"[part]!}`)),
  ),
});
const folds = foldsOf([author("anna", 8), author("ben", 8)], 1);

describe("folds", () => {
  it("learn half and test the other half, three passages of a post at most", () => {
    const [anna] = folds;
    expect([anna!.learned.length, anna!.unseen.length]).toEqual([4, 4]);
    expect(anna!.tests[0]).toHaveLength(12);
    for (const { text, post } of anna!.tests[0]!) expect(anna!.unseen[post]).toContain(text);
    const learned = new Set(anna!.learned.flat());
    expect(anna!.unseen.flat().some((text) => learned.has(text))).toBe(false);
    expect(anna!.intruders).toHaveLength(4);
    expect(foldsOf([author("anna", 8), author("ben", 8)], 1)).toEqual(folds);
  });

  it("are handed to a yardstick as they are", () => {
    const task = yardstickTaskOf(folds, [author("carl", 3)], 1);
    expect(task.sizes).toEqual([5, 10, 20, 0]);
    expect(task.authors[1]!.tests[0]).toEqual(folds[1]!.tests[0]!.map(({ text }) => text));
    expect(task.authors[0]!.learned[0]).toEqual(folds[0]!.learned);
    expect(task.authors[0]!.intruders[0]).toHaveLength(6);
    expect(task.background[0]).toHaveLength(15);
  });

  it("off the topic is a quarter of the posts", () => {
    const far = new OffTopic(folds).of(folds[0]!, Infinity, 0);
    const posts = new Set([...far].map((i) => folds[0]!.tests[0]![i]!.post));
    expect([far.size, posts.size]).toEqual([3, 1]);
  });
});

const scored = (name: string, own: readonly number[], foreign: readonly number[]): Scored => ({
  ...{ author: name, group: "g", posts: 0, words: 100, own, foreign },
  intruders: [{ own: [0.5, 0.6, 0.7, 0.8], intruder: 0.1, control: 0.9 }],
});
const low = [0.1, 0.2, 0.3, 0.4, 0.5];
const high = [0.6, 0.7, 0.8, 0.9, 0.95];
const measured = [scored("anna", high, low), scored("ben", [...low], [...low])].map((one) => ({
  scored: one,
  row: rowOf(one, new Set([0]))!,
}));

describe("report", () => {
  it("has an author's figures, off topic with the own tests that are named", () => {
    expect(measured[0]!.row).toMatchObject({ auc: 1, recall: 1, aucOffTopic: 1, tests: 10 });
    expect(measured[1]!.row).toMatchObject({ auc: 0.5, aucOffTopic: 0.1 });
    expect(rowOf(scored("carl", [1], low), new Set())).toBeUndefined();
  });

  it("sums up over authors", () => {
    const [summary, ...others] = summaryOf(measured);
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ posts: "all", words: 100, authors: 2, auc: 0.75 });
    expect(summary!.aucOffTopic).toBeCloseTo(0.55, 10);
    expect(summary!.intruder).toEqual({ sets: 2, found: 1, control: 0 });
  });

  it("compares with a baseline over the authors that both have", () => {
    const other: readonly Row[] = [
      { ...measured[0]!.row, auc: 0.8, recall: 0.5 },
      { ...measured[0]!.row, author: "carl", auc: 0 },
    ];
    const baseline = baselineOf("lr", other, [measured[0]!.row, measured[1]!.row]);
    expect(baseline.summaries).toHaveLength(1);
    expect(baseline.summaries[0]).toMatchObject({ authors: 1, auc: 0.8, recallRatio: 2 });
    expect(baseline.summaries[0]!.aucDifference).toBeCloseTo(0.2, 10);
  });

  it("is shown as text, Markdown and a plot", () => {
    const rows = measured.map(({ row }) => row);
    const summary = summaryOf(measured);
    const report = {
      ...{ version: 1 as const, seed: 1, limit: 2, authors: 2, seconds: 3, megabytes: 4 },
      ...{ summary, rows, baselines: [baselineOf("lr_bg", rows, rows)] },
    };
    expect(asText(report)).toMatch(/^all +100 +2 +0\.750/m);
    expect(asText(report)).toMatch(/lr_bg +2 +0\.750 +\+0\.000/);
    expect(asMarkdown(report)).toMatch(/^\| all \| 100 \| lr_bg \| 2 \|/m);
    expect(reliabilitySvg(summary).match(/<circle /g)).toHaveLength(summary[0]!.reliability.length);
  });
});
