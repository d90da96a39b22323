import { l10n, window, workspace, type Uri } from "vscode";
import type { z } from "zod";
import {
  listProfilesRequest,
  profileRequest,
  stopPatternRequest,
  transferProfileRequest,
  useProfileRequest,
} from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import { inHome } from "../home";
import { notices, sayDone, toCommand } from "../notices";
import { readSettings, writeSetting } from "../settings";
import type { StylePages } from "../views/stylePages";
import { tellRefusal, type Commands } from "./command";

type Profile = z.output<typeof listProfilesRequest.result>[number];

/** Show, switch, export, import and delete profiles; and take back *This is how I write*. */
export function profileCommands(server: PenprintServer, pages: StylePages): Commands {
  const here = (): string | undefined => window.activeTextEditor?.document.uri.toString();
  const current = async () => {
    const uri = here();
    const profile = await server.request(profileRequest, uri === undefined ? {} : { uri });
    if (profile === null) await offerLearning();
    return profile;
  };
  const pick = async (title: string): Promise<Profile | undefined> => {
    const profiles = await server.request(listProfilesRequest, {});
    if (profiles.length === 0) {
      await offerLearning();
      return undefined;
    }
    const items = profiles.map((profile) => ({
      label: profile.author,
      description: l10n.t("{0} words", profile.words.toLocaleString()),
      profile,
    }));
    return (await window.showQuickPick(items, { title }))?.profile;
  };
  const transfer = async (
    action: "export" | "import" | "delete",
    author: string,
    done: string,
    file?: Uri,
  ): Promise<void> => {
    const input = { action, author, ...(file && { file: file.fsPath }) };
    const answer = await server.request(transferProfileRequest, input);
    if (!answer.ok) {
      tellRefusal(answer);
      return;
    }
    sayDone(done);
  };

  return {
    "penprint.showProfile": () => pages.show(here()),
    "penprint.switchProfile": async () => {
      const profile = await pick(l10n.t("Whose style are the notes here judged by?"));
      if (profile === undefined) return;
      const uri = window.activeTextEditor?.document.uri;
      const folder = (uri && workspace.getWorkspaceFolder(uri)) ?? workspace.workspaceFolders?.[0];
      // The setting goes before what is chosen here.
      if (readSettings(folder).author !== "") {
        await writeSetting("author", profile.author);
        return;
      }
      const answer = await server.request(useProfileRequest, {
        author: profile.author,
        ...(folder && { folder: folder.uri.fsPath }),
      });
      if (!answer.ok) tellRefusal(answer);
    },
    "penprint.exportProfile": async () => {
      const profile = await pick(l10n.t("Export which profile?"));
      if (profile === undefined) return;
      const file = await window.showSaveDialog({
        title: l10n.t("Export the profile: it holds passages of the notes it was learned from"),
        filters: { [l10n.t("Penprint profile")]: ["json"] },
        defaultUri: inHome(`${profile.author}.penprint-profile.json`),
      });
      if (file === undefined) return;
      await transfer("export", profile.author, l10n.t("Exported to {0}.", file.fsPath), file);
    },
    "penprint.importProfile": async () => {
      const [file] =
        (await window.showOpenDialog({
          title: l10n.t("Import a profile"),
          filters: { [l10n.t("Penprint profile")]: ["json"] },
        })) ?? [];
      if (file === undefined) return;
      await transfer("import", "", l10n.t("Imported {0}.", file.fsPath), file);
    },
    "penprint.deleteProfile": async () => {
      const profile = await pick(l10n.t("Delete which profile?"));
      if (profile === undefined) return;
      const yes = l10n.t("Delete");
      const question = l10n.t("Delete what was learned of {0}? The notes stay.", profile.author);
      if ((await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
      await transfer("delete", profile.author, l10n.t("Deleted."));
    },
    "penprint.showStopped": async () => {
      const stopped = (await current())?.stopped ?? [];
      if (stopped.length === 0) {
        sayDone(l10n.t("No finding has been stopped."));
        return;
      }
      const items = stopped.map(({ pattern, label }) => ({ label, pattern }));
      const chosen = await window.showQuickPick(items, {
        title: l10n.t("This is how I write: choose what to look at again"),
        canPickMany: true,
      });
      const uri = here();
      for (const { pattern } of chosen ?? []) {
        const input = { pattern, stopped: false, ...(uri !== undefined && { uri }) };
        const answer = await server.request(stopPatternRequest, input);
        if (!answer.ok) tellRefusal(answer);
      }
    },
  };
}

async function offerLearning(): Promise<void> {
  const learn = toCommand(l10n.t("Learn My Style"), "penprint.learnStyle");
  const samples = toCommand(l10n.t("Open Sample Folder"), "penprint.openSamples");
  const text = l10n.t("Nothing has been learned yet.");
  await notices.answer({ kind: "information", text, actions: [learn, samples] });
}
