import {
  commands,
  l10n,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type Disposable,
  type TextDocument,
  type Uri,
} from "vscode";
import { endOfFrontMatter, placeArticle } from "../articles/placement";
import { notices, toCommand } from "../notices";
import { closeTabs, isOpen } from "./tabs";
import { tabName, VirtualDocuments } from "./virtualDocuments";

export type ArticleDecision =
  | { readonly kind: "accepted"; readonly uri: Uri; readonly range: Range }
  | { readonly kind: "rejected" };

interface Shown {
  readonly uri: Uri;
  readonly path: string;
  readonly id: string;
  readonly title: string;
  /** The note that would take the article; absent = a new untitled one would. */
  readonly note: TextDocument | undefined;
  readonly sections: (string | undefined)[];
  readonly finish: (decision: ArticleDecision) => void;
  readonly decision: Promise<ArticleDecision>;
  markdown: string | undefined;
}

/** Shows an article as it is written, where it would stand; nothing is inserted before `accept`. */
export class ArticlePreview implements Disposable {
  private readonly documents = new VirtualDocuments("penprint-article");
  private readonly listener: Disposable;
  private shown: Shown | undefined;

  constructor() {
    this.listener = window.tabGroups.onDidChangeTabs(() => {
      const { shown } = this;
      if (shown?.markdown !== undefined && !isOpen(shown.uri)) this.end({ kind: "rejected" });
    });
  }

  async begin(id: string, title: string, note: TextDocument | undefined): Promise<void> {
    await this.reject();
    const path = `${tabName(title)}.md`;
    const uri = this.documents.set(path, id, this.compose("", note));
    let finish: Shown["finish"] = () => undefined;
    const decision = new Promise<ArticleDecision>((resolve) => (finish = resolve));
    const base = { uri, path, id, title, note, sections: [], finish, decision };
    this.shown = { ...base, markdown: undefined };
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** `text` replaces what was shown of that section. */
  section(id: string, index: number, text: string): void {
    if (this.shown?.id !== id || this.shown.markdown !== undefined) return;
    this.shown.sections[index] = text.trim();
    const written = this.shown.sections.filter((one = "") => one !== "");
    this.render([`# ${this.shown.title}`, ...written].join("\n\n"));
  }

  /** The whole article; resolves with what the user decides. */
  async complete(id: string, markdown: string): Promise<ArticleDecision> {
    const { shown } = this;
    if (shown?.id !== id) return { kind: "rejected" };
    shown.markdown = markdown;
    this.render(markdown);
    await commands.executeCommand("setContext", "penprint.article", true);
    return shown.decision;
  }

  /** Inserts the article with one edit; refuses when the note's front matter is no longer what it was written for. */
  async accept(): Promise<void> {
    const { shown } = this;
    if (shown?.markdown === undefined) return;
    const placed = await this.insert(shown, shown.markdown);
    if (placed === undefined) {
      const text = l10n.t("The note was closed or could not be changed.");
      const discard = toCommand(l10n.t("Discard the Article"), "penprint.rejectArticle");
      void notices.answer({ kind: "warning", text, actions: [discard] });
      return;
    }
    this.end({ kind: "accepted", ...placed });
    await this.close(shown);
  }

  async reject(): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    this.end({ kind: "rejected" });
    await this.close(shown);
  }

  dispose(): void {
    this.listener.dispose();
    this.documents.dispose();
  }

  private async insert(
    { note }: Shown,
    markdown: string,
  ): Promise<{ uri: Uri; range: Range } | undefined> {
    if (note === undefined) {
      const content = `${markdown.trim()}\n`;
      const document = await workspace.openTextDocument({ language: "markdown", content });
      await window.showTextDocument(document, { preview: false });
      return { uri: document.uri, range: wholeOf(document) };
    }
    if (note.isClosed) return undefined;
    const text = note.getText();
    const offset = endOfFrontMatter(text);
    const at = note.positionAt(offset);
    const { inserted } = placeArticle(text, markdown);
    const edit = new WorkspaceEdit();
    edit.insert(note.uri, at, inserted);
    if (!(await workspace.applyEdit(edit))) return undefined;
    const range = new Range(at, note.positionAt(offset + inserted.length));
    const editor = await window.showTextDocument(note, { preview: false });
    editor.revealRange(range);
    return { uri: note.uri, range };
  }

  private compose(article: string, note: TextDocument | undefined): string {
    return note === undefined ? article : placeArticle(note.getText(), article).text;
  }

  private render(article: string): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.documents.set(shown.path, shown.id, this.compose(article, shown.note));
  }

  private end(decision: ArticleDecision): void {
    this.shown?.finish(decision);
    this.shown = undefined;
    void commands.executeCommand("setContext", "penprint.article", false);
  }

  private async close({ uri }: Shown): Promise<void> {
    await closeTabs(uri);
    this.documents.delete(uri);
  }
}

function wholeOf(document: TextDocument): Range {
  return new Range(document.positionAt(0), document.positionAt(document.getText().length));
}
