import { commands, l10n, window } from "vscode";
import { messageText } from "../server/protocol/messageText";
import { NoticeQueue, type NoticeAction, type NoticeKind } from "./noticeQueue";

/** Every notification of the extension goes through here: one at a time, its text tamed, with something to do. */
export const notices = new NoticeQueue({
  show: (kind, text, titles) => showers[kind](messageText(text), ...titles),
  hide: () => commands.executeCommand("notifications.hideToasts"),
});

const showers: Readonly<
  Record<NoticeKind, (text: string, ...titles: string[]) => Thenable<string | undefined>>
> = {
  information: (text, ...titles) => window.showInformationMessage(text, ...titles),
  warning: (text, ...titles) => window.showWarningMessage(text, ...titles),
  error: (text, ...titles) => window.showErrorMessage(text, ...titles),
};

/** A button that runs a command of the extension. */
export function toCommand(title: string, command: string, ...input: unknown[]): NoticeAction {
  return { title, run: () => commands.executeCommand(command, ...input) };
}

export function toMenu(): NoticeAction {
  return toCommand(l10n.t("What Can I Do?"), "penprint.showMenu");
}

export function toLog(): NoticeAction {
  return toCommand(l10n.t("Show Log"), "penprint.showLog");
}

/** Something went well and asks for nothing: a line in the status bar that goes by itself. */
export function sayDone(text: string): void {
  window.setStatusBarMessage(`$(check) ${messageText(text)}`, 8000);
}
