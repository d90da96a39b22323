import {
  TextDocumentSyncKind,
  type Connection,
  type Range,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { analyseNote, analysing, updateNote } from "../core/note/analyseNote";
import type { Note } from "../core/note/types";
import type { Span, TextEdit } from "../core/text/span";
import type { CheckResult, NoteCheck } from "../workflows/checkNote";
import { inSlices } from "../workflows/inSlices";
import { isWritten } from "./uris";

export const syncOptions = {
  openClose: true,
  change: TextDocumentSyncKind.Incremental,
  save: { includeText: false },
} as const;

/** A document of the editor: its text, and on demand its analysis, which then follows every edit. */
export class OpenNote {
  private analysed: Note | undefined;
  private analysis: Promise<Note | undefined> | undefined;
  /** What was typed while the first analysis went on: it is brought up to date, not begun again. */
  private typed: TextEdit[] = [];
  private isOpen = true;

  constructor(
    readonly document: TextDocument,
    readonly check: NoteCheck,
  ) {}

  get uri(): string {
    return this.document.uri;
  }

  get version(): number {
    return this.document.version;
  }

  /** At once, however long the note. */
  get note(): Note {
    this.analysed ??= analyseNote(this.document.getText());
    return this.analysed;
  }

  close(): void {
    this.isOpen = false;
  }

  /** What the check of this version finds; absent when the text changes or is closed before that is known. */
  async checked(): Promise<CheckResult | undefined> {
    const { version } = this;
    const isWanted = (): boolean => this.isOpen && this.version === version;
    const note = this.analysed ?? (await this.analyse());
    if (note === undefined || !isWanted()) return undefined;
    return this.check.checkWhile(note, isWanted);
  }

  private analyse(): Promise<Note | undefined> {
    this.analysis ??= inSlices(analysing(this.document.getText()), () => this.isOpen).then(
      (first) => {
        if (first !== undefined) this.analysed ??= updateNote(first, this.typed);
        this.typed = [];
        return this.analysed;
      },
    );
    return this.analysis;
  }

  /** Applies what the client sent, each change to what the one before left, and returns it as one edit. */
  apply(changes: readonly TextDocumentContentChangeEvent[], version: number): TextEdit {
    const before = this.document.getText();
    let edit: TextEdit | undefined;
    for (const change of changes) {
      if ("range" in change) {
        const { start, end } = this.spanOf(change.range);
        edit = { start, end, newText: change.text };
        const range = {
          start: this.document.positionAt(start),
          end: this.document.positionAt(end),
        };
        TextDocument.update(this.document, [{ range, text: change.text }], version);
      } else {
        edit = undefined;
        TextDocument.update(this.document, [change], version);
      }
    }
    if (changes.length !== 1 || edit === undefined) {
      edit = spanningEdit(before, this.document.getText());
    }
    if (this.analysed !== undefined) this.analysed = updateNote(this.analysed, [edit]);
    else if (this.analysis !== undefined) this.typed.push(edit);
    return edit;
  }

  /** Places beyond the end, which the document's own bookkeeping does not survive, mean the end. */
  private spanOf({ start, end }: Range): Span {
    const offsets = [start, end].map((position) => this.document.offsetAt(position));
    return { start: Math.min(...offsets), end: Math.max(...offsets) };
  }
}

/** The shortest single edit that turns one text into the other; it never splits a surrogate pair. */
function spanningEdit(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  if (head > 0 && isHighSurrogate(before.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail--;
  return {
    start: head,
    end: before.length - tail,
    newText: after.slice(head, after.length - tail),
  };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

interface Listeners {
  opened: (note: OpenNote) => void;
  changed: (note: OpenNote, edit: TextEdit) => void;
  saved: (note: OpenNote) => void;
  closed: (note: OpenNote) => void;
}

/** Every document that the editor has open and that a person writes in. */
export class OpenNotes {
  private readonly notes = new Map<string, OpenNote>();
  private readonly listeners: { readonly [K in keyof Listeners]: Listeners[K][] } = {
    opened: [],
    changed: [],
    saved: [],
    closed: [],
  };

  constructor(private readonly openCheck: (uri: string) => NoteCheck) {}

  listen(connection: Connection): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      if (!isWritten(uri)) return;
      const document = TextDocument.create(uri, languageId, version, text);
      const note = new OpenNote(document, this.openCheck(uri));
      this.notes.set(uri, note);
      for (const listener of this.listeners.opened) listener(note);
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      const note = this.notes.get(textDocument.uri);
      if (note === undefined || contentChanges.length === 0) return;
      const edit = note.apply(contentChanges, textDocument.version);
      for (const listener of this.listeners.changed) listener(note, edit);
    });
    connection.onDidSaveTextDocument(({ textDocument }) => {
      const note = this.notes.get(textDocument.uri);
      if (note !== undefined) for (const listener of this.listeners.saved) listener(note);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      const note = this.notes.get(textDocument.uri);
      if (note === undefined) return;
      this.notes.delete(textDocument.uri);
      note.close();
      for (const listener of this.listeners.closed) listener(note);
    });
  }

  on<K extends keyof Listeners>(event: K, listener: Listeners[K]): void {
    this.listeners[event].push(listener);
  }

  get(uri: string): OpenNote | undefined {
    return this.notes.get(uri);
  }

  all(): readonly OpenNote[] {
    return [...this.notes.values()];
  }
}
