import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BenchOutputs } from "../../server/storage/benchOutputs";
import type { KeptOutput } from "../../server/workflows/runNotebench";
import { temporaryFolder } from "../support/temporaryFolder";

const output = (key: string): KeptOutput => ({
  ...{ system: "rules", key, id: `id of ${key}`, text: "A line\nand another." },
  ...{ accepted: true, origin: "rules", refused: false, seconds: 0.5 },
});

it("keeps what was finished: a torn last line is cut, and what follows stands on a line of its own", async () => {
  const file = join(temporaryFolder(), "outputs.jsonl");
  const first = await BenchOutputs.open(file);
  await first.add(output("a"));
  await first.add(output("b"));
  appendFileSync(file, '{"system":"rules","key":"c","te');

  const second = await BenchOutputs.open(file);
  expect(second.get("a")).toEqual(output("a"));
  expect(second.get("c")).toBeUndefined();
  await second.add(output("c"));

  const third = await BenchOutputs.open(file);
  expect(["a", "b", "c"].map((key) => third.get(key))).toEqual(["a", "b", "c"].map(output));
  expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(3);
});

it("passes over a line that is none of its own", async () => {
  const file = join(temporaryFolder(), "outputs.jsonl");
  appendFileSync(file, '{"key":"a"}\nnonsense\n');
  const outputs = await BenchOutputs.open(file);
  expect(outputs.get("a")).toBeUndefined();
  await outputs.add(output("a"));
  expect((await BenchOutputs.open(file)).get("a")).toEqual(output("a"));
});
