import {
  l10n,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type Disposable,
  type StatusBarItem,
} from "vscode";
import type { Status } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";

interface Look {
  readonly text: string;
  readonly command: string;
  readonly warns?: boolean;
}

/** One item: what was learned, and what is wrong, if anything; a click opens the menu, or offers to learn. */
export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly listener: Disposable;

  constructor(server: PenprintServer) {
    this.item = window.createStatusBarItem("penprint.status", StatusBarAlignment.Right, 50);
    this.item.name = "Penprint";
    // A window that needs no server has no item either.
    this.listener = server.onStatus((status) => {
      this.show(status);
      this.item.show();
    });
    this.show(server.status);
  }

  /** For tests: what the item says. */
  get text(): string {
    return this.item.text;
  }

  dispose(): void {
    this.item.dispose();
    this.listener.dispose();
  }

  private show(status: Status | undefined): void {
    const { text, command, warns } = status === undefined ? starting() : lookOf(status);
    this.item.text = text;
    this.item.command = command;
    this.item.tooltip = status === undefined ? l10n.t("Penprint is starting.") : tooltipOf(status);
    this.item.backgroundColor =
      warns === true ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.accessibilityInformation = { label: `Penprint: ${text.replace(/\$\([^)]*\)/g, "")}` };
  }
}

function starting(): Look {
  return { text: "$(loading~spin) Penprint", command: "penprint.showMenu" };
}

function lookOf({ profile, model }: Status): Look {
  const command = "penprint.showMenu";
  if (profile.state === "learning") return { text: l10n.t("$(sync~spin) Learning"), command };
  if (profile.state === "none") {
    return { text: l10n.t("$(mortar-board) Learn My Style"), command: "penprint.learnStyle" };
  }
  if (model.state === "failed") {
    return { text: l10n.t("$(warning) {0}", profile.author), command, warns: true };
  }
  if (model.state === "restarting" || model.state === "loading") {
    return { text: l10n.t("$(loading~spin) {0}", profile.author), command };
  }
  const icon = profile.state === "tooSmall" ? "$(info)" : "$(edit)";
  return { text: `${icon} ${profile.author}`, command };
}

function tooltipOf({ profile, model, planner, capture }: Status): MarkdownString {
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
  const rows = [
    [l10n.t("Style"), profile.message || profile.author],
    [
      l10n.t("Model"),
      [model.name, modelStates[model.state], model.message].filter(Boolean).join(", "),
    ],
    [
      l10n.t("Planner"),
      planner.address === ""
        ? planner.name
        : l10n.t("{0}, text goes to {1}", planner.name, planner.address),
    ],
    [l10n.t("Decisions"), captureStates[capture]],
  ] as const;
  const tooltip = new MarkdownString("**Penprint**\n\n");
  for (const [label, text] of rows) {
    tooltip.appendMarkdown(`- ${label}: `);
    tooltip.appendText(text.replace(/\s+/g, " "));
    tooltip.appendMarkdown("\n");
  }
  return tooltip;
}
