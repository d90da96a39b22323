import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { SourceFileReader } from "../../server/storage/sourceFiles";
import { ignoreRuleIn, readFolderRules } from "../../server/storage/folderConfig";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const SECRET = "The vault under the pier was opened on 9 May 1987 with the code 7713.";
const OWN = "The harbour club counted 210 boats in the spring of 2019.";
const windows = process.platform === "win32";

/** `work/` is what somebody sent; `private/` lies beside it. */
let base = "";
let work = "";
let secret = "";
beforeEach(() => {
  base = temporaryFolder();
  work = join(base, "work");
  secret = join(base, "private", "secret.md");
  mkdirSync(join(work, ".git"), { recursive: true });
  mkdirSync(join(base, "private"));
  writeFileSync(secret, `${SECRET}\n`);
  writeFileSync(join(work, "own.md"), `${OWN}\n`);
  symlinkSync(secret, join(work, "link.md"));
  symlinkSync(join(base, "private"), join(work, "linked"), "dir");
});

const entries = (): readonly string[] => [
  "../private/secret.md",
  "./../private/secret.md",
  "own.md/../../private/secret.md",
  "..\\private\\secret.md",
  "%2e%2e/private/secret.md",
  "..%2fprivate%2fsecret.md",
  secret,
  `file://${secret}`,
  `FILE:${secret}`,
  `vscode-file://vscode-app${secret}`,
  `/proc/self/root${secret}`,
  `//localhost${secret}`,
  `\\\\localhost\\share\\secret.md`,
  "~/secret.md",
  "link.md",
  "linked/secret.md",
  "linked/*.md",
  "**/secret.md",
  "link*.md",
  "../private/*.md",
  "{../private,x}/*.md",
  "*/../../private/*.md",
  "+(..)/private/*.md",
  "[.][.]/private/*.md",
  "[[../private/secret]]",
  "[[secret]]",
  "[[linked/secret]]",
  "[[**/secret]]",
  "[[link]]",
];

describe("what lies outside the folder", () => {
  test.skipIf(windows)("is in no article, whatever way a note names it", async () => {
    for (const key of ["sources", "brief"]) {
      const listed = JSON.stringify(["own.md", ...entries()]);
      const named =
        key === "sources"
          ? `brief: How many boats the harbour club counted\nsources: ${listed}`
          : `brief: ${JSON.stringify(entries()[0])}\nsources: [own.md]`;
      writeFileSync(join(work, "note.md"), `---\ntitle: Pier\n${named}\n---\n`);
      const ran = await runPenprint(["generate", "note.md"], {
        cwd: work,
        env: { PENPRINT_DATA: join(base, "data") },
      });
      expect(ran.stdout + ran.stderr).not.toMatch(/vault|7713/);
      if (key === "sources") expect(ran.stdout).toContain("210 boats");
    }
  });

  test.skipIf(windows)("each way is refused with words", async () => {
    const place = { path: join(work, "note.md"), root: work };
    for (const entry of entries()) {
      const located = await new SourceFileReader().locate(entry, place);
      expect([entry, located.kind]).toEqual([entry, "none"]);
    }
  });

  test("is not even looked for: whether a file is there cannot be told from the answer", async () => {
    const place = { path: join(work, "note.md"), root: work };
    const reader = new SourceFileReader();
    for (const entry of ["../private/secret.md", secret, "\\\\localhost\\share\\secret.md"]) {
      if (entry.startsWith("\\") && !windows) continue;
      const there = await reader.locate(entry, place);
      const gone = await reader.locate(entry.replace("secret", "nothing"), place);
      expect(JSON.stringify(gone).replaceAll("nothing", "secret")).toBe(JSON.stringify(there));
      expect(there).toMatchObject({ kind: "none", watched: [] });
    }
  });
});

