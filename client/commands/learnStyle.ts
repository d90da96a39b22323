import { l10n, Uri, window, workspace } from "vscode";
import { learnRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import type { NoticeAction } from "../noticeQueue";
import { notices, toCommand } from "../notices";
import { readSettings } from "../settings";
import { withWork } from "../work";
import { tellRefusal, type Commands } from "./command";

/** Learn My Style: from folders the user picks, or from one that a menu or another command names. */
export function learnCommands(server: PenprintServer): Commands {
  return {
    "penprint.learnStyle": async (folder, chosen) => {
      const folders = foldersOf(folder, chosen) ?? (await pickFolders());
      if (folders === undefined) return;
      const author = await nameAuthor(folders[0]);
      if (author !== undefined) await learn(server, folders, author);
    },
  };
}

function foldersOf(folder: unknown, chosen: unknown): readonly Uri[] | undefined {
  const several = Array.isArray(chosen) ? chosen.filter((one) => one instanceof Uri) : [];
  if (several.length > 0) return several;
  return folder instanceof Uri ? [folder] : undefined;
}

async function pickFolders(): Promise<readonly Uri[] | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t("Folders with notes that you wrote yourself"),
    openLabel: l10n.t("Learn from This Folder"),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
    ...(workspace.workspaceFolders?.[0] && { defaultUri: workspace.workspaceFolders[0].uri }),
  });
  return picked;
}

/** The author in the settings, the one learned already, or one the user names. */
async function nameAuthor(folder: Uri | undefined): Promise<string | undefined> {
  const { author } = readSettings(folder);
  if (author !== "") return author;
  return window.showInputBox({
    title: l10n.t("Whose style is this?"),
    prompt: l10n.t("A name for the profile; it stays on this machine."),
    value: l10n.t("me"),
    validateInput: (value) => (value.trim() === "" ? l10n.t("A name, please.") : undefined),
  });
}

async function learn(
  server: PenprintServer,
  folders: readonly Uri[],
  author: string,
): Promise<void> {
  const result = await withWork(server, l10n.t("Learning your style"), (workDoneToken, cancel) =>
    server.request(
      learnRequest,
      { workDoneToken, folders: folders.map((uri) => uri.fsPath), author: author.trim() },
      cancel,
    ),
  );
  if (result === undefined) return;
  if (result.kind === "refused") {
    tellRefusal(result, ...waysToWords());
    return;
  }
  if (result.warning !== "") {
    tellRefusal({ why: result.warning }, ...waysToWords());
    return;
  }
  const text = l10n.t(
    "Your style is learned, from {0} words in {1} notes.",
    result.words.toLocaleString(),
    result.notes,
  );
  const show = toCommand(l10n.t("Show Style Profile"), "penprint.showProfile");
  await notices.answer({ kind: "information", text, actions: [show] });
}

/** For a folder that holds too little of the author to go by. */
function waysToWords(): readonly NoticeAction[] {
  return [
    toCommand(l10n.t("Choose Another Folder"), "penprint.learnStyle"),
    toCommand(l10n.t("Open Sample Folder"), "penprint.openSamples"),
  ];
}
