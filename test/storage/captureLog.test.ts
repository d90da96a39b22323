import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaptureLine } from "../../server/core/learning/decision";
import { CaptureLog } from "../../server/storage/captureLog";
import { decisionLine } from "../support/decisions";

let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "penprint-log-"));
  file = join(folder, "data", "decisions.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const day = 24 * 3600 * 1000;
const start = Date.parse("2026-01-01T00:00:00Z");
const open = (limits = { maxDays: 365, maxMegabytes: 100 }, now = start, path = file) =>
  new CaptureLog(path, limits, { now: () => new Date(now) });
const ids = async (log = open()) => (await log.read()).decisions.map(({ line }) => line.id);

describe("the log of decisions", () => {
  it("gives back what was appended, with what followed", async () => {
    const log = open();
    await log.append([decisionLine("a", { text: "It\u2028is\n done 😀" }), decisionLine("b")]);
    const revised: CaptureLine = {
      version: 1,
      id: "a",
      time: "2026-01-01T00:01:00.000Z",
      kind: "revised",
      when: "saved",
      text: "mine",
    };
    await log.append([revised]);
    const { decisions, problems } = await log.read();
    expect(problems).toEqual([]);
    expect(decisions.map(({ line, final }) => [line.text, final])).toEqual([
      ["It\u2028is\n done 😀", "mine"],
      ["It's done.", "It's done."],
    ]);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it("is empty where there is no file, and makes none by looking", async () => {
    expect(await open().open()).toEqual({ kind: "ok", value: { dropped: 0 } });
    expect(await ids()).toEqual([]);
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  it("reports a broken line with its number and keeps it in the file", async () => {
    await open().append([decisionLine("a")]);
    await appendFile(
      file,
      '{"half\n{"version":9,"id":"x"}\n{"version":1,"id":"y","kind":"rejected"}\n',
    );
    await open().append([decisionLine("b")]);
    const { decisions, problems } = await open().read();
    expect(decisions.map(({ line }) => line.id)).toEqual(["a", "b"]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(problems[1]?.why).toContain("later Penprint");
    expect(await readFile(file, "utf8")).toContain('{"half\n');
  });

  it("cuts a line that a crash left unfinished, and ends a whole one", async () => {
    await open().append([decisionLine("a")]);
    const whole = await readFile(file, "utf8");
    await appendFile(file, JSON.stringify(decisionLine("b")).slice(0, 200));
    await open().open();
    expect(await readFile(file, "utf8")).toBe(whole);
    await appendFile(file, JSON.stringify(decisionLine("c")));
    await open().append([decisionLine("d")]);
    expect(await ids()).toEqual(["a", "c", "d"]);
  });

  it("deletes decisions with all that followed, and broken lines that name them", async () => {
    const undone: CaptureLine = {
      version: 1,
      id: "a",
      time: decisionLine("a").time,
      kind: "undone",
    };
    await open().append([decisionLine("a"), decisionLine("b"), undone]);
    await appendFile(file, '{"id":"a","text":"secret\n');
    await open().append([decisionLine("c")]);
    expect(await open().delete(new Set(["a", "nobody"]))).toEqual({
      kind: "ok",
      value: { deleted: 1 },
    });
    const text = await readFile(file, "utf8");
    expect(text).not.toContain("secret");
    expect(text).not.toContain('"a"');
    expect(await ids()).toEqual(["b", "c"]);
  });

  it("drops what is too old or too much", async () => {
    await open().append([
      decisionLine("old"),
      decisionLine("new", { time: "2026-03-01T00:00:00.000Z" }),
    ]);
    const limits = { maxDays: 30, maxMegabytes: 100 };
    expect(await open(limits, start + 40 * day).open()).toEqual({
      kind: "ok",
      value: { dropped: 1 },
    });
    expect(await ids()).toEqual(["new"]);
    const small = open({ maxDays: 30, maxMegabytes: 0.005 }, start + 60 * day);
    for (let at = 0; at < 12; at++) {
      const time = new Date(start + (50 + at / 100) * day).toISOString();
      await small.append([decisionLine(`n${at}`, { time })]);
    }
    const kept = await ids();
    expect(kept.at(-1)).toBe("n11");
    expect(kept.length).toBeLessThan(10);
    expect((await stat(file)).size).toBeLessThanOrEqual(5000);
  });

  it("says what to do when it cannot be written", async () => {
    await mkdir(file, { recursive: true });
    const result = await open().append([decisionLine("a")]);
    expect(result).toMatchObject({ kind: "failed" });
    expect(result.kind === "failed" && result.why).toContain(file);
  });
});

const child = join(__dirname, "..", "support", "appendDecisions.ts");
const tsx = join(__dirname, "..", "..", "node_modules", "tsx", "dist", "cli.mjs");

function writer(prefix: string, count: number): { process: ChildProcess; acknowledged: string[] } {
  const process_ = spawn(process.execPath, [tsx, child, file, prefix, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const acknowledged: string[] = [];
  createInterface({ input: process_.stdout }).on("line", (line) => acknowledged.push(line));
  return { process: process_, acknowledged };
}

describe("the log among processes", () => {
  it(
    "takes lines of three writers at once, one of which deletes",
    { timeout: 60_000 },
    async () => {
      await open().append([decisionLine("gone")]);
      const writers = ["x", "y"].map((prefix) => writer(prefix, 40));
      const ended = writers.map(({ process }) => once(process, "close"));
      const here = Array.from({ length: 40 }, (_, at) => open().append([decisionLine(`z-${at}`)]));
      const deleted = open().delete(new Set(["gone"]));
      await Promise.all([...ended, ...here, deleted]);
      const { decisions, problems } = await open().read();
      expect(problems).toEqual([]);
      expect(new Set(decisions.map(({ line }) => line.id)).size).toBe(120);
    },
  );

  it(
    "loses nothing that was acknowledged when it is killed again and again",
    { timeout: 90_000 },
    async () => {
      const acknowledged: string[] = [];
      for (let round = 0; round < 3; round++) {
        const { process: running, acknowledged: lines } = writer(`r${round}`, 100_000);
        while (lines.length < 5) await new Promise((done) => setTimeout(done, 10));
        await new Promise((done) => setTimeout(done, (round * 37) % 50));
        // tsx runs the script in a child of its own: the whole group goes.
        process.kill(-running.pid!, "SIGKILL");
        await once(running, "close");
        acknowledged.push(...lines);
      }
      await open().open();
      const { decisions, problems } = await open().read();
      expect(problems).toEqual([]);
      const kept = new Set(decisions.map(({ line }) => line.id));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      // At most the one line that was on its way in each round.
      expect(kept.size - acknowledged.length).toBeLessThanOrEqual(3);
    },
  );
});

const mounts = process.platform === "linux" && process.getuid?.() === 0;

describe("the log on a full disk", () => {
  it("keeps no half line and says so", async (context) => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    const mount = mounts
      ? spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk])
      : undefined;
    if (mount?.status !== 0)
      return context.skip("no small disk can be mounted: needs root on Linux");
    try {
      const full = join(disk, "decisions.jsonl");
      const log = open(undefined, start, full);
      await log.append([decisionLine("a")]);
      await writeFile(join(disk, "filler"), Buffer.alloc(52_000));
      const big = "word ".repeat(3000);
      const result = await log.append([decisionLine("b", { text: big })]);
      expect(result).toMatchObject({
        kind: "failed",
        userAction: expect.stringContaining("full") as string,
      });
      expect(await ids(log)).toEqual(["a"]);
      expect((await readFile(full, "utf8")).endsWith("\n")).toBe(true);
      await rm(join(disk, "filler"));
      expect(await log.append([decisionLine("b", { text: big })])).toMatchObject({ kind: "ok" });
      await writeFile(join(disk, "filler"), Buffer.alloc(44_000));
      expect(await log.delete(new Set(["a"]))).toMatchObject({ kind: "failed" });
      expect(await ids(log)).toEqual(["a", "b"]);
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});
