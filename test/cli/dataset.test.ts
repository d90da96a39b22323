import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { chatServer, say, type ChatServer } from "../support/chatServer";
import { decisionLine } from "../support/decisions";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { noteText, writeFiles } from "../support/writtenNotes";

let planner: ChatServer;
beforeAll(async () => {
  planner = await chatServer(({ asked }, response) => {
    const [, text = ""] = /BEGIN TEXT \w+\n([^]*)\nEND TEXT/.exec(asked) ?? [];
    say(response, text.replace(/(?<=\. )/g, "It is the case, as has been noted before, that "));
  });
});
afterAll(() => planner.close());

function setup() {
  const folder = temporaryFolder();
  const notes = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`notes/${i}.md`, noteText("plain", 3, i + 1)]),
  );
  writeFiles(folder, notes);
  const settings = join(folder, "settings.json");
  writeFileSync(
    settings,
    JSON.stringify({ planner: { kind: "openai", baseUrl: planner.baseUrl, model: "m" } }),
  );
  const data = join(folder, "data");
  mkdirSync(data);
  const build = (...args: string[]) =>
    runPenprint(
      [
        "dataset",
        "build",
        "--author",
        "Sam",
        "--out",
        "set",
        "--format",
        "json",
        "--quiet",
        ...args,
      ],
      { cwd: folder, env: { PENPRINT_DATA: data, PENPRINT_API_KEY: "k" } },
    );
  const rows = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, "set", name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const keep = async (...ids: string[]): Promise<void> => {
    const limits = { maxDays: 10_000, maxMegabytes: 10 };
    const log = new CaptureLog(captureLogFile(data), limits, { now: () => new Date() });
    await log.append(ids.map((id) => decisionLine(id)));
  };
  return { folder, data, settings, build, rows, keep };
}

describe("penprint dataset build", () => {
  it("makes pairs of the author's notes with the planner, once; a struck row stays out", async () => {
    const { folder, build, rows, settings, keep } = setup();
    await keep("a");
    const args = ["--notes", "notes", "--settings", settings];
    const first = await build(...args);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const report = JSON.parse(first.stdout) as { counts: { sft: number; holdout: number } };
    expect(report).toEqual(JSON.parse(readFileSync(join(folder, "set", "report.json"), "utf8")));
    const { sft, holdout } = report.counts;
    expect([rows("sft.jsonl").length, rows("holdout.jsonl").length]).toEqual([sft, holdout]);
    expect(sft).toBeGreaterThan(8);
    expect(holdout).toBeGreaterThan(0);
    const notesOf = (name: string) => new Set(rows(name).map((row) => row["note"]));
    expect([...notesOf("holdout.jsonl")].filter((note) => notesOf("sft.jsonl").has(note))).toEqual(
      [],
    );

    const asked = planner.seen.length;
    const struck = String(rows("sft.jsonl")[0]!["id"]);
    expect((await build(...args, "--strike", struck)).code).toBe(0);
    expect(planner.seen.length).toBe(asked);
    appendFileSync(
      join(folder, "set", "struck.txt"),
      `${String(rows("sft.jsonl")[0]!["id"])}  # mine\n`,
    );
    expect((await build(...args)).code).toBe(0);
    expect(rows("sft.jsonl").length).toBe(sft - 2);
    expect(rows("sft.jsonl").map((row) => row["id"])).not.toContain(struck);
  });

  it("without a planner: decisions alone, and a reason", async () => {
    const { build, rows, keep } = setup();
    await keep("a");
    const { code, stdout } = await build("--notes", "notes");
    expect(code).toBe(0);
    expect(stdout).toContain("no planner is configured");
    expect(stdout).toContain('"missing":20');
    expect(rows("sft.jsonl").length + rows("holdout.jsonl").length).toBe(1);
  });

  it("says what is wrong with its input", async () => {
    const { folder, data, build, keep } = setup();
    expect(await build("--notes", "gone")).toMatchObject({ code: 2 });
    expect(await build("--log", "gone.jsonl")).toMatchObject({ code: 2 });
    await keep("a");
    appendFileSync(captureLogFile(data), "{broken\n");
    const broken = await build();
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain("decisions.jsonl:2: not JSON");
    expect(existsSync(join(folder, "set", "report.json"))).toBe(true);
    const [settled] = readFileSync(join(folder, "set", "report.json"), "utf8");
    expect(settled).toBe("{");
  });
});
