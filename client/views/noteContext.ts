import { commands, Disposable, window, workspace, type TextDocument } from "vscode";
import { readSettings } from "../settings";

/** Whether a document is of a language that is checked. */
export function isNote(document: TextDocument): boolean {
  return readSettings(document).languages.includes(document.languageId);
}

/**
 * Keeps the context key `penprint.isNote`, which menus and keys ask: whether the editor holds a language that is checked.
 * `opened` is called whenever some document is in one.
 */
export function followNotes(opened: () => void): Disposable {
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    const holds = document !== undefined && isNote(document);
    void commands.executeCommand("setContext", "penprint.isNote", holds);
    if (workspace.textDocuments.some(isNote)) opened();
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    // A document whose language changes is opened anew.
    workspace.onDidOpenTextDocument(tell),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("penprint.languages")) tell();
    }),
  );
}
