import { commands, type Disposable } from "vscode";
import { tabName, VirtualDocuments } from "./virtualDocuments";

/** Pages written by the extension, shown in the editor's own Markdown preview. */
export class MarkdownPages implements Disposable {
  private readonly documents = new VirtualDocuments("penprint-page");

  async show(title: string, markdown: string): Promise<void> {
    const page = this.documents.set(`${tabName(title)}.md`, "", markdown);
    await commands.executeCommand("markdown.showPreview", page);
  }

  dispose(): void {
    this.documents.dispose();
  }
}
