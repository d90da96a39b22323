import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeAction, Range } from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { folderConfigName } from "../../server/protocol/folderConfig";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, uriOf } from "../support/lspClient";

const author = learnedAuthor();
let client: LspClient;
let uri: string;
let serial = 0;

beforeAll(async () => {
  client = await LspClient.start({
    dataFolder: author.dataFolder,
    folders: [author.folder],
    args: ["--profile", author.profile],
  });
});
afterAll(() => client.stop());
beforeEach(() => {
  uri = inFolder(author.folder, `note-${serial++}.md`).uri;
});

const contractions = async () =>
  (await client.diagnostics(uri)).filter(({ code }) => code === "style/contractions");
const place = (text: string): Range => {
  const document = client.document(uri);
  const at = document.getText().indexOf(text);
  return { start: document.positionAt(at), end: document.positionAt(at + text.length) };
};
const offered = async (range: Range, only?: string[]): Promise<readonly CodeAction[]> => {
  const actions = await client.actions(uri, range, { diagnostics: [], ...(only && { only }) });
  return (actions ?? []) as CodeAction[];
};
const run = (action: CodeAction): Promise<unknown> =>
  client.execute(action.command!.command, ...((action.command!.arguments ?? []) as unknown[]));
const named = (actions: readonly CodeAction[], title: RegExp): CodeAction => {
  const action = actions.find((one) => title.test(one.title));
  if (action === undefined) throw new Error(`None of: ${actions.map((a) => a.title).join("; ")}`);
  return action;
};

describe("quick fixes", () => {
  test("apply, keep everything else, and clear the finding", async () => {
    await client.open(uri, "# Rain\n\n😀 It is late, *and* we do not mind.\n");
    const action = named(await offered(place("do not"), ["quickfix"]), /don't/);
    expect(action.kind).toBe("quickfix");
    expect(action.diagnostics?.[0]?.code).toBe("style/contractions");
    await client.apply(action.edit!);
    expect(client.textOf(uri)).toBe("# Rain\n\n😀 It is late, *and* we don't mind.\n");
    expect((await contractions()).map(({ range }) => client.textAt(uri, range))).toEqual(["It is"]);
  });

  test("all of them at once, only when asked for", async () => {
    await client.open(uri, "It is late. We do not mind. I have a kettle.\n");
    const range = place("It is");
    expect((await offered(range)).map(({ kind }) => kind)).not.toContain("source.fixAll.penprint");
    const [all] = await offered(range, ["source.fixAll"]);
    await client.apply(all!.edit!);
    expect(await contractions()).toEqual([]);
    expect(client.textOf(uri)).toMatch(/^It's late\. We don't mind\./);
  });
});

describe("ignoring", () => {
  test.each([
    ["on this line", "Rain fell.\nIt is late.\nWe do not mind.\n", ["do not"]],
    ["in this block", "It is late.\n\nWe do not mind.\n", ["do not"]],
    ["in this note", "---\ntitle: a\n---\n\nIt is late.\n\nWe do not mind.\n", []],
  ])("%s", async (where, text, left) => {
    await client.open(uri, text);
    const action = named(
      await offered(place("It is")),
      new RegExp(`Ignore style/contractions ${where}`),
    );
    await client.apply(action.edit!);
    expect(client.textOf(uri)).toContain("penprint-ignore");
    expect((await contractions()).map(({ range }) => client.textAt(uri, range))).toEqual(left);
  });

  test("in this folder", async () => {
    await client.open(uri, "It is late.\n");
    const action = named(
      await offered(place("It is")),
      /Ignore style\/contractions in this folder/,
    );
    const before = client.refreshes;
    await run(action);
    await client.until(() => client.refreshes > before);
    expect(await contractions()).toEqual([]);
    const config: unknown = JSON.parse(readFileSync(join(author.folder, folderConfigName), "utf8"));
    expect(config).toEqual({ rules: { "style/contractions": "off" } });
  });
});

test("This is how I write stops the pattern everywhere", async () => {
  const folder = join(author.folder, "notes");
  uri = uriOf(join(folder, "..", "sources", "fresh.md"));
  await client.open(uri, "We went in order to listen.\n");
  const action = named(await offered(place("in order to")), /This is how I write/);
  const before = client.refreshes;
  await run(action);
  await client.until(() => client.refreshes > before);
  const found = await client.diagnostics(uri);
  expect(found.filter(({ code }) => code === "style/word-choice")).toEqual([]);
});

describe("rewrites", () => {
  test("are offered where they make sense, and marked as written by a model", async () => {
    await client.open(
      uri,
      "---\nsources: [sources/chain-test.md]\nbrief: chains\n---\n\n# Chains\n\nIt is late and we do not mind.\n",
    );
    const kind = ["refactor.rewrite"];
    const titles = (await offered(place("late"), kind)).map(({ title }) => title);
    expect(titles).toEqual(["Rewrite in my style", "Rewrite to match the sources"]);
    const [section] = await offered(place("Chains"), kind);
    expect(section).toMatchObject({ title: "Write this section", tags: [1] });
    expect(section!.command!.command).toBe("penprint.previewRewrite");
  });
});
