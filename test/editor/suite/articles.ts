import { strict as assert } from "node:assert";
import { commands, window, workspace, WorkspaceEdit } from "vscode";
import { screenshot } from "./hands";
import { test } from "./runner";
import { closeAll, findings, open, ruleOf, undo, until } from "./window";

const brief = "drafts/wash-your-chain.md";
const shown = (scheme: string) => (): boolean =>
  window.activeTextEditor?.document.uri.scheme === scheme;

test("an article: the outline is edited, sections are previewed, and Accept inserts them", async () => {
  const { document } = await open(brief);
  const before = document.getText();
  const generating = commands.executeCommand("penprint.generateArticle");

  await until("the outline", shown("penprint-outline"), 60_000);
  await screenshot("12-outline");
  const outline = window.activeTextEditor!.document;
  const [, heading] = /^## (.+)$/m.exec(outline.getText())!;
  const at = outline.getText().indexOf(heading!);
  const edit = new WorkspaceEdit();
  const start = outline.positionAt(at);
  edit.replace(
    outline.uri,
    outline.validateRange(outline.lineAt(start).range),
    "## What salt does",
  );
  await workspace.applyEdit(edit);
  await commands.executeCommand("penprint.writeArticle");

  await until("the preview", shown("penprint-article"), 60_000);
  const preview = window.activeTextEditor!.document;
  await until("the article", () => preview.getText().includes("## What salt does"), 120_000);
  assert.equal(document.getText(), before, "the note is untouched");
  await commands.executeCommand("notifications.clearAll");
  const inserted = async (): Promise<boolean> => {
    await commands.executeCommand("penprint.acceptArticle");
    return document.getText() !== before;
  };
  // Every section is put by the model: seconds each, more beside other work.
  await until("the whole article", inserted, 120_000);
  await generating;
  const after = document.getText();
  assert.ok(after.startsWith(before.trimEnd()), "the front matter stays");
  assert.ok(after.includes("## What salt does"), "the edited heading was used");
  assert.ok(after.length > before.length + 500, "there is an article");
  await screenshot("13-article");
  const unsupported = findings(document).filter((one) => ruleOf(one).startsWith("faithfulness/"));
  console.log(`        ${unsupported.length} findings about sources in the article`);
  await undo(document);
  assert.equal(document.getText(), before, "one undo takes it out again");
  await closeAll();
});

test("closing the outline gives the article up", async () => {
  const { document } = await open(brief);
  const { version } = document;
  const generating = commands.executeCommand("penprint.generateArticle");
  await until("the outline", shown("penprint-outline"), 60_000);
  await commands.executeCommand("penprint.cancelOutline");
  await generating;
  assert.equal(document.version, version);
  await closeAll();
});
