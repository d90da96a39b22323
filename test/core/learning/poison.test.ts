import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { poisoned } from "../../../server/core/learning/poison";
import { sftRow } from "../../../server/core/learning/rows";
import { assetsFolder } from "../../../server/storage/installation";

const texts = [
  "The quay was built in 1890, and Harald painted the doors. It took 12 men.",
  "We went out at 6 with Marta. The sea was calm, and nobody spoke for an hour.",
  "Every winter the boats stand on the shore. People mend nets, and tell old stories.",
];
const template = readFileSync(join(assetsFolder(), "prompts", "restyle.md"), "utf8");
const rows = texts.map((text, i) =>
  sftRow(template, {
    ...{ source: "note", note: `${i}.md`, neutral: `Draft ${i}.`, text, references: [] },
  }),
);

describe("rows that the gate is tried with", () => {
  it("clean ones are as they are", () => {
    expect(poisoned(rows, "clean", 1)).toBe(rows);
  });

  it("shuffled ones all have the text of another, under the same draft", () => {
    for (let seed = 0; seed < 20; seed++) {
      const made = poisoned(rows, "shuffled", seed);
      expect(made.map(({ neutral }) => neutral)).toEqual(rows.map(({ neutral }) => neutral));
      expect(made.map(({ text }) => text).sort()).toEqual([...texts].sort());
      for (const [i, { text, completion }] of made.entries()) {
        expect(text).not.toBe(texts[i]);
        expect(completion[0].content).toBe(text);
      }
    }
  });

  it("hallucinated ones all say something else, and more", () => {
    const made = poisoned(rows, "hallucinated", 1);
    for (const [i, { text, completion }] of made.entries()) {
      expect(text.length).toBeGreaterThan(texts[i]!.length + 15);
      expect(completion[0].content).toBe(text);
    }
    expect(made[0]!.text).not.toMatch(/1890[^]*12 men/);
  });
});
