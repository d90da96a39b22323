import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { runAction } from "../support/runAction";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { validateSarif } from "../support/validSarif";
import { writeFiles } from "../support/writtenNotes";

const note = "---\nsources: [list.md]\n---\n\nThe club counted 340 boats in 2019.\n";

/** A repository with its notes in a folder whose name a shell would like to run. */
function repository(): { readonly root: string; readonly notes: string } {
  const root = temporaryFolder();
  const notes = "my $(touch hit) notes";
  mkdirSync(join(root, ".git"));
  writeFiles(root, {
    [`${notes}/list.md`]: "The club counted 210 boats in 2019.\n",
    [`${notes}/50%, a.md`]: note,
    "other.md": "Text.\n",
  });
  return { root, notes };
}

it("the action puts findings at their lines, writes SARIF and fails", ({ skip }) => {
  if (process.platform === "win32") skip("its shell is bash");
  const { root, notes } = repository();
  const ran = runAction(root, { paths: `${notes}\nother.md\n` });
  expect(ran.code, ran.stderr).toBe(1);
  expect(ran.stdout).toMatch(
    /^::warning file=my \$\(touch hit\) notes\/50%25%2C a\.md,line=5,endLine=5,col=18,endColumn=21,title=faithfulness\/number::Here 340/m,
  );
  expect(ran.outputs).toEqual({ "sarif-file": "penprint.sarif" });
  const sarif: unknown = JSON.parse(readFileSync(join(root, "penprint.sarif"), "utf8"));
  validateSarif(sarif);
  expect(JSON.stringify(sarif)).toContain("my%20%24(touch%20hit)%20notes/50%25%2C%20a.md");
  expect(existsSync(join(root, "hit"))).toBe(false);
});

it("the action hands every input on", ({ skip }) => {
  if (process.platform === "win32") skip("its shell is bash");
  const { root } = repository();
  const ran = runAction(root, { "fail-on": "never", "sarif-file": "", format: "text" });
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringMatching(/1 finding/)]);
  expect(existsSync(join(root, "penprint.sarif"))).toBe(false);
  expect(runAction(root, { baseline: "gone.json" }).stderr).toMatch(/gone\.json does not exist/);
  expect(runAction(root, { only: "style" }).stderr).toMatch(/--profile/);
});

it("SARIF names files from the repository's root, wherever it is run", async () => {
  const { root, notes } = repository();
  const { stdout } = await runPenprint(["check", ".", "--format", "sarif"], {
    cwd: join(root, notes),
  });
  expect(stdout).toContain('"uri": "my%20%24(touch%20hit)%20notes/list.md"');
});

it("the hook of pre-commit runs a command that there is", async () => {
  const hooks = z
    .tuple([
      z.object({
        id: z.string(),
        entry: z.string(),
        language: z.literal("node"),
        types: z.tuple([z.literal("markdown")]),
      }),
    ])
    .parse(parse(readFileSync(".pre-commit-hooks.yaml", "utf8")));
  const { bin } = z
    .object({ bin: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync("package.json", "utf8")));
  const [program, ...args] = hooks[0].entry.split(" ");
  expect(bin[program!]).toBe("dist/penprint.js");
  const { root, notes } = repository();
  const { code } = await runPenprint([...args, "other.md", `${notes}/50%, a.md`], { cwd: root });
  expect(code).toBe(1);
});
