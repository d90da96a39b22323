import { strict as assert } from "node:assert";
import type { Uri } from "vscode";
import { commands, Selection, window, workspace, type CodeAction, type Diagnostic } from "vscode";
import { chatServer, say } from "../../support/chatServer";
import { screenshot } from "./hands";
import { test } from "./runner";
import { closeAll, findings, open, ruleOf, setSettings, undo, until } from "./window";

const draft = "drafts/the-tap-in-winter.md";

async function actionsAt(uri: Uri, { range }: Diagnostic): Promise<readonly CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range);
}

test("shows what does not sound like the author, and what the sources do not say", async () => {
  const editor = await open(draft);
  const { document } = editor;
  const found = await until("both kinds of finding", () => {
    const rules = findings(document).map(ruleOf);
    const kinds = ["style/", "faithfulness/"];
    return kinds.every((kind) => rules.some((rule) => rule.startsWith(kind))) && rules;
  });
  assert.ok(found.includes("style/passage"), `the foreign passage is among ${found.join(", ")}`);
  const spelling = findings(document).find(({ range }) => document.getText(range) === "utilise");
  assert.ok(spelling, "the author writes use");
  const evidence = findings(document).filter(
    (one) => ruleOf(one).startsWith("faithfulness/") && (one.relatedInformation?.length ?? 0) > 0,
  );
  assert.ok(evidence.length > 0, "a finding links its evidence in a source");
  for (const one of findings(document)) {
    assert.equal(document.getText(one.range).trim() === "", false, "a finding covers some text");
  }
  await screenshot("04-findings");
  await commands.executeCommand("workbench.actions.view.problems");
  await screenshot("05-problems");
  await commands.executeCommand("workbench.action.closePanel");
});

test("a finding's hover says why", async () => {
  const { document } = await open(draft);
  const line = findings(document).find(({ range }) => document.getText(range) === "utilise")!;
  const editor = window.activeTextEditor!;
  editor.revealRange(line.range);
  editor.selection = new Selection(line.range.start, line.range.start);
  await commands.executeCommand("editor.action.showHover");
  await new Promise((done) => setTimeout(done, 1000));
  await screenshot("06-hover");
});

test("a rule's page opens inside the editor", async () => {
  const { document } = await open(draft);
  const { code } = findings(document)[0]!;
  assert.ok(typeof code === "object", "a finding links its page");
  assert.equal(code.target.scheme, "penprint-docs");
  await commands.executeCommand("vscode.open", code.target);
  await until("the page", () => window.tabGroups.activeTabGroup.activeTab?.label.includes(".md"));
  const page = await workspace.openTextDocument(code.target);
  assert.match(page.getText(), /^# /m);
  await screenshot("07-rule-page");
  await closeAll();
});

test("a quick fix changes the note in one step", async () => {
  const { document } = await open(draft);
  const before = document.getText();
  const finding = await until("the finding", () =>
    findings(document).find(({ range }) => document.getText(range) === "utilise"),
  );
  const actions = await actionsAt(document.uri, finding);
  const titles = actions.map(({ title }) => title);
  const fix = actions.find(({ isPreferred }) => isPreferred === true);
  assert.ok(fix?.edit, `a fix among ${titles.join(" | ")}`);
  assert.ok(titles.includes("This is how I write"), titles.join(" | "));
  await workspace.applyEdit(fix.edit);
  assert.ok(!document.getText().includes("utilise"), "the word is replaced");
  await until("the finding to go", () =>
    findings(document).every(({ range }) => document.getText(range) !== "utilise"),
  );
  await undo(document);
  assert.equal(document.getText(), before);
});

test("a model behind the planner's server reads claims beside their sources, when it is asked to", async () => {
  const quote = "On Sundays between 14 and 31 people use the tap";
  const reader = await chatServer(({ asked }, response) => {
    const claims = [...asked.matchAll(/^CLAIM (\d+): /gm)].map(([, number]) => ({
      ...{ number: Number(number), verdict: "contradicted", quote },
    }));
    say(response, JSON.stringify({ claims }));
  });
  try {
    await setSettings({ "planner.kind": "openai", "planner.baseUrl": reader.baseUrl });
    await setSettings({ "planner.model": "reader" });
    const { document } = await open(draft);
    const read = () => findings(document).filter(({ message }) => message.includes("reader at"));
    await commands.executeCommand("penprint.checkClaims");
    const [first] = await until("what the model found", () => read().length > 0 && read());
    assert.equal(ruleOf(first!), "faithfulness/contradiction");
    assert.ok(first!.relatedInformation![0]!.message.includes("people use the tap"));
    assert.ok(
      !reader.seen.some(({ asked }) => asked.includes("sources:")),
      "claims go, not the note",
    );
    await screenshot("07-claims-read");
  } finally {
    await setSettings({ "planner.kind": undefined, "planner.baseUrl": undefined });
    await setSettings({ "planner.model": undefined });
    await reader.close();
    await closeAll();
    // What was read is remembered as long as the server runs: the next test's note has its own findings alone.
    await commands.executeCommand("penprint.restartServer");
  }
});
