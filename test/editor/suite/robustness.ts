import { strict as assert } from "node:assert";
import { commands } from "vscode";
import { modelProcessRequest } from "../../../server/protocol/requests";
import { screenshot } from "./hands";
import { test } from "./runner";
import { activate, findings, open, openDiff, selectParagraph, until } from "./window";

const draft = "drafts/the-tap-in-winter.md";

test("the model's process is killed: findings go on, and the next rewrite has a new one", async () => {
  const { server, suggestions } = await activate();
  const editor = await open(draft);
  const { pid } = await server.request(modelProcessRequest, {});
  assert.notEqual(pid, 0, "the model runs");
  process.kill(pid, "SIGKILL");
  await until("the server to notice", async () => {
    const now = await server.request(modelProcessRequest, {});
    return now.pid !== pid;
  });
  await screenshot("14-model-killed");
  await until("findings", () => findings(editor.document).length > 0);
  selectParagraph(editor, "It is important to note");
  await commands.executeCommand("penprint.rewriteSelection");
  await until("the diff", openDiff, 60_000);
  assert.ok(suggestions.current);
  await commands.executeCommand("penprint.rejectSuggestion");
  const again = await server.request(modelProcessRequest, {});
  assert.ok(again.pid !== 0 && again.pid !== pid, "another process runs");
});

test("the server is restarted on demand and knows the author", async () => {
  const { server } = await activate();
  await commands.executeCommand("penprint.restartServer");
  await until("the profile", () => server.status?.profile.state === "ready");
  const { document } = await open(draft);
  await until("findings", () => findings(document).length > 0);
  await screenshot("15-restarted");
});
