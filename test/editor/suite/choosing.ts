import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import { commands, window, workspace } from "vscode";
import { chatServer, say } from "../../support/chatServer";
import { answer, haveHands, screenshot } from "./hands";
import { test } from "./runner";
import { activate, closeAll, open, outputFile, setting, setSettings, until } from "./window";

const key = "sk-kept-in-the-secret-storage";
const outline = {
  title: "Chains",
  sections: [{ heading: "What salt does", summary: "It eats chains.", points: [] }],
};

async function chooseServer(address: string): Promise<void> {
  const choosing = commands.executeCommand("penprint.choosePlanner");
  await answer("What plans and drafts?", "Another server");
  await answer("Address of an OpenAI-compatible server", address);
  await answer("Name of the model", "big");
  await choosing;
}

async function setKey(value: string): Promise<void> {
  const setting = commands.executeCommand("penprint.setApiKey");
  await answer("API key of the planner's server", value);
  await setting;
}

/** Has an outline planned, looks at it, and gives it up. */
async function plan(look: (outline: string) => Promise<void>): Promise<void> {
  await open("drafts/wash-your-chain.md");
  const generating = commands.executeCommand("penprint.generateArticle");
  const shown = () => window.activeTextEditor?.document.uri.scheme === "penprint-outline";
  await until("the outline", shown, 60_000);
  await look(window.activeTextEditor!.document.getText());
  await commands.executeCommand("penprint.cancelOutline");
  await generating;
  await closeAll();
}

test("a planner behind an address: chosen, given its key, and replaced when it is gone", async () => {
  if (!haveHands) return;
  const { server } = await activate();
  const planner = await chatServer((_, response) => say(response, JSON.stringify(outline)));
  try {
    await chooseServer(planner.baseUrl);
    const chosen = ["kind", "baseUrl", "model"].map((name) => setting(`planner.${name}`));
    assert.deepEqual(chosen, ["openai", planner.baseUrl, "big"]);
    await until("its address in the status", () => server.status?.planner.address !== "");
    await setKey(key);
    await plan((text) => {
      assert.match(text, /## What salt does/);
      return Promise.resolve();
    });
    assert.equal(planner.seen.at(-1)?.authorization, `Bearer ${key}`);

    await commands.executeCommand("penprint.restartServer");
    await plan(() => Promise.resolve());
    assert.equal(planner.seen.at(-1)?.authorization, `Bearer ${key}`, "it outlives the server");
    const settings = JSON.stringify(workspace.getConfiguration("penprint"));
    assert.ok(!settings.includes(key), "the settings do not hold it");

    await setKey("");
    await commands.executeCommand("penprint.restartServer");
    await plan(() => Promise.resolve());
    assert.ok(!planner.seen.at(-1)?.authorization.includes(key), "an empty key is forgotten");
  } finally {
    await planner.close();
  }
  await plan(async () => {
    await commands.executeCommand("notifications.showList");
    await screenshot("23-planner-gone");
  });
  await commands.executeCommand("notifications.clearAll");

  const choosing = commands.executeCommand("penprint.choosePlanner");
  await answer("What plans and drafts?", "Built in");
  await choosing;
  assert.equal(setting("planner.kind"), "extractive");
});

test("the model is chosen: a server, then a file", async () => {
  if (!haveHands) return;
  const before = setting("model.location");
  const title = "Which model gives a draft your voice?";
  const atServer = commands.executeCommand("penprint.chooseModel");
  await answer(title, "An OpenAI-compatible server");
  await answer("Address of an OpenAI-compatible server", "nowhere");
  await screenshot("24-no-address");
  await answer("Address of an OpenAI-compatible server", "http://127.0.0.1:9/v1");
  await answer("Name of the model", "");
  await atServer;
  assert.equal(setting("model.serverUrl"), "http://127.0.0.1:9/v1");
  assert.equal(setting("model.serverModel"), "", "the only model that the server has");

  const file = outputFile("other.gguf");
  await writeFile(file, "GGUF");
  const aFile = commands.executeCommand("penprint.chooseModel");
  await answer(title, "A GGUF file");
  await answer("Choose a GGUF file", file);
  await aFile;
  assert.equal(setting("model.serverUrl"), "");
  assert.equal(setting("model.location"), file);

  await setSettings({ "model.location": before });
});
