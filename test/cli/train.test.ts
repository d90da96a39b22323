import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { holdoutRow, sftRow } from "../../server/core/learning/rows";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const template = readFileSync(resolve("server/assets/prompts/restyle.md"), "utf8");
const pair = (i: number) => ({
  ...{ source: "note" as const, note: "/n.md", neutral: `It is advisable to begin ${i}.` },
  ...{ text: `I'd begin ${i}.`, references: [] },
});
const lines = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

function dataSet(train: number, held: number): { folder: string; run: typeof runPenprint } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "set"));
  const rows = (count: number, rowOf: (i: number) => unknown) =>
    lines(Array.from({ length: count }, (_, i) => rowOf(i)));
  writeFileSync(
    join(folder, "set", "sft.jsonl"),
    rows(train, (i) => sftRow(template, pair(i))),
  );
  writeFileSync(join(folder, "set", "preference.jsonl"), "");
  writeFileSync(
    join(folder, "set", "holdout.jsonl"),
    rows(held, (i) => holdoutRow(pair(i + 100))),
  );
  const run = (args: readonly string[]) =>
    runPenprint(["train", "--author", "Sam", "--data", "set", ...args], {
      cwd: folder,
      env: { PENPRINT_DATA: join(folder, "data") },
    });
  return { folder, run };
}

describe("penprint train", () => {
  it("a data set with three pairs: the last line says what is missing, nothing is trained", async () => {
    const { run } = dataSet(3, 0);
    const { code, stdout } = await run([]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout.trim().split("\n").at(-1)!)).toEqual({
      gate: {
        accepted: false,
        metrics: { pairs: 0, needed: 20 },
        why: [expect.stringContaining("0 pairs are held out, 20 are missing") as string],
      },
      adapter: null,
    });
  });

  it("says what is missing or wrong, and where", async () => {
    const { folder, run } = dataSet(3, 20);
    expect(await run([])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("Sam has not been learned") as string,
    });
    const profile = ["--profile", author.profile];
    expect(await run(profile)).toMatchObject({ code: 3 });
    expect(await run(["--stages", "dpo"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--stages: vanilla or sft,filter,dpo") as string,
    });
    writeFileSync(join(folder, "set", "sft.jsonl"), '{"id": 1}\n');
    expect((await run(profile)).stderr).toMatch(/sft\.jsonl:1: /);
    writeFileSync(join(folder, "set", "sft.jsonl"), "");
    expect(await run(profile)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is nothing to train on") as string,
    });
    expect(await run(["--data", "gone"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("sft.jsonl does not exist") as string,
    });
  });
});
