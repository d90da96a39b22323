import { expect, it } from "vitest";
import { hostedRows } from "../../../server/core/learning/hostedRows";
import { preferenceRow, sftRow } from "../../../server/core/learning/rows";

const template = "## system\n\nYou rewrite.\n\n## user\n\n{{passages}}\n\n{{draft}}\n";
const sentence = (i: number): string =>
  `On day ${i} I'd walked down to the quay before anyone else was up, and nobody saw me. `;
const long = Array.from({ length: 8 }, (_, i) => sentence(i))
  .join("")
  .trim();
const row = (text: string, shown: readonly string[] = []) => ({
  ...{ note: "/n.md", neutral: "It is advisable to wait.", references: [] },
  ...{ references: shown.map((text) => ({ note: "/m.md", text })), text },
});
const sft = (text: string, shown?: readonly string[]) =>
  sftRow(template, { source: "note", ...row(text, shown) });

it("counts the words and characters of what is sent", () => {
  const one = sft("I'd wait.");
  const { rows, words, characters, leftOut } = hostedRows("supervised", {
    ...{ sft: [one], preference: [], withheld: [] },
  });
  expect(rows).toEqual([{ messages: [...one.prompt, ...one.completion] }]);
  const texts = [...one.prompt, ...one.completion].map(({ content }) => content);
  expect(characters).toBe(texts.join("").length);
  expect(words).toBeGreaterThan(9);
  expect(leftOut).toBe(0);
});

it("leaves out rows that show the beginning of a withheld text, or hold it", () => {
  const rows = [sft("I'd wait.", [long]), sft(`${long} So there.`), sft("I'd go.")];
  expect(rows[0]!.prompt[1]!.content).not.toContain(long);
  const kept = hostedRows("supervised", { sft: rows, preference: [], withheld: [long] });
  expect(kept.rows).toEqual([{ messages: [...rows[2]!.prompt, ...rows[2]!.completion] }]);
  expect(kept.leftOut).toBe(2);
  const preference = [long, "I'd go."].map((rejected) =>
    preferenceRow(template, {
      ...{ source: "edited", note: "/n.md", neutral: "It is advisable to wait." },
      ...{ chosen: "I'd wait.", rejected, references: [] },
    }),
  );
  const pairs = hostedRows("dpo", { sft: [], preference, withheld: [long] });
  expect(pairs.rows).toMatchObject([{ non_preferred_output: [{ content: "I'd go." }] }]);
});
