import { TextDocumentChangeReason, workspace, type Disposable } from "vscode";
import { decideRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import type { Suggestion } from "./suggestion";
import { TrackedText } from "./trackedText";

interface Accepted {
  readonly id: string;
  readonly candidate: number;
  readonly text: TrackedText;
}

/** Watches accepted suggestions for the user's undo, which the server hears of as `undone`. */
export class AcceptedSuggestions implements Disposable {
  private readonly byDocument = new Map<string, readonly Accepted[]>();
  private readonly listeners: Disposable[];

  constructor(private readonly server: PenprintServer) {
    this.listeners = [
      workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
        const key = document.uri.toString();
        const accepted = this.byDocument.get(key);
        if (accepted === undefined || contentChanges.length === 0) return;
        const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          offset: rangeOffset,
          length: rangeLength,
          text,
        }));
        const after = document.getText();
        const left = accepted.filter(({ id, candidate, text }) => {
          const became = text.apply(changes, after);
          const undone = became === "undone" && reason === TextDocumentChangeReason.Undo;
          if (undone) this.report(id, candidate, key);
          return !undone && !text.isLost;
        });
        this.byDocument.set(key, left);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.byDocument.delete(uri.toString())),
    ];
  }

  /** Call it once the document holds the suggestion's text. */
  watch(suggestion: Suggestion): void {
    const { document, answer, candidate, shown, range, id } = suggestion;
    const key = document.uri.toString();
    const text = new TrackedText(document.offsetAt(range.start), answer.original, candidate.text);
    this.byDocument.set(key, [...(this.byDocument.get(key) ?? []), { id, candidate: shown, text }]);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private report(suggestion: string, candidate: number, uri: string): void {
    const undone = { suggestion, decision: "undone", candidate, uri } as const;
    this.server.request(decideRequest, undone).catch((error: unknown) => {
      this.server.log.error(`The undo of a suggestion could not be recorded: ${String(error)}`);
    });
  }
}
