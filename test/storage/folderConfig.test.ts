import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { folderConfigName, folderConfigSchema } from "../../server/protocol/folderConfig";
import {
  ignoreRuleIn,
  matchesAny,
  readFolderRules,
  rootOf,
} from "../../server/storage/folderConfig";
import { temporaryFolder } from "../support/temporaryFolder";

test("the schema that editors are served is the one that is parsed with", () => {
  const served: unknown = JSON.parse(
    readFileSync(resolve(__dirname, "../../server/assets/penprint.schema.json"), "utf8"),
  );
  expect(z.toJSONSchema(folderConfigSchema, { io: "input", target: "draft-7" })).toEqual(served);
});

describe("reading .penprint.json", () => {
  function layout(files: Readonly<Record<string, string>>): string {
    const root = temporaryFolder();
    mkdirSync(join(root, "deep", "deeper"), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    return root;
  }

  test("nearer folders win, rule by rule", async () => {
    const root = layout({
      [folderConfigName]: `{"rules":{"style/hedges":"off","style/passive":"warning"}}`,
      [`deep/${folderConfigName}`]: `{"rules":{"style/hedges":"error"}}`,
    });
    const note = join(root, "deep", "deeper", "note.md");
    const { rules, problems } = await readFolderRules(note, root);
    expect(rules).toEqual({ "style/hedges": "error", "style/passive": "warning" });
    expect(problems).toEqual([]);
    expect((await readFolderRules(join(root, "note.md"), root)).rules).toEqual({
      "style/hedges": "off",
      "style/passive": "warning",
    });
  });

  test("nothing above the root is read", async () => {
    const root = layout({ [folderConfigName]: `{"rules":{"style/hedges":"off"}}` });
    const note = join(root, "deep", "note.md");
    expect((await readFolderRules(note, join(root, "deep"))).rules).toEqual({});
  });

  test.each([
    ["no JSON", "{", "is not JSON"],
    ["an unknown field", `{"rule":{}}`, "does not fit its schema"],
    ["a rule id that is none", `{"rules":{"Hedges":"off"}}`, "rules.Hedges"],
  ])("%s is a problem, and the other files still hold", async (_, text, why) => {
    const root = layout({
      [folderConfigName]: `{"rules":{"style/hedges":"off"}}`,
      [`deep/${folderConfigName}`]: text,
    });
    const { rules, problems } = await readFolderRules(join(root, "deep", "note.md"), root);
    expect(rules).toEqual({ "style/hedges": "off" });
    expect(problems.map((problem) => problem.file)).toEqual([join(root, "deep", folderConfigName)]);
    expect(problems[0]?.why).toContain(why);
  });

  test("ignoreFiles are relative to their folder", async () => {
    const root = layout({ [`deep/${folderConfigName}`]: `{"ignoreFiles":["drafts/**"]}` });
    const ignored = async (path: string): Promise<boolean> =>
      (await readFolderRules(join(root, path), root)).ignored;
    expect(await ignored("deep/drafts/a/b.md")).toBe(true);
    expect(await ignored("deep/b.md")).toBe(false);
    expect(await ignored("drafts/b.md")).toBe(false);
  });
});

describe("ignoring a rule in a folder", () => {
  test("makes the file, then keeps what else it says", async () => {
    const folder = temporaryFolder();
    await ignoreRuleIn(folder, "style/hedges");
    await ignoreRuleIn(folder, "style/passive");
    const file = join(folder, folderConfigName);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      rules: { "style/hedges": "off", "style/passive": "off" },
    });
  });

  test("leaves a broken file alone and says so", async () => {
    const folder = temporaryFolder();
    const file = join(folder, folderConfigName);
    writeFileSync(file, "{ broken");
    const outcome = await ignoreRuleIn(folder, "style/hedges");
    expect(outcome).toMatchObject({ kind: "refused" });
    expect(readFileSync(file, "utf8")).toBe("{ broken");
  });

  test("several rules switched off at once are all off", async () => {
    const folder = temporaryFolder();
    const rules = ["style/hedges", "style/passive", "style/dashes", "style/quotes"];
    await Promise.all(rules.map((rule) => ignoreRuleIn(folder, rule)));
    const read = await readFolderRules(join(folder, "note.md"), folder);
    expect(Object.keys(read.rules).sort()).toEqual([...rules].sort());
  });
});

describe("the root of a note", () => {
  test("is its workspace folder, the innermost one", () => {
    expect(rootOf("/a/b/c/n.md", ["/a", "/a/b", "/x"])).toBe("/a/b");
    expect(rootOf("/a/bc/n.md", ["/a", "/a/b"])).toBe("/a");
  });

  test("is else the nearest ancestor with .penprint.json or .git, else its folder", () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "deep", "deeper"), { recursive: true });
    const note = join(root, "deep", "deeper", "n.md");
    mkdirSync(join(root, ".git"));
    expect(rootOf(note, [])).toBe(root);
    writeFileSync(join(root, "deep", folderConfigName), "{}");
    expect(rootOf(note, [])).toBe(join(root, "deep"));
  });
});

test("patterns name files below the folder only", () => {
  expect(matchesAny("/a/b.md", "/a", ["*.md"])).toBe(true);
  expect(matchesAny("/x/b.md", "/a", ["**"])).toBe(false);
});
