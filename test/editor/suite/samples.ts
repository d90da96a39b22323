import { strict as assert } from "node:assert";
import { mkdir } from "node:fs/promises";
import { Uri, workspace } from "vscode";
import { copySamples } from "../../../client/commands/samples";
import { test } from "./runner";
import { folder, outputFile } from "./window";

test("the sample folder is copied whole, and never over anything", async () => {
  const parent = outputFile("copies");
  await mkdir(parent);
  const first = await copySamples(folder(), Uri.file(parent));
  const draft = Uri.joinPath(first, "drafts", "the-tap-in-winter.md");
  await workspace.fs.writeFile(draft, new TextEncoder().encode("Mine now.\n"));
  const second = await copySamples(folder(), Uri.file(parent));
  assert.notEqual(first.path, second.path);
  assert.equal(new TextDecoder().decode(await workspace.fs.readFile(draft)), "Mine now.\n");
  const names = async (uri: Uri) => (await workspace.fs.readDirectory(uri)).map(([name]) => name);
  assert.deepEqual((await names(second)).sort(), ["README.md", "drafts", "notes", "sources"]);
  assert.equal((await names(Uri.joinPath(second, "notes"))).length, 16);
});
