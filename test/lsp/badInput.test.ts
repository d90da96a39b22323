import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { profileRequest } from "../../server/protocol/requests";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, uriOf } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
let client: LspClient;

beforeAll(async () => {
  client = await LspClient.start({
    dataFolder: author.dataFolder,
    folders: [author.folder],
    args: ["--profile", author.profile],
  });
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

const deepList = Array.from({ length: 300 }, (_, i) => `${"  ".repeat(i)}- it is`).join("\n");
const inputs: Readonly<Record<string, string>> = {
  empty: "",
  "only front matter": "---\ntitle: a\n---\n",
  "broken YAML": "---\ntitle: [\nsources: {\n---\n\nIt is late.\n",
  "unfinished front matter": "---\ntitle: a\n",
  binary: Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(""),
  "lone surrogates": "It is \ud83d late \ude00.\n",
  "CRLF and BOM": "\uFEFF---\r\ntitle: a\r\n---\r\n\r\nIt is late.\r\nWe do not mind.\r\n",
  "a line of 100,000 characters": "it is late and we do not mind ".repeat(3400),
  "deeply nested lists": deepList,
  "right-to-left, CJK, emoji": "هذا نص عربي طويل.\n\n这是一个很长的句子。\n\n👩‍👩‍👧‍👦 It is late.\n",
};

describe("every text is answered, and the server lives on", () => {
  test.each(Object.keys(inputs))("%s", async (name) => {
    const { uri } = inFolder(author.folder, `${name.replace(/\W+/g, "-")}.md`);
    await client.open(uri, inputs[name]!);
    const found = await client.diagnostics(uri);
    for (const { range } of found) {
      const { start, end } = range;
      expect(start.line < end.line || start.character <= end.character).toBe(true);
    }
    await client.edit(uri, 0, 0, "It is late. ");
    await client.pull(uri);
    await client.actions(uri, { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } });
    await client.close(uri);
  });

  test("CRLF: positions are right, and a fix keeps the line ends", async () => {
    const { uri } = inFolder(author.folder, "crlf.md");
    await client.open(uri, inputs["CRLF and BOM"]!);
    const found = (await client.diagnostics(uri)).filter(
      ({ code }) => code === "style/contractions",
    );
    expect(found.map(({ range }) => client.textAt(uri, range))).toEqual(["It is", "do not"]);
  });

  test("10 MB is said to be too long, and does not hold up the others", async () => {
    const { uri } = inFolder(author.folder, "huge.md");
    await client.open(uri, "It is late, and we do not mind. ".repeat(320_000));
    const [only, ...others] = await client.diagnostics(uri);
    expect(only?.message).toContain("longer than");
    expect(others).toEqual([]);
    await client.edit(uri, 5_000_000, 5_000_001, "x");
    await client.pull(uri);
    await client.close(uri);
  });
});

test("a note closed while it is being checked is an error or an empty answer, and nothing else breaks", async () => {
  const { uri } = inFolder(author.folder, "closed.md");
  await client.open(uri, "---\nsources: [sources/*.md]\n---\n\nIt is late.\n");
  const pulled = client.pull(uri).catch(() => undefined);
  await client.close(uri);
  await pulled;
  await client.open(uri, "It is late.\n");
  expect(await client.diagnostics(uri)).not.toEqual([]);
});

test("edits in one notification are taken in order, whole documents too", async () => {
  const { uri } = inFolder(author.folder, "many.md");
  await client.open(uri, "The kettle sings.\n");
  const at = (character: number) => ({ line: 0, character });
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: at(0), end: at(0) }, text: "😀 " },
      { range: { start: at(3), end: at(6) }, text: "It is the" },
    ],
  });
  const [first] = await client.diagnostics(uri);
  expect(first?.range).toEqual({ start: at(3), end: at(8) });
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 3 },
    contentChanges: [{ text: "It is late." }],
  });
  const [second] = await client.diagnostics(uri);
  expect(second?.range).toEqual({ start: at(0), end: at(5) });
});

test.each([
  ["is no JSON", "{ broken"],
  ["newer than this Penprint reads", `{"format":"penprint-profile","version":999}`],
])("a profile that %s is named in the log; faithfulness still works", async (why, text) => {
  const folder = temporaryFolder();
  const profile = join(folder, "profile.json");
  writeFileSync(profile, text);
  mkdirSync(join(folder, "notes"));
  const other = await LspClient.start({ dataFolder: folder, args: ["--profile", profile] });
  const uri = uriOf(join(folder, "notes", "a.md"));
  await other.open(uri, "---\nsources: [gone.md]\n---\n\nIt is late.\n");
  const codes = (await other.diagnostics(uri)).map(({ code }) => code);
  expect(codes).toEqual(["faithfulness/source"]);
  expect(await other.ask(profileRequest, {})).toBeNull();
  await other.until(() => other.logs.some((line) => line.includes(why)));
  expect(await other.stop()).toBe(0);
});

test("parameters that do not fit are refused with what is wrong", async () => {
  await expect(client.connection.sendRequest("penprint/rewrite", { uri: 7 })).rejects.toThrow(
    /uri/,
  );
});
