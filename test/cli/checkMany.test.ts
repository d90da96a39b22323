import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { writeFiles } from "../support/writtenNotes";

const source = "The harbour club counted 210 boats in 2019. Anna Berg kept the list.\n";
const claim = "The harbour club counted 340 boats in 2019.";
const claims = `---\nsources: [list.md]\n---\n\n${claim}\n`;

async function check(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await runPenprint(["check", ...args], {
    cwd,
    env: { PENPRINT_DATA: join(cwd, ".data"), GIT_CEILING_DIRECTORIES: join(cwd, "..") },
  });
  const found = stdout.split("\n").filter((line) => /^\S+:\d+:\d+ /.test(line));
  return { code, stdout, stderr, found: found.map((line) => /^\S+?:\d+/.exec(line)![0]) };
}

describe("penprint check --jobs", () => {
  it("finds the same in the same order, whatever the number", async () => {
    const folder = temporaryFolder();
    const notes = Array.from({ length: 90 }, (_, i): [string, string] => [
      `${i % 7}/note ${i}.md`,
      i % 10 === 0 ? "\0" : `${claims.replace("list", "../list")}\n${"Words here. ".repeat(i)}\n`,
    ]);
    writeFiles(folder, { ...Object.fromEntries(notes), "list.md": source });
    writeFiles(folder, { ".penprint.json": '{"rules":{"style/hedgez":"off"}}' });
    const runs = [];
    for (const jobs of ["1", "2", "4"]) runs.push(await check(folder, ".", "--jobs", jobs));
    runs.push(await check(folder, "."));
    for (const run of runs.slice(1)) expect(run).toEqual(runs[0]);
    expect(runs[0]).toMatchObject({ code: 1 });
    expect(runs[0]!.stdout.match(/ warning faithfulness\/number /g)).toHaveLength(81);
    expect(runs[0]!.stdout.match(/is no text/g)).toHaveLength(9);
    expect(runs[0]!.stdout.match(/style\/hedgez/g)).toHaveLength(1);
  });

  it("ends alike where the profile cannot be read, and refuses what is no number", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "Text.", "b.md": "Text.", "p.json": "{}" });
    const one = await check(folder, ".", "--profile", "p.json", "--jobs", "1");
    expect(one).toMatchObject({ code: 2, stdout: "" });
    expect(await check(folder, ".", "--profile", "p.json", "--jobs", "2")).toEqual(one);
    const none = await check(folder, ".", "--jobs", "0");
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/--jobs: a number from 1/)]);
  });
});

describe("penprint check --baseline", () => {
  it("shows only what is new: after edits elsewhere, other lines and another name", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "list.md": source, "a.md": `${claims}\n${claim} Yes.\n` });
    const written = await check(folder, ".", "--baseline", "known.json", "--write-baseline");
    expect([written.code, written.stdout]).toEqual([0, ""]);
    expect(written.stderr).toMatch(/known\.json is written.*2 findings \(2 warnings\)/);
    const file = readFileSync(join(folder, "known.json"), "utf8");
    expect(file).not.toMatch(/harbour|340|a\.md/);
    const before = await check(folder, ".", "--baseline", "known.json");
    expect([before.code, before.stdout]).toEqual([0, ""]);
    expect(before.stderr).toBe("Nothing found in 2 notes. Besides, 2 that the baseline knows.\n");

    renameSync(join(folder, "a.md"), join(folder, "b.md"));
    const more = claims.replace("\n\n", "\n\n# A heading\n\nA new line. ");
    const wrapped = more.replace("counted 340", "counted\n340");
    // The sentence a third time, which is one more than is known.
    writeFileSync(join(folder, "b.md"), `${wrapped}\n${claim} Yes.\n\nNow. ${claim}\n`);
    const after = await check(folder, ".", "--baseline", "known.json");
    expect([after.code, after.found]).toEqual([1, ["b.md:12"]]);
  });

  it("ends where the file cannot be used", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "Text." });
    const { code, stdout, stderr } = await check(folder, ".", "--baseline", "known.json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "penprint: known.json does not exist: write it with --write-baseline, and commit it.\n",
    );
  });
});

describe("penprint check --changed", () => {
  it("checks what changed since HEAD, or since the branch was left; with --changed-lines, only there", async () => {
    const folder = temporaryFolder();
    const git = (...args: string[]) => {
      const who = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
      execFileSync("git", [...who, ...args], { cwd: folder, stdio: "pipe" });
    };
    const old = `${claims}\nYes. ${claim}\n`;
    writeFiles(folder, { "list.md": source, "a.md": old, "b.md": old, "sub/c.md": "Text.\n" });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    const nothing = await check(folder, "--changed");
    expect([nothing.code, nothing.stdout]).toEqual([0, ""]);
    expect(nothing.stderr).toMatch(/none of 4 notes changed since HEAD/);

    git("checkout", "-q", "-b", "work");
    git("mv", "a.md", "ä new.md");
    writeFileSync(join(folder, "ä new.md"), `${old}\nSo. ${claim}\n`);
    git("commit", "-q", "-a", "-m", "second");
    writeFileSync(join(folder, "fresh.md"), claims);
    const places = async (...args: string[]) =>
      (await check(folder, ...args)).stdout.match(/^.*?\.md:\d+(?=:\d+ warning)/gm);
    expect(await places("--changed")).toEqual(["fresh.md:5"]);
    expect(await places(".", "--changed", "main")).toEqual([
      ...["fresh.md:5", "ä new.md:5", "ä new.md:7", "ä new.md:9"],
    ]);
    expect(await places(".", "--changed", "main", "--changed-lines")).toEqual([
      ...["fresh.md:5", "ä new.md:9"],
    ]);
    const wrong = await check(folder, "--changed", "sub");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/git knows no such commit.*penprint check sub --changed/);
  });

  it("says what is missing: a repository, git, an option", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "Text." });
    const outside = await check(folder, "--changed");
    expect(outside).toMatchObject({ code: 2, stdout: "" });
    expect(outside.stderr).toMatch(/is in no git repository/);
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const env = { PATH: empty, Path: empty };
    const without = await runPenprint(["check", "a.md", "--changed"], { cwd: folder, env });
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(/needs git, which is not on the PATH/);
    const { code, stderr } = await check(folder, "a.md", "--changed-lines");
    expect([code, stderr]).toEqual([2, expect.stringMatching(/needs --changed/)]);
  });
});
