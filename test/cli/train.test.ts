import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

describe("penprint train --authors", () => {
  it("goes through all of them, says of each what came of it, and goes on when it is run again", async () => {
    const { folder, run } = dataSet(3, 0);
    const queue = join(folder, "queue");
    for (const name of ["Ann", "Ben", "Cyd"]) {
      cpSync(join(folder, "set"), join(queue, name), { recursive: true });
    }
    writeFileSync(join(queue, "Ben", "sft.jsonl"), "{\n");
    const asked = () =>
      runPenprint(["train", "--authors", "queue"], {
        cwd: folder,
        env: { PENPRINT_DATA: join(folder, "data") },
      });
    const read = (stdout: string) =>
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const first = await asked();
    expect(first.code).toBe(2);
    expect(first.stderr).toContain("1 of 3 authors failed; the others are trained.");
    const refused = { gate: { accepted: false }, adapter: null };
    expect(read(first.stdout)).toMatchObject([
      { author: "Ann", ...refused },
      { author: "Ben", error: expect.stringContaining("sft.jsonl:1:") as string },
      { author: "Cyd", ...refused },
    ]);

    cpSync(join(queue, "Ann", "sft.jsonl"), join(queue, "Ben", "sft.jsonl"));
    const second = await asked();
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(read(second.stdout)).toMatchObject([
      { author: "Ann", event: "finished before", accepted: false },
      { author: "Ben", ...refused },
      { author: "Cyd", event: "finished before" },
    ]);
    expect((await run(["--authors", "queue"])).stderr).toContain("--author is of one author");
  });

  it("says what is wrong with the folder, and with nothing named at all", async () => {
    const { folder } = dataSet(3, 0);
    const run = (...args: string[]) => runPenprint(["train", ...args], { cwd: folder });
    expect((await run("--authors", "nowhere")).stderr).toContain("does not exist: name a folder");
    expect((await run("--authors", "set")).stderr).toContain("holds no data sets");
    expect((await run()).stderr).toContain("Name an author and a data set");
  });
});
