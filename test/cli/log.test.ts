import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { decisionLine } from "../support/decisions";
import { runPenprint } from "../support/runPenprint";

let data = "";
beforeEach(async () => (data = await mkdtemp(join(tmpdir(), "penprint-data-"))));
afterEach(() => rm(data, { recursive: true, force: true }));

const run = (...args: string[]) => runPenprint(["log", ...args, "--data-dir", data]);
const file = (): string => captureLogFile(data);

async function fill(): Promise<void> {
  const log = new CaptureLog(
    file(),
    { maxDays: 10_000, maxMegabytes: 10 },
    { now: () => new Date() },
  );
  const time = "2026-01-01T00:05:00.000Z";
  await log.append([
    decisionLine("a"),
    decisionLine("b", { kind: "rejected" }),
    { version: 1, id: "a", time, kind: "revised", when: "saved", text: "It's done now." },
    decisionLine("c"),
    { version: 1, id: "c", time, kind: "undone" },
  ]);
}

describe("penprint log", () => {
  it("has nothing to say before anything is kept", async () => {
    expect(await run("list")).toMatchObject({ code: 0, stdout: "" });
    expect(await run("list", "--log", join(data, "no.jsonl"))).toMatchObject({ code: 2 });
  });

  it("lists decisions with what became of them", async () => {
    await fill();
    const text = await run("list");
    expect(text.stdout.match(/accepted, then revised|rejected|undone/g)).toEqual([
      "accepted, then revised",
      "rejected",
      "undone",
    ]);
    const { stdout } = await run("list", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject([
      { id: "a", outcome: "accepted", final: "It's done now.", settled: true },
      { id: "b", outcome: "rejected", final: "It is done." },
      { id: "c", outcome: "undone", final: "It is done." },
    ]);
  });

  it.each([
    ["trl", (row: Record<string, unknown>) => [row["prompt"], row["completion"]].flat()],
    ["openai", (row: Record<string, unknown>) => row["messages"]],
  ])("exports what was kept for %s", async (format, messagesOf) => {
    await fill();
    const { code, stdout, stderr } = await run("export", "--format", format);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([code, rows.length]).toEqual([0, 1]);
    const messages = messagesOf(rows[0]!) as { role: string; content: string }[];
    expect(messages.map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
    expect(messages[1]?.content).toContain("It is done.");
    expect(messages[1]?.content).toContain("I don't.");
    expect(messages[2]?.content).toBe("It's done now.");
    expect(stderr).toContain("1 of 3 decisions");
  });

  it("exports draft and text alike: with what was masked in the draft, links as marks on both sides", async () => {
    const log = new CaptureLog(
      file(),
      { maxDays: 10_000, maxMegabytes: 10 },
      { now: () => new Date() },
    );
    await log.append([
      decisionLine("a", {
        original: "It is 6, as [Anna](https://a.org) does not say.",
        draft: "It is {D1}, as {X2} does not say.",
        text: "It's 6, as [Anna](https://a.org) doesn't say.",
      }),
    ]);
    const { stdout } = await run("export", "--format", "openai");
    const { messages } = JSON.parse(stdout) as { messages: { content: string }[] };
    expect(messages[1]?.content).toContain("<draft>\nIt is 6, as {X1} does not say.\n</draft>");
    expect(messages[2]?.content).toBe("It's 6, as {X1} doesn't say.");
  });

  it("exports ShareGPT turns", async () => {
    await fill();
    const { stdout } = await run("export", "--format", "sharegpt");
    const row = JSON.parse(stdout) as { conversations: { from: string; value: string }[] };
    expect(row.conversations.map(({ from }) => from)).toEqual(["system", "human", "gpt"]);
  });

  it("goes on after a broken line, names it, and ends as bad input", async () => {
    await fill();
    await appendFile(file(), "{broken\n");
    const { code, stdout, stderr } = await run("export");
    expect([code, stdout.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(`${file()}:6: `);
  });
});
