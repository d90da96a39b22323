import { commands, Disposable, window, workspace } from "vscode";
import { readSettings } from "../settings";

/** Keeps the context key `penprint.isNote`, which menus and keys ask: whether the editor holds a language that is checked. */
export function followNotes(): Disposable {
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    const isNote =
      document !== undefined && readSettings(document).languages.includes(document.languageId);
    void commands.executeCommand("setContext", "penprint.isNote", isNote);
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
