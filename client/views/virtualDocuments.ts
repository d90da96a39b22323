import {
  EventEmitter,
  Uri,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from "vscode";

/** Read-only documents of one scheme that live in memory. */
export class VirtualDocuments implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  readonly onDidChange = this.changed.event;

  constructor(private readonly scheme: string) {
    this.registration = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** The name a tab would show is the last part of `path`; `query` tells documents of one name apart. */
  set(path: string, query: string, text: string): Uri {
    const uri = Uri.from({ scheme: this.scheme, path: `/${path}`, query });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  delete(uri: Uri): void {
    this.texts.delete(uri.toString());
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** A file name for a tab: no separators, at most 60 characters. */
export function tabName(title: string): string {
  const plain = title.replace(/[\\/:*?"<>|\r\n]+/g, " ").trim();
  return plain === "" ? "Untitled" : plain.slice(0, 60);
}
