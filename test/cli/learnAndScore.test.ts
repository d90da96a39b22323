import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { noteText, paragraph, writeFiles } from "../support/writtenNotes";

const penprint = (folder: string, args: readonly string[], input = "") =>
  runPenprint(args, { input, env: { PENPRINT_DATA: join(folder, "data") } });

const lines = (out: string): unknown[] =>
  out
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

describe("learn and score", () => {
  test(
    "a profile outlives its notes and tells the author from somebody else",
    { timeout: 90_000 },
    async () => {
      const folder = temporaryFolder();
      for (let i = 0; i < 12; i++) {
        writeFiles(folder, { [`notes/${i}.md`]: noteText("plain", 4, i) });
      }
      const profile = join(folder, "ada.json");
      const learned = await penprint(folder, [
        "learn",
        join(folder, "notes"),
        "--author",
        "Ada",
        "--profile",
        profile,
        "--exclude",
        "11.md",
        "--format",
        "json",
      ]);
      expect(learned).toMatchObject({ code: 0 });
      expect(lines(learned.stdout)[0]).toMatchObject({
        author: "Ada",
        notes: 11,
        leftOut: [{ path: join(folder, "notes", "11.md"), why: "excluded by a pattern" }],
      });

      const scored = await penprint(
        folder,
        ["score", "--profile", profile],
        [
          JSON.stringify({ id: "own", text: paragraph("plain", 90, 4711) }),
          "nonsense",
          JSON.stringify({ id: 2, text: paragraph("formal", 90, 4711) }),
          JSON.stringify({ id: "short", text: "Too short." }),
        ].join("\n"),
      );
      const [own, bad, foreign, short] = lines(scored.stdout) as { id: unknown; style: number }[];
      expect(scored.code).toBe(2);
      expect(own).toMatchObject({ id: "own" });
      expect(own!.style).toBeGreaterThan(foreign!.style + 0.3);
      expect(bad).toMatchObject({ id: null, error: expect.stringContaining("line 2") as unknown });
      expect(foreign!.id).toBe(2);
      expect(short).toEqual({
        id: "short",
        style: null,
        why: expect.stringContaining("2 words") as unknown,
      });
    },
  );

  test("--include names the files that are learned", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const text = noteText("plain", 2, 1);
    writeFiles(folder, { "notes/a.md": text, "notes/b.txt": text, "notes/sub/c.txt": text });
    const learn = async (...options: readonly string[]) => {
      const profile = ["--author", "A", "--profile", join(folder, "a.json")];
      const args = ["learn", join(folder, "notes"), ...profile, "--format", "json", ...options];
      const { stdout } = await penprint(folder, args);
      const [{ used }] = lines(stdout) as [{ used: readonly { note: string }[] }];
      return used.map(({ note }) => note);
    };
    expect(await learn()).toEqual(["a.md"]);
    expect(await learn("--include", "*.txt")).toEqual(["b.txt"]);
    expect(await learn("--include", "sub/*.txt", "--include", "*.md")).toEqual([
      "a.md",
      "sub/c.txt",
    ]);
  });

  test("interrupted, the old file stands", { timeout: 60_000 }, async ({ skip }) => {
    if (process.platform !== "linux") skip("what a process has open is not told there");
    const folder = temporaryFolder();
    const notes = Array.from({ length: 400 }, (_, i) => [
      `notes/${i}.md`,
      noteText("plain", 12, i),
    ]);
    writeFiles(folder, { ...(Object.fromEntries(notes) as object), "ada.json": "old" });
    const profile = join(folder, "ada.json");
    const options = ["--author", "A", "--profile", profile, "--data-dir", join(folder, "data")];
    const child = spawn(process.execPath, [
      resolve("dist/penprint.js"),
      ...["learn", join(folder, "notes"), ...options],
    ]);
    let out = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (out += data.toString()));
    const ended = once(child, "close");
    // Learning is surely under way as soon as one of the notes is open.
    while (!filesOpenIn(child.pid!).some((file) => file.startsWith(join(folder, "notes")))) {
      await setImmediate();
    }
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(out).toBe("");
    expect(readFileSync(profile, "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["ada.json", "notes"]);
  });

  test("help names the choices of --format", async () => {
    const { stdout } = await penprint(temporaryFolder(), ["learn", "--help"]);
    expect(stdout).toMatch(/--format <format> .*"text", "json"/);
  });

  test("bad input leaves the old file and says what to do", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const profile = join(folder, "ada.json");
    writeFileSync(profile, "old");
    const gone = join(folder, "gone");
    const learned = await penprint(folder, ["learn", gone, "--author", "A", "--profile", profile]);
    expect(learned.code).toBe(2);
    expect(learned.stderr).toContain(`${gone} does not exist`);
    expect(readFileSync(profile, "utf8")).toBe("old");
    const scored = await penprint(folder, ["score", "--profile", profile]);
    expect(scored).toMatchObject({ code: 2, stdout: "" });
    expect(scored.stderr).toContain("is no JSON");
  });

  test("below 1,500 words it is written, with a warning", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": noteText("plain", 4, 1) });
    const profile = join(folder, "ada.json");
    const args = ["learn", join(folder, "a.md"), "--author", "A", "--profile", profile];
    const learned = await penprint(folder, [...args, "--no-passages"]);
    expect(learned.code).toBe(0);
    expect(learned.stderr).toMatch(/A's profile has \d+ words; style is judged from 1500 on/);
    expect(existsSync(profile)).toBe(true);
    expect(readFileSync(profile, "utf8")).not.toContain('"texts"');
  });
});

function filesOpenIn(process: number): readonly string[] {
  const folder = `/proc/${process}/fd`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(join(folder, name))];
    } catch {
      return []; // closed meanwhile
    }
  });
}
