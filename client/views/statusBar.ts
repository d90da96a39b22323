import { Disposable, StatusBarAlignment, ThemeColor, window, type StatusBarItem } from "vscode";
import type { PenprintServer } from "../languageClient";
import { linesOf, lookOf, tooltipOf, type Situation } from "./statusLook";
import type { TrainingView } from "./trainingView";

/** One item: what was learned, what goes on, and what is wrong, if anything; a click opens the menu, or offers to learn. */
export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly listeners: Disposable;

  constructor(
    private readonly server: PenprintServer,
    private readonly training: TrainingView,
  ) {
    this.item = window.createStatusBarItem("penprint.status", StatusBarAlignment.Right, 50);
    this.item.name = "Penprint";
    // A window that needs no server has no item either.
    const show = (): void => {
      this.show();
      this.item.show();
    };
    this.listeners = Disposable.from(server.onStatus(show), training.onChange(show));
    this.show();
  }

  get situation(): Situation {
    const { status, isDown } = this.server;
    return { status, isDown, training: this.training.running };
  }

  /** For tests: what the item says, and what a screen reader says of it. */
  get text(): string {
    return this.item.text;
  }

  get label(): string {
    return this.item.accessibilityInformation?.label ?? "";
  }

  dispose(): void {
    this.item.dispose();
    this.listeners.dispose();
  }

  private show(): void {
    const { situation } = this;
    const { text, command, loud } = lookOf(situation);
    this.item.text = text;
    this.item.command = command;
    this.item.tooltip = tooltipOf(situation);
    this.item.backgroundColor =
      loud === undefined ? undefined : new ThemeColor(`statusBarItem.${loud}Background`);
    const words = text.replace(/\$\([^)]*\)/g, "").trim();
    this.item.accessibilityInformation = {
      label: ["Penprint", words, ...linesOf(situation)].join(". "),
    };
  }
}
