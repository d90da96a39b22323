import { join } from "node:path";
import {
  commands,
  l10n,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type Memento,
} from "vscode";
import { inHome } from "../home";
import { notices, toCommand } from "../notices";
import type { Commands } from "./command";

/** What of `samples/` a writer plays with; the rest of it runs the demo. */
const parts = ["README.md", "notes", "drafts", "sources"];

/** Where the last copy is, until its window has greeted the user. */
const toGreet = "samples.toGreet";

/** Open Sample Folder: a copy of an invented author's notes, drafts and sources, to try everything on. */
export function sampleCommands({ extensionPath, globalState }: ExtensionContext): Commands {
  return {
    "penprint.openSamples": async () => {
      const parent = await pickPlace();
      if (parent === undefined) return;
      const folder = await copySamples(Uri.file(join(extensionPath, "samples")), parent);
      await globalState.update(toGreet, folder.toString());
      const besides = (workspace.workspaceFolders?.length ?? 0) > 0;
      await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: besides });
    },
  };
}

/** In the window of a new copy: a draft with findings to look at, and what to do first. */
export async function greetInSamples(globalState: Memento): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined || globalState.get(toGreet) !== folder.toString()) return;
  await globalState.update(toGreet, undefined);
  await window.showTextDocument(Uri.joinPath(folder, "drafts", "the-tap-in-winter.md"));
  const notes = Uri.joinPath(folder, "notes");
  await notices.tell({
    kind: "information",
    text: l10n.t(
      "Here is an invented author to try Penprint on. Have it learn the notes, and look at this draft again.",
    ),
    actions: [
      toCommand(l10n.t("Learn the Notes"), "penprint.learnStyle", notes),
      toCommand(l10n.t("Show Walkthrough"), "penprint.showWalkthrough"),
    ],
  });
}

async function pickPlace(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t("Where shall the sample folder be put?"),
    openLabel: l10n.t("Put It Here"),
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: inHome(""),
  });
  return picked?.[0];
}

/** Into a new folder below `parent`, whose name nothing there has. */
export async function copySamples(samples: Uri, parent: Uri): Promise<Uri> {
  const folder = await freeFolder(parent, "penprint-samples");
  await workspace.fs.createDirectory(folder);
  for (const part of parts) {
    const [from, to] = [Uri.joinPath(samples, part), Uri.joinPath(folder, part)];
    await workspace.fs.copy(from, to, { overwrite: false });
  }
  return folder;
}

async function freeFolder(parent: Uri, name: string): Promise<Uri> {
  for (let count = 1; ; count++) {
    const folder = Uri.joinPath(parent, count === 1 ? name : `${name}-${count}`);
    if (!(await exists(folder))) return folder;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
