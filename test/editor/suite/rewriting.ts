import { strict as assert } from "node:assert";
import {
  commands,
  Position,
  TabInputTextDiff,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
} from "vscode";
import type { SuggestionPreview } from "../../../client/views/suggestionPreview";
import { listDecisionsRequest, captureConsentRequest } from "../../../server/protocol/requests";
import { clickButton, haveHands, press, screenshot } from "./hands";
import { test } from "./runner";
import {
  activate,
  closeAll,
  open,
  openDiff,
  selectParagraph,
  showNotifications,
  undo,
  until,
} from "./window";

const draft = "drafts/the-tap-in-winter.md";
const foreign = "It is important to note";

/** Has the foreign passage rewritten and waits for the diff. */
async function suggest(): Promise<{ document: TextDocument; suggestions: SuggestionPreview }> {
  const { suggestions } = await activate();
  const editor = await open(draft);
  selectParagraph(editor, foreign);
  await commands.executeCommand("penprint.rewriteSelection");
  await until("the diff", openDiff, 5000);
  assert.ok(suggestions.current, "a suggestion waits for a decision");
  return { document: editor.document, suggestions };
}

/** With the keyboard where somebody holds it. */
async function decide(keys: string, command: string): Promise<void> {
  if (haveHands) await press(keys);
  else await commands.executeCommand(command);
  await until("the diff to close", () => openDiff() === undefined, 5000);
}

async function decisions(): Promise<readonly string[]> {
  const { server } = await activate();
  const answer = await server.request(listDecisionsRequest, {});
  return answer.decisions.map(({ decision }) => decision);
}

test("the model is in its place", async () => {
  await commands.executeCommand("penprint.fetchModel");
  const { server } = await activate();
  await until(
    "the model",
    () => server.status !== undefined && server.status.model.state !== "missing",
  );
  await commands.executeCommand("notifications.clearAll");
});

test("a rewrite is a preview: the note stays as it is until Accept, which is one undo step", async () => {
  const started = performance.now();
  const { document, suggestions } = await suggest();
  console.log(`        first rewrite ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const before = document.getText();
  const { candidate, answer } = suggestions.current!;
  console.log(`        ${answer.model}: ${answer.candidates.map((one) => one.origin).join(", ")}`);
  assert.notEqual(candidate.text, answer.original);
  assert.equal(document.isDirty, false);
  await screenshot("08-suggestion");
  await new Promise((done) => setTimeout(done, 1500));
  assert.equal(document.getText(), before, "a preview does not accept itself");

  await decide("Control+Enter", "penprint.acceptSuggestion");
  assert.equal(document.getText(), before.replace(answer.original, candidate.text));
  if (haveHands) {
    await showNotifications();
    await screenshot("09-accepted-and-asked");
    await clickButton("Keep on This Machine");
  } else {
    const { server } = await activate();
    await server.request(captureConsentRequest, { keep: true });
  }
  await undo(document);
  assert.equal(document.getText(), before, "one undo restores the note");
  const { server } = await activate();
  await until("the answer to be kept", () => server.status?.capture === "on");
});

test("accepting and taking it back is recorded as it happened", async () => {
  const { document } = await suggest();
  const before = document.getText();
  await decide("Control+Enter", "penprint.acceptSuggestion");
  await until("the decision", async () => (await decisions()).includes("accepted"));
  await undo(document);
  assert.equal(document.getText(), before);
  await until("the undo", async () => (await decisions()).some((one) => one !== "accepted"));
});

test("Reject leaves the note as it is", async () => {
  const { document } = await suggest();
  const { version } = document;
  await decide("Control+Backspace", "penprint.rejectSuggestion");
  assert.equal(document.version, version);
  await until("the decision", async () => (await decisions()).includes("rejected"));
});

test("closing the suggestion rejects it once; another tab in front decides nothing", async () => {
  const { document, suggestions } = await suggest();
  const { version } = document;
  const before = await decisions();
  await window.showTextDocument(document);
  await open("drafts/wash-your-chain.md");
  assert.ok(suggestions.current, "it still waits");
  const tab = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof TabInputTextDiff && input.modified.scheme === "penprint-suggestion",
    );
  await window.tabGroups.close(tab!);
  await until("the suggestion to be gone", () => suggestions.current === undefined);
  const after = await until("the decision", async () => {
    const now = await decisions();
    return now.length > before.length && now;
  });
  assert.deepEqual(after, [...before, "rejected"]);
  assert.equal(document.version, version);
});

test("Next Candidate shows another one", async () => {
  const { suggestions } = await suggest();
  const { count } = suggestions.current!;
  await commands.executeCommand("penprint.nextCandidate");
  if (count > 1) {
    assert.equal(suggestions.current!.shown, 1);
    await until("the other diff", openDiff);
  }
  await commands.executeCommand("penprint.rejectSuggestion");
  assert.equal(suggestions.current, undefined);
});

test("Accept refuses when the passage was changed meanwhile", async () => {
  const { document, suggestions } = await suggest();
  const edit = new WorkspaceEdit();
  const at = document.positionAt(document.getText().indexOf(foreign));
  edit.insert(document.uri, at, "Well. ");
  await workspace.applyEdit(edit);
  const changed = document.getText();
  await commands.executeCommand("penprint.acceptSuggestion");
  assert.equal(document.getText(), changed, "nothing was replaced");
  await screenshot("10-refused");
  await commands.executeCommand("penprint.rejectSuggestion");
  assert.equal(suggestions.current, undefined);
  await undo(document);
});

test("typing above the passage does not lose the suggestion's place", async () => {
  const { document, suggestions } = await suggest();
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(document.lineCount - 1, 0), "More below.\n");
  await workspace.applyEdit(edit);
  const { candidate, answer } = suggestions.current!;
  const before = document.getText();
  await commands.executeCommand("penprint.acceptSuggestion");
  assert.equal(document.getText(), before.replace(answer.original, candidate.text));
  await undo(document);
  assert.equal(document.getText(), before);
  await undo(document);
});

test("a running rewrite can be cancelled", async () => {
  const { suggestions } = await activate();
  const editor = await open(draft);
  const { version } = editor.document;
  selectParagraph(editor, foreign);
  const running = commands.executeCommand("penprint.rewriteSelection");
  if (haveHands) {
    await showNotifications();
    await screenshot("11-rewriting");
    await clickButton("Cancel");
    await running;
    assert.equal(suggestions.current, undefined);
  } else {
    await running;
    await commands.executeCommand("penprint.rejectSuggestion");
  }
  assert.equal(editor.document.version, version);
  assert.equal(window.activeTextEditor?.document, editor.document);
  await closeAll();
});
