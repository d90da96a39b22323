import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../server/storage/replaceFile";
import { temporaryFolder } from "../support/temporaryFolder";

const chunks = (text: string) => [Buffer.from(text)];
/** The id of a process that has ended. */
const goneProcess = (): number => spawnSync(process.execPath, ["-e", "0"]).pid;
const anHourAgo = new Date(Date.now() - 3_600_000);

test("what killed processes left half-written is removed, nothing else", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "decisions.jsonl");
  const gone = goneProcess();
  const drafts = {
    left: `decisions.jsonl.${gone}.new`,
    leftToo: `decisions.jsonl.${gone}-3.new`,
    young: `decisions.jsonl.${gone}-4.new`,
    running: `decisions.jsonl.${process.ppid}-1.new`,
    another: `other.jsonl.${gone}.new`,
    notes: "decisions.jsonl.new",
  };
  for (const [name, draft] of Object.entries(drafts)) {
    writeFileSync(join(folder, draft), "text of the user");
    if (name !== "young") utimesSync(join(folder, draft), anHourAgo, anHourAgo);
  }
  await replaceFile(file, chunks("whole\n"));
  const { young, running, another, notes } = drafts;
  expect(readdirSync(folder).sort()).toEqual(
    ["decisions.jsonl", young, running, another, notes].sort(),
  );
});

test("two replacements at once in one process: the file is one of the two, whole", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a.json");
  const texts = ["a", "b", "c", "d"].map((letter) => letter.repeat(3_000_000));
  await Promise.all(texts.map((text) => replaceFile(file, chunks(text))));
  expect(texts).toContain(readFileSync(file, "utf8"));
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test.skipIf(process.platform === "win32")(
  "a new file gets the mode that is asked for",
  async () => {
    const folder = temporaryFolder();
    await replaceFile(join(folder, "own"), chunks("x"));
    await replaceFile(join(folder, "shared"), chunks("x"), undefined, 0o644);
    await replaceFile(join(folder, "shared"), chunks("y"));
    const modes = ["own", "shared"].map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o644]);
  },
);
