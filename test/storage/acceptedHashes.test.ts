import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AcceptedHashes } from "../../server/storage/acceptedHashes";
import { temporaryFolder } from "../support/temporaryFolder";

test("sentences are known again by hashes alone; a line that a crash cut costs only itself", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "accepted-sentences.txt");
  const accepted = new AcceptedHashes(folder);
  expect((await accepted.with([])).size).toBe(0);
  await accepted.add(["it's late", "we don't mind"]);
  appendFileSync(file, "0123");
  await accepted.add(["the kettle is on"]);
  expect(readFileSync(file, "utf8")).not.toMatch(/late|mind|kettle/);
  const known = await accepted.with(["from the log"]);
  const asked = ["it's late", "we don't mind", "the kettle is on", "from the log", "the author's"];
  expect(asked.map((sentence) => known.has(sentence))).toEqual([true, true, true, true, false]);
});

test("the file stays small: the newest are kept", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "accepted-sentences.txt");
  writeFileSync(file, "0123456789abcdef\n".repeat(58_823));
  const accepted = new AcceptedHashes(folder);
  await accepted.add(["newest"]);
  expect(statSync(file).size).toBeLessThan(600_000);
  expect((await accepted.with([])).has("newest")).toBe(true);
});

test("a folder that cannot be written to is an answer", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  expect(await new AcceptedHashes(file).add(["one"])).toMatchObject({ kind: "failed" });
});
