import { strict as assert } from "node:assert";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  commands,
  ConfigurationTarget,
  extensions,
  languages,
  Selection,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
  type Diagnostic,
  type TextDocument,
  type TextEditor,
} from "vscode";
import type { PenprintParts } from "../../../client/extension";

/** Waits until `look` answers something, looking every 50 ms. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  limitMs = 20_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    if (performance.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}.`);
    await wait(50);
  }
}

const extension = extensions.getExtension<PenprintParts>("penprint.penprint")!;

export async function activate(): Promise<PenprintParts> {
  return extension.activate();
}

export function folder(): Uri {
  const first = workspace.workspaceFolders?.[0];
  assert.ok(first, "a workspace folder is open");
  return first.uri;
}

/** Writes `penprint.*` for the user; undefined = as if it had never been set. */
export async function setSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    await workspace.getConfiguration("penprint").update(key, value, ConfigurationTarget.Global);
  }
}

export function setting(key: string): unknown {
  return workspace.getConfiguration("penprint").get(key);
}

/** A file's path beside the data folder of the run, which is deleted after it. */
export function outputFile(name: string): string {
  const data = process.env["PENPRINT_DATA"];
  assert.ok(data, "the run has a data folder");
  return join(dirname(data), name);
}

/** Shows a file as it is on disk. */
export async function open(path: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument(Uri.joinPath(folder(), path));
  const editor = await window.showTextDocument(document, { preview: false });
  if (document.isDirty) await commands.executeCommand("workbench.action.files.revert");
  return editor;
}

export function findings(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === "penprint");
}

export function ruleOf({ code }: Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}

export async function closeAll(): Promise<void> {
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** Selects the paragraph that begins with `words`, and answers it. */
export function selectParagraph(editor: TextEditor, words: string): string {
  const { document } = editor;
  const at = document.getText().indexOf(words);
  assert.ok(at >= 0, `the note holds "${words}"`);
  const { range, text } = document.lineAt(document.positionAt(at));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
  return text;
}

/** Undoes once, with the note in front. */
export async function undo(document: TextDocument): Promise<void> {
  await window.showTextDocument(document);
  await commands.executeCommand("undo");
}

/** Test runs show no toasts: this opens the list that they are kept in. */
export async function showNotifications(): Promise<void> {
  await commands.executeCommand("notifications.showList");
}

/** The diff of a suggestion that is open, if one is. */
export function openDiff(): TabInputTextDiff | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputTextDiff && input.modified.scheme === "penprint-suggestion"
    ? input
    : undefined;
}
