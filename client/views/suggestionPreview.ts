import type { Uri } from "vscode";
import {
  commands,
  l10n,
  Range,
  ThemeColor,
  window,
  workspace,
  WorkspaceEdit,
  type DecorationOptions,
  type Disposable,
  type TextEditor,
} from "vscode";
import { decideRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import type { AcceptedSuggestions } from "../suggestions/acceptedSuggestions";
import { notices, sayDone, toCommand } from "../notices";
import { hoverOf, reportOf, type SuggestionReport } from "../suggestions/report";
import type { Suggestion } from "../suggestions/suggestion";
import { closeTabs, isOpen, shows } from "./tabs";
import { tabName, VirtualDocuments } from "./virtualDocuments";

const scheme = "penprint-suggestion";
type Decision = "accepted" | "rejected";

/**
 * Shows one suggestion at a time as a diff of two read-only documents. Nothing touches the note before `accept`,
 * which is one undo step. To close the diff is to reject; to look at something else meanwhile decides nothing.
 */
export class SuggestionPreview implements Disposable {
  private readonly documents = new VirtualDocuments(scheme);
  private readonly note = window.createTextEditorDecorationType({
    after: { color: new ThemeColor("editorCodeLens.foreground"), fontStyle: "italic" },
  });
  private readonly listeners: Disposable[];
  private suggestion: Suggestion | undefined;
  private sides: { readonly before: Uri; readonly after: Uri } | undefined;
  private report: SuggestionReport | undefined;
  private opened = 0;

  constructor(
    private readonly server: PenprintServer,
    private readonly accepted: AcceptedSuggestions,
  ) {
    this.listeners = [
      window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach((one) => this.annotate(one)),
      ),
      // Other tabs come and go while a suggestion is opened: the next candidate takes the place of the one before.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        const { sides, suggestion } = this;
        if (sides === undefined || suggestion === undefined) return;
        // A tab that moves to another group is closed in one place and open in another.
        if (!closed.some((tab) => shows(tab, sides.after)) || isOpen(sides.after)) return;
        this.forget();
        this.decide(suggestion, "rejected").catch((error: unknown) => {
          server.log.error(`A suggestion that was closed could not be recorded: ${String(error)}`);
        });
      }),
    ];
  }

  /** The suggestion that waits for a decision. */
  get current(): Suggestion | undefined {
    return this.suggestion;
  }

  async show(suggestion: Suggestion): Promise<void> {
    await this.close();
    if (!suggestion.stillFits()) {
      tellChanged();
      return;
    }
    this.suggestion = suggestion;
    await this.open(suggestion);
  }

  async accept(): Promise<void> {
    const suggestion = this.suggestion;
    if (suggestion === undefined) return;
    if (!suggestion.stillFits()) {
      tellChanged();
      return;
    }
    const { document, range, rangeAfter, candidate } = suggestion;
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, range, candidate.text);
    if (!(await workspace.applyEdit(edit))) {
      tellChanged();
      return;
    }
    this.accepted.watch(suggestion);
    await this.close();
    await window.showTextDocument(document, {
      selection: new Range(rangeAfter.end, rangeAfter.end),
    });
    await this.decide(suggestion, "accepted", rangeAfter);
  }

  async reject(): Promise<void> {
    const suggestion = this.suggestion;
    if (suggestion === undefined) return;
    await this.close();
    await this.decide(suggestion, "rejected");
  }

  /** @param by 1 = the next candidate, -1 = the one before */
  async step(by: 1 | -1): Promise<void> {
    const suggestion = this.suggestion;
    if (suggestion === undefined) return;
    if (suggestion.count === 1) {
      sayDone(l10n.t("There is no other candidate."));
      return;
    }
    const previous = this.sides;
    suggestion.step(by);
    await this.open(suggestion);
    if (previous !== undefined) await this.drop(previous);
  }

  /** What was checked, as a list that a keyboard and a screen reader can walk. */
  async showChecks(): Promise<void> {
    const { report } = this;
    if (report === undefined) return;
    const options = { title: report.summary, placeHolder: report.keys };
    await window.showQuickPick([...report.checks], options);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.note.dispose();
    this.documents.dispose();
  }

  private async open(suggestion: Suggestion): Promise<void> {
    const name = tabName(suggestion.document.uri.path.split("/").at(-1) ?? "");
    const path = /\.(md|markdown)$/i.test(name) ? name : `${name}.md`;
    // A new address each time: the tab of the same candidate from before may only be about to close.
    const query = `${suggestion.id}/${++this.opened}`;
    const before = this.documents.set(path, `${query}/before`, suggestion.before);
    const after = this.documents.set(path, `${query}/after`, suggestion.after);
    this.sides = { before, after };
    this.report = reportOf(suggestion, name);
    await commands.executeCommand("setContext", "penprint.suggestions", suggestion.count);
    const start = suggestion.firstChange;
    const options = { preview: false, selection: new Range(start, start) };
    await commands.executeCommand("vscode.diff", before, after, this.report.title, options);
    window.visibleTextEditors.forEach((editor) => this.annotate(editor));
  }

  /** The summary above what is changed first, where a line is free, or behind it; everything in the hover. */
  private annotate(editor: TextEditor): void {
    const { suggestion, report, sides } = this;
    if (suggestion === undefined || report === undefined) return;
    if (editor.document.uri.toString() !== sides?.after.toString()) return;
    const { end } = suggestion.rangeAfter;
    const { line } = suggestion.firstChange;
    const above = line > 0 ? editor.document.lineAt(line - 1) : undefined;
    const free = above?.isEmptyOrWhitespace === true;
    const place = free ? above.range : new Range(end, end);
    const contentText = free ? report.summary : `   ${report.summary}`;
    const hoverMessage = hoverOf(report);
    const decorations: DecorationOptions[] = [
      { range: place, renderOptions: { after: { contentText } }, hoverMessage },
      { range: suggestion.rangeAfter, hoverMessage },
    ];
    editor.setDecorations(this.note, decorations);
  }

  /** Those that were left for another are told first, each once; sent together, so that no edit comes between. */
  private async decide(suggestion: Suggestion, decision: Decision, range?: Range): Promise<void> {
    const { document, id, shown, replaced } = suggestion;
    const common = { suggestion: id, uri: document.uri.toString() };
    const left = replaced.map((candidate) =>
      this.server.request(decideRequest, { ...common, decision: "replaced", candidate }),
    );
    const last = this.server.request(decideRequest, {
      ...common,
      decision,
      candidate: shown,
      ...(range && {
        range: {
          start: { line: range.start.line, character: range.start.character },
          end: { line: range.end.line, character: range.end.character },
        },
      }),
    });
    await Promise.all([...left, last]);
  }

  private async close(): Promise<void> {
    const { sides } = this;
    this.forget();
    if (sides !== undefined) await this.drop(sides);
  }

  private async drop({ before, after }: { before: Uri; after: Uri }): Promise<void> {
    await closeTabs(after);
    this.documents.delete(before);
    this.documents.delete(after);
  }

  private forget(): void {
    this.suggestion = undefined;
    this.sides = undefined;
    this.report = undefined;
    void commands.executeCommand("setContext", "penprint.suggestions", 0);
  }
}

function tellChanged(): void {
  const text = l10n.t("The passage was changed meanwhile, so nothing was replaced.");
  const again = toCommand(l10n.t("Rewrite It Again"), "penprint.rewriteSelection");
  void notices.answer({ kind: "warning", text, actions: [again] });
}
