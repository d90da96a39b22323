import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const source = "The harbour club counted 210 boats in 2019. Anna Berg kept the list.\n";
const claims =
  "---\ntitle: Boats\nsources: [list.md]\n---\n\nThe harbour club counted 340 boats in 2019.\n";

const position = z.object({ line: z.int().min(0), character: z.int().min(0) });
const range = z.strictObject({ start: position, end: position });
const report = z.strictObject({
  version: z.literal(1),
  files: z.array(
    z.strictObject({
      path: z.string(),
      notes: z.array(z.string()),
      findings: z.array(
        z.strictObject({
          rule: z.string().regex(/^(style|faithfulness)\//),
          severity: z.enum(["error", "warning", "information", "hint"]),
          message: z.string().min(1),
          range,
          score: z.number().min(0).max(1),
          related: z.array(z.strictObject({ path: z.string(), range, message: z.string() })),
          fixes: z.array(
            z.strictObject({
              title: z.string(),
              edits: z.array(z.strictObject({ range, newText: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** Writes files into a fresh folder. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function check(cwd: string, ...args: string[]) {
  const ran = await runPenprint(["check", ...args], {
    cwd,
    env: { PENPRINT_DATA: join(cwd, ".data") },
  });
  return { ...ran, report: () => report.parse(JSON.parse(ran.stdout)) };
}

describe("penprint check", () => {
  it("prints findings as a compiler does, and fails", async () => {
    const folder = folderWith({ "list.md": source, "boats.md": claims });
    const { code, stdout, stderr } = await check(folder, "boats.md");
    expect(stdout).toMatch(/^boats\.md:6:\d+ warning faithfulness\/\S+ .*\n {4}\| .*340/m);
    expect(stdout).toMatch(/^ {4}list\.md:1:\d+ .*210 boats/m);
    expect(stderr).toMatch(/^penprint: 1 finding \(1 warning\) in 1 of 1 note\.$/m);
    expect(code).toBe(1);
  });

  it("prints JSON as documented, paths as given, every file listed", async () => {
    const folder = folderWith({
      "a/list.md": source,
      "a/boats.md": claims,
      "b/other.md": "Text.\n",
    });
    const { code, report } = await check(
      folder,
      "./a",
      "b/other.md",
      "a/boats.md",
      "--format",
      "json",
    );
    const { files } = report();
    expect(files.map((file) => file.path)).toEqual(["./a/boats.md", "./a/list.md", "b/other.md"]);
    const [finding] = files[0]!.findings;
    expect(finding).toMatchObject({
      severity: "warning",
      range: { start: { line: 5, character: 25 }, end: { line: 5, character: 28 } },
      related: [{ path: "a/list.md" }],
    });
    expect(files[1]).toEqual({ path: "./a/list.md", notes: [], findings: [] });
    expect(code).toBe(1);
  });

  it.each([
    ["./notes", "./notes/a.md"],
    ["./notes/", "./notes/a.md"],
    ["notes/../notes//a.md", "notes/../notes//a.md"],
    ["$PWD/../x/notes", "$PWD/../x/notes/a.md"],
    ["../x/notes", "../x/notes/a.md"],
    [".", "notes/a.md"],
    ["..", "../x/notes/a.md"],
  ])("shows what is below %s as %s", async (given, shown) => {
    const cwd = join(folderWith({ "x/notes/a.md": "Text.\n" }), "x");
    const absolute = (path: string) => path.replace("$PWD", cwd);
    const { report } = await check(cwd, absolute(given), "--format", "json");
    expect(report().files.map((file) => file.path)).toEqual([absolute(shown)]);
  });

  it.each([
    ["never", 0],
    ["error", 0],
    ["warning", 1],
    ["information", 1],
  ])("--fail-on %s exits %i", async (severity, code) => {
    const folder = folderWith({ "list.md": source, "boats.md": claims });
    expect((await check(folder, "boats.md", "--fail-on", severity)).code).toBe(code);
  });

  it("keeps within --only, and asks for an author where style alone is wanted", async () => {
    const folder = folderWith({ "list.md": source, "boats.md": claims });
    expect((await check(folder, "boats.md", "--only", "faithfulness")).code).toBe(1);
    const style = await check(folder, "boats.md", "--only", "style");
    expect(style.code).toBe(2);
    expect(style.stderr).toMatch(/--profile/);
  });

  it("holds sources within --root", async () => {
    const folder = folderWith({
      "list.md": source,
      "notes/boats.md": claims.replace("list.md", "../list.md"),
    });
    const inside = await check(folder, "notes/boats.md", "--root", ".", "--format", "json");
    expect(inside.report().files[0]!.findings[0]!.rule).not.toBe("faithfulness/source");
    const outside = await check(folder, "notes/boats.md", "--root", "notes", "--format", "json");
    expect(outside.report().files[0]!.findings.map((finding) => finding.rule)).toContain(
      "faithfulness/source",
    );
  });

  it("counts lines and characters alike with CRLF, a byte order mark and emoji", async () => {
    const folder = folderWith({
      "list.md": source,
      "boats.md": `\uFEFF${claims.replace("The", "😀 The").replaceAll("\n", "\r\n")}`,
    });
    const { report } = await check(folder, "boats.md", "--format", "json");
    expect(report().files[0]!.findings[0]!.range).toEqual({
      start: { line: 5, character: 28 },
      end: { line: 5, character: 31 },
    });
  });

  it("checks without a network and writes nothing", async () => {
    const folder = folderWith({
      "note.md": "---\nsources: [https://example.org/x]\n---\n\nText here.\n",
    });
    const { code, report } = await check(folder, "note.md", "--format", "json");
    expect(report().files[0]!.findings[0]).toMatchObject({
      rule: "faithfulness/source",
      severity: "information",
    });
    expect(code).toBe(0);
  });
});

describe("penprint check, given what is no note", () => {
  it("says which path is missing", async () => {
    const { code, stderr, stdout } = await check(temporaryFolder(), "gone.md");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/gone\.md does not exist/);
  });

  it("says what is neither a file nor a folder", async ({ skip }) => {
    if (process.platform === "win32") skip("no pipes in folders there");
    const folder = folderWith({ "a.md": "Text." });
    execFileSync("mkfifo", [join(folder, "pipe.md")]);
    for (const path of ["pipe.md", "/dev/null"]) {
      const { code, stderr, stdout } = await check(folder, "a.md", path);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toBe(
        `penprint: ${path} is a pipe or a device: save its text in a file, and name that.\n`,
      );
    }
    expect((await check(folder, ".")).code).toBe(0);
  });

  it("says which folder holds no notes", async () => {
    const folder = folderWith({
      "a/n.md": "Text.",
      "b/n.txt": "Text.",
      "c/n.md": "Text.",
      "c/.gitignore": "*.md",
      "c/.git/HEAD": "",
    });
    const { code, stderr, report } = await check(folder, "a", "b", "./c", "--format", "json");
    expect([code, report().files.length]).toEqual([0, 1]);
    expect(stderr).toBe(
      "penprint check: no Markdown files in b.\n" +
        "penprint check: no Markdown files in ./c (left out: .gitignore).\n",
    );
  });

  it.each([
    [["a.md", "--format", "xml"], /--format/],
    [["a.md", "--fail-on", "hint"], /--fail-on/],
    [["a.md", "--what"], /--what/],
    [[], /path/],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await check(folderWith({ "a.md": "x" }), ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it.each([
    ["empty", "", []],
    ["only front matter", "---\ntitle: x\n---\n", []],
    ["binary", new Uint8Array([0, 1, 2, 255, 0]), [/is no text/]],
    ["invalid UTF-8", new Uint8Array([0x61, 0xff, 0x62]), [/is not UTF-8/]],
    ["10 MB", "A line of text.\n\n".repeat(600_000), [/Longer than 4 million characters/]],
  ])("lists a file that is %s", async (_, content, notes) => {
    const folder = folderWith({ "note.md": content });
    const { code, report, stderr } = await check(folder, "note.md", "--format", "json");
    expect([code, stderr]).toEqual([0, ""]);
    const [file] = report().files;
    expect(file!.findings).toEqual([]);
    expect(file!.notes).toHaveLength(notes.length);
    notes.forEach((note, index) => expect(file!.notes[index]).toMatch(note));
  });

  it.each([
    ["a paragraph", "", {}, 1],
    ["a paragraph of HTML", "<p>", {}, 1],
    ["a paragraph, faithfulness off", "", { faithfulness: false }, 1],
    ["a paragraph, style off", "", { style: false }, 1],
    ["a paragraph, nothing on", "", { style: false, faithfulness: false }, 0],
  ])("says that %s is too long to be checked, at its first line", async (_, tag, on, count) => {
    const long = `${tag}${"word ".repeat(20_000)}\n`;
    const folder = folderWith({
      "note.md": `A line.\n\n${long}\n- item\n`,
      "settings.json": JSON.stringify({ diagnostics: on }),
    });
    const settings = ["--settings", "settings.json"];
    const { code, report } = await check(folder, "note.md", "--format", "json", ...settings);
    expect(code).toBe(0);
    const { findings } = report().files[0]!;
    expect(findings).toHaveLength(count);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        rule: "style/too-long",
        severity: "information",
        range: { start: { line: 2, character: tag.length }, end: { line: 2 } },
      });
    }
  });

  it("finds broken YAML at its place", async () => {
    const folder = folderWith({ "note.md": "---\ntitle: [x\n---\n\nText.\n" });
    const { code, report } = await check(folder, "note.md", "--format", "json");
    expect(code).toBe(1);
    const [finding] = report().files[0]!.findings;
    expect(finding).toMatchObject({ rule: "faithfulness/source", severity: "warning" });
    expect(finding!.message).toMatch(/^Front matter is not valid YAML/);
  });

  it("goes on past a folder that it may not read", async ({ skip }) => {
    if (process.platform === "win32") skip("folders have no such modes there");
    const folder = folderWith({ "open/a.md": "Text.", "shut/b.md": "Text." });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "shut"), 0o000);
    const ran = await runPenprint(["check", ".", "--format", "json"], {
      cwd: folder,
      env: { PENPRINT_DATA: join(folder, ".data") },
      // Root may read everything, so the command runs as nobody.
      ...(process.getuid?.() === 0 ? { uid: 65_534 } : {}),
    });
    chmodSync(join(folder, "shut"), 0o700);
    const { files } = report.parse(JSON.parse(ran.stdout));
    expect(files.map((file) => file.path).sort()).toEqual(["open/a.md", "shut"]);
    expect(files.find((file) => file.path === "shut")!.notes[0]).toMatch(/cannot be read/);
    expect(ran.code).toBe(0);
  });

  it("survives links in circles", async () => {
    const folder = folderWith({ "a.md": "Text." });
    symlinkSync(folder, join(folder, "again"));
    symlinkSync(join(folder, "b.md"), join(folder, "b.md"));
    const { report } = await check(folder, ".", "--format", "json");
    expect(report().files.map((file) => file.path)).toContain("a.md");
  });

  it.each([
    ["of a newer version", '{"format":"penprint-profile","version":99}', /newer/],
    ["that is none", "{}", /no Penprint profile/],
    ["that is no JSON", "words", /no JSON/],
  ])("refuses a profile %s", async (_, content, message) => {
    const folder = folderWith({ "a.md": "Text.", "p.json": content });
    const { code, stderr } = await check(folder, "a.md", "--profile", "p.json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^penprint: p\.json /);
    expect(stderr).toMatch(message);
  });
});
