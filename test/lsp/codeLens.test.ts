import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CodeLensRequest, ShowDocumentRequest } from "vscode-languageserver-protocol/node";
import { afterEach, expect, test } from "vitest";
import { findingsRequest } from "../../server/protocol/findings";
import { inFolder, LspClient, pullingEditor, type ClientOptions } from "../support/lspClient";
import { smallPdf, stacked } from "../support/smallPdf";
import { temporaryFolder } from "../support/temporaryFolder";

let client: LspClient;
afterEach(() => client.stop());

const title = "2 claims are not carried by the sources";
const text =
  "---\ntitle: Boats\nsources:\n  - list.pdf\n---\n\nThe harbour club counted 340 boats in 2017. Anna Berg kept the list.\n\nThe club has 99 members.\n";

/** A note beside a PDF that says otherwise. */
async function opened(options: Partial<ClientOptions>): Promise<string> {
  const folder = temporaryFolder();
  const said = [
    "The harbour club counted 210 boats in 2019. Anna Berg kept the list.",
    "The club has 80 members.",
  ];
  writeFileSync(join(folder, "list.pdf"), smallPdf([stacked(...said)]));
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [folder],
    settings: { codeLens: true },
    ...options,
  });
  const { uri } = inFolder(folder, "note.md");
  await client.open(uri, text);
  return uri;
}

const lensesOf = (uri: string) =>
  client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });

test("stands above the sources and leads to the first claim that they do not carry", async () => {
  const window = { showDocument: { support: true } };
  const uri = await opened({ capabilities: { ...pullingEditor, window } });
  const [lens, ...others] = (await lensesOf(uri)) ?? [];
  expect(others).toEqual([]);
  expect(lens).toMatchObject({ range: { start: { line: 2, character: 0 } }, command: { title } });

  const shown: unknown[] = [];
  client.connection.onRequest(ShowDocumentRequest.type, (params) => {
    shown.push(params);
    return { success: true };
  });
  await client.execute(lens!.command!.command, ...(lens!.command!.arguments as unknown[]));
  const start = { line: 6, character: "The harbour club counted ".length };
  expect(shown).toMatchObject([{ uri, takeFocus: true, selection: { start } }]);
});

test("stands above a heading with what was found below it, and leads there", async () => {
  const uri = await opened({});
  await client.replace(uri, "The club has 99", "# Members\n\nThe club has 99");
  const lenses = (await lensesOf(uri)) ?? [];
  const above = lenses.find(({ range }) => range.start.line === 8);
  expect(above?.command?.title).toBe("1 claim not carried");
  const shown = await client.execute(
    above!.command!.command,
    ...(above!.command!.arguments as unknown[]),
  );
  expect(shown).toMatchObject({ why: expect.stringMatching(/^Line 11: Here 99/) as string });

  const found = await client.ask(findingsRequest, { uri });
  expect(
    found?.sections.map(({ title, claims, findings }) => [title, claims, findings[0]?.text]),
  ).toEqual([
    ["", 1, "340"],
    ["Members", 1, "99"],
  ]);
  expect(await client.ask(findingsRequest, { uri: `${uri}x` })).toBeNull();
});

test("names the line where the editor opens nothing", async () => {
  const uri = await opened({});
  expect(await client.execute("penprint.server.showFirstUncarried", { uri })).toMatchObject({
    ok: true,
    why: expect.stringMatching(/^Line 7: Here 340, the source says 210/) as string,
  });
});

test("is gone when all claims are carried, and off unless asked for", async () => {
  const uri = await opened({});
  await client.replace(uri, "340 boats in 2017", "210 boats in 2019");
  await client.replace(uri, "99 members", "80 members");
  expect(await lensesOf(uri)).toEqual([]);
  await client.stop();
  expect(await lensesOf(await opened({ settings: {} }))).toEqual([]);
});
