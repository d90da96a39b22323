import { l10n, MarkdownString } from "vscode";
import { appendWords } from "./appendWords";
import type { Status } from "../../server/protocol/requests";

/** Everything the status bar and its menu go by. */
export interface Situation {
  readonly status: Status | undefined;
  /** The server ended and was not started again. */
  readonly isDown: boolean;
  readonly training: { readonly stage: string; readonly percent: number } | undefined;
}

export interface Look {
  readonly text: string;
  readonly command: string;
  readonly loud?: "warning" | "error";
}

const menu = "penprint.showMenu";

/** The one thing that matters most now: what is wrong, what goes on, or whose style holds here. */
export function lookOf({ status, isDown, training }: Situation): Look {
  if (isDown) return { text: l10n.t("$(error) Penprint stopped"), command: menu, loud: "error" };
  if (status === undefined) return { text: "$(loading~spin) Penprint", command: menu };
  const { profile, model } = status;
  if (profile.state === "learning") {
    return { text: l10n.t("$(sync~spin) Learning {0} %", profile.percent ?? 0), command: menu };
  }
  if (training !== undefined) {
    return { text: l10n.t("$(rocket) Training {0} %", training.percent), command: menu };
  }
  if (profile.state === "none") {
    return { text: l10n.t("$(mortar-board) Learn My Style"), command: "penprint.learnStyle" };
  }
  // Text leaves the machine: that is never only in a tooltip.
  const away = addressesOf(status).length > 0 ? " $(globe)" : "";
  if (model.state === "failed") {
    return { text: l10n.t("$(warning) {0}", profile.author), command: menu, loud: "warning" };
  }
  if (model.state === "restarting" || model.state === "loading") {
    return { text: l10n.t("$(loading~spin) {0}", profile.author) + away, command: menu };
  }
  if (profile.state === "tooSmall") {
    const words = profile.words.toLocaleString();
    return { text: l10n.t("$(info) {0}: {1} words", profile.author, words), command: menu };
  }
  return { text: `$(edit) ${profile.author}${away}`, command: menu };
}

/** Where text goes from here, server by server. */
function addressesOf({ model, planner }: Status): readonly string[] {
  const stylist = /^https?:/i.test(model.message) ? model.message : "";
  return [...new Set([stylist, planner.address])].filter((address) => address !== "");
}

/** The state in words, a line for each of its parts. */
export function linesOf({ status, isDown, training }: Situation): readonly string[] {
  if (isDown) return [l10n.t("The language server ended and was not started again.")];
  if (status === undefined) return [l10n.t("Penprint is starting.")];
  const { profile, model, planner, capture } = status;
  const modelStates: Record<Status["model"]["state"], string> = {
    missing: l10n.t("not fetched"),
    idle: l10n.t("not loaded"),
    loading: l10n.t("loading"),
    ready: l10n.t("ready"),
    restarting: l10n.t("restarting"),
    failed: l10n.t("failed"),
  };
  const captureStates: Record<Status["capture"], string> = {
    ask: l10n.t("not kept; asked once"),
    on: l10n.t("kept on this machine"),
    off: l10n.t("not kept"),
  };
  const modelWords = [model.name, modelStates[model.state], model.message].filter(Boolean);
  const plannerWords =
    planner.address === ""
      ? planner.name
      : l10n.t("{0}, text goes to {1}", planner.name, planner.address);
  return [
    l10n.t("Style: {0}", profile.message || profile.author),
    ...(training === undefined
      ? []
      : [l10n.t("Training: {0} {1} %", training.stage, training.percent)]),
    l10n.t("Model: {0}", modelWords.join(" · ")),
    l10n.t("Planner: {0}", plannerWords),
    l10n.t("Decisions: {0}", captureStates[capture]),
  ];
}

export function tooltipOf(situation: Situation): MarkdownString {
  const tooltip = new MarkdownString("**Penprint**\n\n");
  for (const line of linesOf(situation)) {
    tooltip.appendMarkdown("- ");
    appendWords(tooltip, line.replace(/\s+/g, " "));
    tooltip.appendMarkdown("\n");
  }
  return tooltip;
}
