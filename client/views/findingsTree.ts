import type { Uri } from "vscode";
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Position,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
  type TreeView,
} from "vscode";
import { findingsRequest, type NoteFindings } from "../../server/protocol/findings";
import type { PenprintServer } from "../languageClient";
import { isNote } from "./noteContext";

type Section = NoteFindings["sections"][number];
type Finding = Section["findings"][number];
type Node = { readonly section: Section } | { readonly finding: Finding };

/** The findings of the note in front, section by section; before anything is learned, what to do first. */
export class FindingsTree implements TreeDataProvider<Node>, Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly view: TreeView<Node>;
  private readonly listeners: Disposable;
  private shown: { readonly uri: Uri; readonly sections: readonly Section[] } | undefined;
  private asked = 0;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly server: PenprintServer) {
    this.view = window.createTreeView("penprint.findings", { treeDataProvider: this });
    const update = (): void => void this.update();
    this.listeners = Disposable.from(
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        // Without a note no server runs, and nobody would know whether anything is learned.
        if (visible) server.need();
        update();
      }),
      window.onDidChangeActiveTextEditor(update),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const uri = this.shown?.uri.toString() ?? window.activeTextEditor?.document.uri.toString();
        if (uris.some((one) => one.toString() === uri)) update();
      }),
      server.onStatus((status) => {
        void commands.executeCommand("setContext", "penprint.profile", status?.profile.state);
      }),
    );
  }

  /** For tests: what stands in the view. */
  get sections(): readonly Section[] {
    return this.shown?.sections ?? [];
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return this.sections.map((section) => ({ section }));
    return "section" in node ? node.section.findings.map((finding) => ({ finding })) : [];
  }

  getTreeItem(node: Node): TreeItem {
    return "section" in node ? itemOfSection(node.section) : this.itemOfFinding(node.finding);
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** The note in front keeps its findings here while a diff, a page or a panel has the focus. */
  private async update(): Promise<void> {
    if (!this.view.visible) return;
    const document = window.activeTextEditor?.document;
    const uri = document !== undefined && isNote(document) ? document.uri : this.shown?.uri;
    if (uri === undefined) return;
    const turn = ++this.asked;
    let found: NoteFindings | null;
    try {
      found = await this.server.request(findingsRequest, { uri: uri.toString() });
    } catch (error) {
      // The note changed meanwhile: its new findings come with its diagnostics.
      this.server.log.debug(`Findings: ${String(error)}`);
      return;
    }
    if (turn !== this.asked) return;
    const sections = found?.sections ?? [];
    this.shown = found === null ? undefined : { uri, sections };
    this.view.description = found === null ? "" : nameOf(uri);
    this.changed.fire();
  }

  private itemOfFinding({ rule, severity, message, text, range }: Finding): TreeItem {
    const item = new TreeItem(text.replace(/\s+/g, " ").slice(0, 80));
    item.description = message;
    item.tooltip = `${message}\n\n${rule}`;
    item.iconPath = iconOf(severity);
    const line = range.start.line + 1;
    item.accessibilityInformation = { label: l10n.t("Line {0}: {1}", line, message) };
    const selection = rangeOf(range);
    item.command = {
      title: l10n.t("Go to Finding"),
      command: "vscode.open",
      arguments: [this.shown?.uri, { selection }],
    };
    return item;
  }
}

function itemOfSection({ title, claims, drifts, findings }: Section): TreeItem {
  const item = new TreeItem(
    title === "" ? l10n.t("Before the first heading") : title,
    TreeItemCollapsibleState.Expanded,
  );
  const others = findings.length;
  item.description = [
    ...(claims > 0 ? [l10n.t("{0} not carried", claims)] : []),
    ...(drifts > 0 ? [l10n.t("drifts")] : []),
    ...(claims === 0 && drifts === 0 ? [l10n.t("{0} findings", others)] : []),
  ].join(", ");
  item.iconPath = new ThemeIcon("symbol-string");
  return item;
}

function iconOf(severity: Finding["severity"]): ThemeIcon {
  if (severity === "error")
    return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
  if (severity === "warning")
    return new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"));
  return new ThemeIcon("info", new ThemeColor("problemsInfoIcon.foreground"));
}

function rangeOf({ start, end }: Finding["range"]): Range {
  return new Range(
    new Position(start.line, start.character),
    new Position(end.line, end.character),
  );
}

function nameOf(uri: Uri): string {
  return uri.path.split("/").at(-1) ?? "";
}
