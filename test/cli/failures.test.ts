import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const claim = JSON.stringify({
  id: "a",
  source: "There are 41 nests.",
  text: "There are 41 nests.",
});

describe("what cannot be done is said in one line", () => {
  it("check: --quiet prints no summary, and a root must be there", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.md"), "---\nsources: [gone.md]\n---\n\nWords.\n");
    const check = (...args: string[]) => runPenprint(["check", "a.md", ...args], { cwd: folder });
    expect(await check("--quiet")).toMatchObject({ code: 1, stderr: "" });
    expect(await check("--root", "nosuch")).toMatchObject({
      code: 2,
      stderr: "penprint: --root nosuch does not exist: name a folder.\n",
    });
  });

  it.each([
    ['{"diagnostic": {"style": false}}', 'no setting "diagnostic"'],
    ['{"planner": {"kinds": "openai"}}', 'no setting "planner.kinds"; here stand kind, baseUrl'],
    ['{"diagnostics": {"severity": {"style/passage": "loud"}}}', "diagnostics.severity"],
    ["{", "cannot be read as JSON"],
  ])("settings %s", async (text, why) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), text);
    writeFileSync(join(folder, "a.md"), "Words.\n");
    const args = ["check", "a.md", "--settings", "settings.json"];
    const { code, stderr } = await runPenprint(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  it("settings are heeded", async () => {
    const folder = temporaryFolder();
    const settings = { diagnostics: { severity: { "faithfulness/source": "off" } } };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
    writeFileSync(join(folder, "a.md"), "---\nsources: [gone.md]\n---\n\nWords.\n");
    const check = (...args: string[]) => runPenprint(["check", "a.md", ...args], { cwd: folder });
    expect((await check()).code).toBe(1);
    expect((await check("--settings", "settings.json")).code).toBe(0);
  });

  it("a rule that is none is said, in the settings and in a folder's file", async () => {
    const folder = temporaryFolder();
    const rules = { "faithfulness/sources": "off" };
    writeFileSync(join(folder, "s.json"), JSON.stringify({ diagnostics: { severity: rules } }));
    writeFileSync(join(folder, ".penprint.json"), JSON.stringify({ rules }));
    writeFileSync(join(folder, "a.md"), "Words.\n");
    const args = ["check", "a.md", "--settings", "s.json"];
    const { code, stdout, stderr } = await runPenprint(args, { cwd: folder });
    const why =
      'names "faithfulness/sources", which is no rule. Did you mean "faithfulness/source"?';
    expect(code).toBe(0);
    expect(stderr).toContain(`penprint check: the setting diagnostics.severity ${why}\n`);
    expect(stdout).toBe(`a.md: note: ${join(folder, ".penprint.json")} ${why}\n`);
  });

  it("files and folders in each other's place", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.md");
    writeFileSync(file, "Words.\n");
    mkdirSync(join(folder, "sub"));
    for (const args of [
      ["log", "export", "--log", folder],
      ["log", "list", "--data-dir", file],
      ["learn", file, "--author", "A", "--profile", join(folder, "sub")],
    ]) {
      const { code, stderr } = await runPenprint(args, { env: { PENPRINT_DATA: folder } });
      expect([args[0], code, stderr.trim().split("\n").length]).toEqual([args[0], 2, 1]);
    }
  });
});

describe("JSON lines", () => {
  it("may begin with a byte order mark; a line that is not UTF-8 is answered with an error", async () => {
    const { code, stdout } = await runPenprint(["verify", "--fast", "--quiet"], {
      input: `\uFEFF${claim}\n`,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: "a", flagged: false });
  });

  it("go on after a line that is not UTF-8", async () => {
    const bad = Buffer.from('{"id":"b","source":"x","text":"caf\xe9"}\n', "latin1");
    const { code, answers } = await verify((stdin) =>
      stdin.end(Buffer.concat([bad, Buffer.from(`${claim}\n`)])),
    );
    expect(code).toBe(2);
    expect(answers).toMatchObject([
      { id: "b", error: expect.stringContaining("UTF-8") as string },
      { id: "a" },
    ]);
  });

  it("end at the first interrupt, with what was answered", async () => {
    const { code, answers } = await verify(
      (stdin) => stdin.write(`${claim}\n`),
      (kill) => kill("SIGINT"),
    );
    expect(code).toBe(130);
    expect(answers).toMatchObject([{ id: "a" }]);
  });
});

/** Runs `verify`; `answered` is called with the first answer. */
async function verify(
  feed: (stdin: NodeJS.WritableStream) => void,
  answered: (kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<{ code: number | null; answers: unknown[] }> {
  const child = spawn(process.execPath, [resolve("dist/penprint.js"), "verify", "--fast"]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stdout.once("data", () => answered((signal) => child.kill(signal)));
  feed(child.stdin);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  const answers = stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  return { code, answers };
}
