import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { PenprintServer } from "../languageClient";
import type { Commands } from "./command";

interface Item extends QuickPickItem {
  readonly command?: string;
}

/** The status bar's menu, and what concerns the server itself. */
export function menuCommands(server: PenprintServer): Commands {
  return {
    "penprint.showMenu": async () => {
      const status = server.status;
      const title = status === undefined ? l10n.t("Penprint is starting.") : status.profile.message;
      const chosen = await window.showQuickPick(menu(), { title: title || "Penprint" });
      if (chosen?.command !== undefined) await commands.executeCommand(chosen.command);
    },
    "penprint.restartServer": () => server.restart(),
    "penprint.showLog": () => server.log.show(),
    "penprint.openSettings": async () => {
      await commands.executeCommand("workbench.action.openSettings", "@ext:penprint.penprint");
    },
  };
}

function menu(): readonly Item[] {
  const group = (label: string): Item => ({ label, kind: QuickPickItemKind.Separator });
  return [
    group(l10n.t("Style")),
    { label: l10n.t("$(mortar-board) Learn My Style"), command: "penprint.learnStyle" },
    { label: l10n.t("$(book) Show Style Profile"), command: "penprint.showProfile" },
    { label: l10n.t("$(account) Switch Profile"), command: "penprint.switchProfile" },
    { label: l10n.t("$(eye) Show Stopped Findings"), command: "penprint.showStopped" },
    group(l10n.t("Write")),
    { label: l10n.t("$(edit) Rewrite Selection"), command: "penprint.rewriteSelection" },
    { label: l10n.t("$(file-text) Generate Article"), command: "penprint.generateArticle" },
    { label: l10n.t("$(checklist) Check Claims against Sources"), command: "penprint.checkClaims" },
    { label: l10n.t("$(history) Show Decisions"), command: "penprint.showDecisions" },
    group(l10n.t("Learn")),
    { label: l10n.t("$(rocket) Train My Style"), command: "penprint.trainStyle" },
    { label: l10n.t("$(debug-pause) Pause Training"), command: "penprint.pauseTraining" },
    { label: l10n.t("$(diff) Show Training Pairs"), command: "penprint.showTrainingPairs" },
    { label: l10n.t("$(versions) Choose Adapter"), command: "penprint.chooseAdapter" },
    group(l10n.t("Set up")),
    { label: l10n.t("$(list-tree) Choose Planner"), command: "penprint.choosePlanner" },
    { label: l10n.t("$(chip) Choose Model"), command: "penprint.chooseModel" },
    { label: l10n.t("$(gear) Settings"), command: "penprint.openSettings" },
    { label: l10n.t("$(output) Show Log"), command: "penprint.showLog" },
    { label: l10n.t("$(debug-restart) Restart Server"), command: "penprint.restartServer" },
  ];
}
