import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { commands, TabInputTextDiff, window } from "vscode";
import { captureConsentRequest, listDecisionsRequest } from "../../../server/protocol/requests";
import { answer, haveHands, press, screenshot } from "./hands";
import { test } from "./runner";
import { withVoice } from "./voice";
import {
  activate,
  closeAll,
  open,
  openDiff,
  outputFile,
  selectParagraph,
  undo,
  until,
} from "./window";

async function decisions() {
  const { server } = await activate();
  return (await server.request(listDecisionsRequest, {})).decisions;
}

test("Export Fine-tuning Data writes what was accepted and kept", () =>
  withVoice(async () => {
    if (!haveHands) return;
    const { server } = await activate();
    await server.request(captureConsentRequest, { keep: true });
    const editor = await open("drafts/the-tap-in-winter.md");
    selectParagraph(editor, "It is important to note");
    await commands.executeCommand("penprint.rewriteSelection");
    await until("the diff", openDiff);
    await commands.executeCommand("penprint.acceptSuggestion");
    const { final } = await until("the decision", async () => {
      const last = (await decisions()).at(-1);
      return last?.decision === "accepted" && last;
    });

    const file = outputFile("decisions.jsonl");
    const exporting = commands.executeCommand("penprint.exportDecisions");
    await answer("Export in which format?", "trl");
    await screenshot("19-export-decisions");
    await answer("Export: the file will hold text of your notes", file);
    await exporting;
    const rows = (await readFile(file, "utf8")).trim().split("\n");
    const last = JSON.parse(rows.at(-1)!) as Record<string, unknown>;
    assert.deepEqual(last["completion"], [{ role: "assistant", content: final }]);
    await commands.executeCommand("notifications.clearAll");
    await undo(editor.document);
    await closeAll();
  }));

test("Show Decisions: words, a difference, every field, the note, and one deleted after a question", async () => {
  if (!haveHands) return;
  const before = await decisions();
  const show = () => commands.executeCommand("penprint.showDecisions");
  const list = "Decisions kept in";
  let showing = show();
  await answer(list, "Choose Which Are Shown");
  await answer("Which decisions are shown?", "By Kind");
  await answer("Which kind?", "rejected");
  await screenshot("20-decisions");
  await press("Escape");
  await showing;

  showing = show();
  await answer(list, "the-tap-in-winter.md");
  await answer(": the-tap-in-winter.md", "Show the Difference");
  await showing;
  const diff = await until("the difference", () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof TabInputTextDiff && input;
  });
  assert.equal(diff.modified.scheme, "penprint-decision");
  await closeAll();

  showing = show();
  // As it is listed: what is typed is sorted by where it was found.
  await answer(list, "");
  await answer(": the-tap-in-winter.md", "Show Everything");
  await showing;
  const record = window.activeTextEditor?.document.getText() ?? "";
  const last = before.at(-1)!;
  for (const field of [last.id, '"prompt"', '"candidates"', '"adapter"', '"draft"', '"chosen"']) {
    assert.ok(record.includes(field), `${field} is shown`);
  }
  await screenshot("20-decision-record");
  await closeAll();

  showing = show();
  await answer(list, "");
  await answer(": the-tap-in-winter.md", "Open the Note");
  await showing;
  assert.match(window.activeTextEditor?.document.uri.path ?? "", /the-tap-in-winter\.md$/);
  await closeAll();

  showing = show();
  await answer(list, "");
  await answer(": the-tap-in-winter.md", "Delete This Decision");
  await answer("Delete this decision?", "Delete");
  const after = await until("the deletion", async () => {
    const left = await decisions();
    return left.length < before.length && left;
  });
  assert.deepEqual(after, before.slice(0, -1), "the first in the list is the last decision");
  await press("Escape");
  await showing;
});
