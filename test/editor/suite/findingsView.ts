import { strict as assert } from "node:assert";
import { commands, window } from "vscode";
import { screenshot } from "./hands";
import { test } from "./runner";
import { activate, closeAll, findings as diagnostics, open, undo, until } from "./window";

const draft = "drafts/the-tap-in-winter.md";

test("the view of findings: section by section, at the place, and gone with their reason", async () => {
  const { findings } = await activate();
  const { document } = await open(draft);
  await commands.executeCommand("penprint.findings.focus");
  const titles = (): readonly string[] => findings.sections.map(({ title }) => title);
  await until("the sections", () => titles().includes("The chains, again"));
  const placed = () => findings.sections.flatMap((section) => section.findings);
  // Both are told by the server, each in its own time.
  await until("every finding in its place", () => {
    const count = diagnostics(document).length;
    return count > 0 && placed().length === count;
  });
  const all = placed();
  const chains = findings.sections.find(({ title }) => title === "The chains, again");
  assert.ok(chains !== undefined && chains.drifts === 1 && chains.claims === 1);
  await screenshot("25-findings-view");

  const [section] = findings.getChildren();
  const [first] = findings.getChildren(section);
  assert.ok(first && "finding" in first);
  const { command } = findings.getTreeItem(first);
  assert.ok(command);
  await commands.executeCommand(command.command, ...(command.arguments as unknown[]));
  await until("the place", () => {
    const { line, character } = first.finding.range.start;
    const start = window.activeTextEditor?.selection.start;
    return start?.line === line && start.character === character;
  });
  const before = all.length;
  await window.activeTextEditor!.edit((edit) =>
    edit.replace(window.activeTextEditor!.selection, "22"),
  );
  await until("one finding less", () => {
    const now = findings.sections.flatMap((one) => one.findings).length;
    return now < before;
  });
  await undo(document);
  await commands.executeCommand("workbench.view.explorer");
  await closeAll();
});