describe.skipIf(windows)("files that never end", () => {
  test("a pipe or a device as source, as rules and as .gitignore holds nobody up", async () => {
    execFileSync("mkfifo", [join(work, "pipe.md"), join(work, ".penprint.json")]);
    mkdirSync(join(work, "notes"));
    execFileSync("mkfifo", [join(work, "notes", ".gitignore")]);
    writeFileSync(join(work, "notes", "a.md"), `---\nsources: [../pipe.md]\n---\n\n${OWN}\n`);
    symlinkSync("/dev/zero", join(work, "notes", ".penprint.json"));
    const { code, stdout } = await runPenprint(["check", "notes", "--root", "."], { cwd: work });
    expect(code).toBe(1);
    expect(stdout).toContain("pipe.md is a pipe or a device");
    expect(stdout).toContain(".penprint.json cannot be read: it is a pipe or a device");
    expect(stdout).toMatch(/notes\/\.penprint\.json is a link that leads out of/);
  });
});

/** Each makes a regular expression that takes minutes or for ever, or is the dearest that is still taken. */
const costly = [
  "+(+(a))b",
  "*(*(a|aa))b",
  "(a|a?)+b",
  "+(a|+(a|+(a)))",
  "{a,aa}+b",
  "[a]+[a]+[a]+[a]+[a]+[a]+b",
  "{a,aa}".repeat(40),
  "*a".repeat(12) + "b",
  "*a*a*ab",
  "{*a,*aa}{*a,*aa}*b",
  "**/a/**/a/**/a/**/b",
  "a".repeat(1000),
];

test.skipIf(windows)("a pattern among the sources holds nobody up", async () => {
  const deep = join(work, ...Array.from({ length: 60 }, () => "a"));
  mkdirSync(deep, { recursive: true });
  for (const folder of [work, deep]) writeFileSync(join(folder, `${"a".repeat(200)}!.md`), OWN);
  const began = performance.now();
  const place = { path: join(work, "note.md"), root: work };
  for (const pattern of costly) {
    const located = await new SourceFileReader().locate(pattern, place);
    expect([pattern, located.kind]).toEqual([pattern, "none"]);
  }
  expect(performance.now() - began).toBeLessThan(4000);
});

describe(".penprint.json", () => {
  const note = () => join(work, "note.md");

  test("that is a link is read nowhere else, and nothing is written through it", async () => {
    const target = join(base, "private", "settings.json");
    writeFileSync(target, "{}");
    symlinkSync(target, join(work, ".penprint.json"));
    const { problems } = await readFolderRules(note(), work);
    expect(problems).toMatchObject([{ severity: "error", why: /leads out of/ }].map(matching));
    expect(await ignoreRuleIn(work, "style/hedges")).toMatchObject({ kind: "refused" });
    expect(readFileSync(target, "utf8")).toBe("{}");
  });

  test("that is a link to nothing makes no file there", async () => {
    const target = join(base, "private", "new.json");
    symlinkSync(target, join(work, ".penprint.json"));
    await ignoreRuleIn(work, "style/hedges");
    expect(existsSync(target)).toBe(false);
  });

  test("names no command, no server and no model: what is no rule is refused", async () => {
    for (const more of [
      { planner: { kind: "openai", baseUrl: "http://127.0.0.1:9" } },
      { "penprint.model.location": "/bin/sh" },
      { rules: { "../../x": "off" } },
    ]) {
      writeFileSync(join(work, ".penprint.json"), JSON.stringify(more));
      const { rules, problems } = await readFolderRules(note(), work);
      expect([rules, problems.length]).toEqual([{}, 1]);
    }
  });

  test("holds nobody up with a pattern", async () => {
    const name = join(work, `${"a".repeat(200)}!.md`);
    const began = performance.now();
    for (const pattern of costly) {
      writeFileSync(join(work, ".penprint.json"), JSON.stringify({ ignoreFiles: [pattern] }));
      expect([pattern, (await readFolderRules(name, work)).ignored]).toEqual([pattern, false]);
    }
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

/** Regular expressions in an expected object. */
function matching(expected: { severity: string; why: RegExp }): object {
  return { ...expected, why: expect.stringMatching(expected.why) as string };
}
