import { strict as assert } from "node:assert";
import { readFile, writeFile } from "node:fs/promises";
import { commands } from "vscode";
import { listProfilesRequest, transferProfileRequest } from "../../../server/protocol/requests";
import { answer, haveHands, screenshot } from "./hands";
import { test } from "./runner";
import { activate, outputFile, setting, setSettings, until } from "./window";

const file = outputFile("somebody.json");

async function authors(): Promise<readonly string[]> {
  const { server } = await activate();
  return (await server.request(listProfilesRequest, {})).map(({ author }) => author).sort();
}

test("a profile is exported to a file and imported from one", async () => {
  if (!haveHands) return;
  const exporting = commands.executeCommand("penprint.exportProfile");
  await answer("Export which profile?", "me");
  await screenshot("21-export-profile");
  await answer("Export the profile", file);
  await exporting;
  const exported = await readFile(file, "utf8");
  assert.match(exported, /"author":"me"/);

  await writeFile(file, exported.replace('"author":"me"', '"author":"somebody"'));
  const importing = commands.executeCommand("penprint.importProfile");
  await answer("Import a profile", file);
  await importing;
  assert.deepEqual(await authors(), ["me", "somebody"]);

  await writeFile(file, "{}");
  await commands.executeCommand("notifications.clearAll");
  const refused = commands.executeCommand("penprint.importProfile");
  await answer("Import a profile", file);
  await refused;
  assert.deepEqual(await authors(), ["me", "somebody"], "what is no profile is refused");
});

test("notes are judged by the profile that was switched to, and no more once it is deleted", async () => {
  if (!haveHands) return;
  const { server, statusBar } = await activate();
  const switchTo = async (author: string): Promise<void> => {
    const switching = commands.executeCommand("penprint.switchProfile");
    await answer("Whose style are the notes here judged by?", author);
    await switching;
    await until(author, () => server.status?.profile.author === author);
  };
  await switchTo("somebody");
  assert.match(statusBar.text, /somebody/);
  assert.equal(setting("author"), "somebody", "the setting, which goes first, follows");
  await setSettings({ author: "" });
  await switchTo("me");
  await switchTo("somebody");
  assert.equal(setting("author"), "", "where nothing is set, nothing is written");

  // The command asks in a modal dialog, and VS Code refuses to show one while tests run.
  const gone = { action: "delete", author: "somebody" } as const;
  assert.ok((await server.request(transferProfileRequest, gone)).ok);
  assert.deepEqual(await authors(), ["me"]);
  await until("the only one left", () => server.status?.profile.author === "me");
  await setSettings({ author: "me" });
});
