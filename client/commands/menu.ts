import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { PenprintServer } from "../languageClient";
import type { StatusBar } from "../views/statusBar";
import { linesOf, type Situation } from "../views/statusLook";
import type { Commands } from "./command";

/** Without `command` it is a heading. */
interface Item extends QuickPickItem {
  readonly command?: string;
}

/** The status bar's menu, and what concerns the server itself. */
export function menuCommands(server: PenprintServer, statusBar: StatusBar): Commands {
  return {
    "penprint.showMenu": async () => {
      const { situation } = statusBar;
      const [title = "Penprint"] = linesOf(situation);
      const chosen = await window.showQuickPick(menuOf(situation), { title });
      if (chosen?.command !== undefined) await commands.executeCommand(chosen.command);
    },
    "penprint.restartServer": () => server.restart(),
    "penprint.showLog": () => server.log.show(),
    "penprint.showWalkthrough": async () => {
      await commands.executeCommand("workbench.action.openWalkthrough", "penprint.penprint#start");
    },
    "penprint.openSettings": async () => {
      await commands.executeCommand("workbench.action.openSettings", "@ext:penprint.penprint");
    },
  };
}

/** What can be done in this state: what it asks for first, and nothing that would only be refused. */
function menuOf({ status, isDown, training }: Situation): readonly Item[] {
  const state = status?.profile.state ?? "none";
  const isRunning = status !== undefined && !isDown;
  const isLearned = isRunning && state !== "none";
  const group = (label: string, items: readonly (Item | false)[]): readonly Item[] => {
    const shown = items.filter((item) => item !== false);
    return shown.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...shown];
  };
  const restart = item(l10n.t("$(debug-restart) Restart Server"), "penprint.restartServer");
  const learn = item(l10n.t("$(mortar-board) Learn My Style"), "penprint.learnStyle");
  const samples = item(l10n.t("$(folder-opened) Open Sample Folder"), "penprint.openSamples");
  const { model } = status ?? {};
  return [
    ...group(l10n.t("Now"), [
      isDown && restart,
      state === "none" && isRunning && learn,
      state === "tooSmall" && {
        ...item(l10n.t("$(mortar-board) Choose Another Folder"), "penprint.learnStyle"),
        detail: status?.profile.message ?? "",
      },
      (state === "none" || state === "tooSmall") && isRunning && samples,
      training !== undefined &&
        item(l10n.t("$(debug-pause) Pause Training"), "penprint.pauseTraining"),
      (model?.state === "missing" || model?.state === "failed") && {
        ...item(l10n.t("$(cloud-download) Fetch Model"), "penprint.fetchModel"),
        detail: model.message,
      },
    ]),
    ...group(l10n.t("Style"), [
      isLearned && item(l10n.t("$(warning) Show Findings"), "penprint.findings.focus"),
      isLearned && item(l10n.t("$(book) Show Style Profile"), "penprint.showProfile"),
      state !== "none" && learn,
      isLearned && item(l10n.t("$(account) Switch Profile"), "penprint.switchProfile"),
      isLearned && item(l10n.t("$(eye) Show Stopped Findings"), "penprint.showStopped"),
    ]),
    ...group(l10n.t("Write"), [
      isLearned && item(l10n.t("$(edit) Rewrite Selection"), "penprint.rewriteSelection"),
      isRunning && item(l10n.t("$(file-text) Generate Article"), "penprint.generateArticle"),
      isRunning &&
        item(l10n.t("$(checklist) Check Claims against Sources"), "penprint.checkClaims"),
      isRunning && item(l10n.t("$(history) Show Decisions"), "penprint.showDecisions"),
    ]),
    ...group(l10n.t("Learn"), [
      isLearned &&
        training === undefined &&
        item(l10n.t("$(rocket) Train My Style"), "penprint.trainStyle"),
      isLearned && item(l10n.t("$(diff) Show Training Pairs"), "penprint.showTrainingPairs"),
      isLearned && item(l10n.t("$(versions) Choose Adapter"), "penprint.chooseAdapter"),
    ]),
    ...group(l10n.t("Set up"), [
      item(l10n.t("$(list-tree) Choose Planner"), "penprint.choosePlanner"),
      item(l10n.t("$(chip) Choose Model"), "penprint.chooseModel"),
      item(l10n.t("$(gear) Settings"), "penprint.openSettings"),
      item(l10n.t("$(compass) Walkthrough"), "penprint.showWalkthrough"),
      isLearned && samples,
      item(l10n.t("$(output) Show Log"), "penprint.showLog"),
      !isDown && restart,
    ]),
  ];
}

const item = (label: string, command: string): Item => ({ label, command });
