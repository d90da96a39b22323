import { EventEmitter, l10n, ViewColumn, window, type Disposable, type WebviewPanel } from "vscode";
import { trainingStepNotification, type TrainingStep } from "../../server/protocol/training";
import type { PenprintServer } from "../languageClient";
import { escapeHtml, lossCurve } from "./lossCurve";

/** How a training is going, as a page beside the notes: the loss of every stage, and what came of it. */
export class TrainingView implements Disposable {
  private panel: WebviewPanel | undefined;
  private steps: TrainingStep[] = [];
  private state = "";
  private readonly changed = new EventEmitter<void>();
  private goesOn = false;
  /** Fires when a training begins, ends, or takes a step. */
  readonly onChange = this.changed.event;

  constructor(server: PenprintServer) {
    server.onNotification(trainingStepNotification, (step) => this.step(step));
  }

  /** For tests: the page as it is shown. */
  get html(): string {
    return this.panel?.webview.html ?? "";
  }

  /** How far the training that runs is in its stage; absent when none runs. */
  get running(): { readonly stage: string; readonly percent: number } | undefined {
    const last = this.steps.at(-1);
    if (!this.goesOn) return undefined;
    return last === undefined
      ? { stage: "", percent: 0 }
      : { stage: last.stage, percent: Math.floor((100 * last.step) / Math.max(1, last.steps)) };
  }

  begin(author: string): void {
    this.steps = [];
    this.goesOn = true;
    this.state = l10n.t("Training on how {0} writes.", author);
    if (this.panel === undefined) {
      this.panel = window.createWebviewPanel(
        "penprint.training",
        l10n.t("Training"),
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        { enableScripts: false, localResourceRoots: [] },
      );
      this.panel.onDidDispose(() => (this.panel = undefined));
    }
    this.render();
  }

  step(step: TrainingStep): void {
    this.steps.push(step);
    this.render();
  }

  end(lines: readonly string[]): void {
    this.state = lines.join("\n");
    this.goesOn = false;
    this.render();
  }

  dispose(): void {
    this.changed.dispose();
    this.panel?.dispose();
  }

  private render(): void {
    this.changed.fire();
    if (this.panel === undefined) return;
    const last = this.steps.at(-1);
    const place =
      last === undefined
        ? l10n.t("No step has been taken yet.")
        : l10n.t(
            "{0}: step {1} of {2}, loss {3}, about {4} minutes left in this stage.",
            ...[last.stage, last.step, last.steps, last.loss.toFixed(3)],
            Math.ceil(last.secondsLeft / 60),
          );
    this.panel.webview.html = [
      "<!DOCTYPE html>",
      '<html><head><meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
      `<title>${escapeHtml(l10n.t("Training"))}</title>`,
      "<style>svg { max-width: 48rem; font: 12px var(--vscode-font-family); }</style></head><body>",
      ...this.state.split("\n").map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p>${escapeHtml(place)}</p>`,
      this.steps.length === 0 ? "" : lossCurve(this.steps, place),
      "</body></html>",
    ].join("\n");
  }
}
