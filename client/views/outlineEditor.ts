import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  l10n,
  Uri,
  window,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from "vscode";
import type { Outline } from "../../server/protocol/requests";
import { readOutline, writeOutline } from "../articles/outlineText";
import { notices, toCommand } from "../notices";
import { closeTabs, isOpen } from "./tabs";
import { tabName } from "./virtualDocuments";

const scheme = "penprint-outline";

export interface PlannedOutline {
  readonly outline: Outline;
  readonly planner: string;
  /** What the user must know of how it was made. */
  readonly notes: readonly string[];
}

interface Editing {
  readonly uri: Uri;
  readonly finish: (outline: Outline | undefined) => void;
}

/** Lets the user edit an outline as a Markdown document in memory before the sections are written. */
export class OutlineEditor implements Disposable {
  private readonly files = new MemoryFiles();
  private readonly listeners: Disposable[];
  private editing: Editing | undefined;
  private count = 0;

  constructor() {
    this.listeners = [
      workspace.registerFileSystemProvider(scheme, this.files, { isCaseSensitive: true }),
      window.tabGroups.onDidChangeTabs(() => {
        if (this.editing !== undefined && !isOpen(this.editing.uri)) this.end(undefined);
      }),
    ];
  }

  /** The outline as the user left it, or undefined when the outline was closed or given up. */
  async edit(planned: PlannedOutline): Promise<Outline | undefined> {
    const { outline } = planned;
    await this.cancel();
    const uri = Uri.from({
      scheme,
      path: `/${tabName(l10n.t("Outline of {0}", outline.title))}.md`,
      // The editor may still hold the last outline of this title.
      query: String(++this.count),
    });
    this.files.set(uri, writeOutline(outline));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: false });
    const edited = new Promise<Outline | undefined>((finish) => {
      this.editing = { uri, finish };
    });
    explain(planned);
    return edited;
  }

  /** Takes the outline that is open as it stands; a text that is no outline is said to be none and stays open. */
  async write(): Promise<void> {
    const { editing } = this;
    if (editing === undefined) return;
    const document = await workspace.openTextDocument(editing.uri);
    const reading = readOutline(document.getText());
    if (reading.kind === "refused") {
      const actions = [writeIt(), giveUp()] as const;
      return void notices.answer({ kind: "warning", text: reading.why, actions });
    }
    await this.close(reading.outline);
  }

  async cancel(): Promise<void> {
    await this.close(undefined);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private async close(outline: Outline | undefined): Promise<void> {
    const { editing } = this;
    if (editing === undefined) return;
    this.end(outline);
    await workspace.save(editing.uri);
    await closeTabs(editing.uri);
    this.files.remove(editing.uri);
  }

  private end(outline: Outline | undefined): void {
    const { editing } = this;
    this.editing = undefined;
    editing?.finish(outline);
  }
}

function explain({ planner, notes }: PlannedOutline): void {
  const message = l10n.t("Outline by {0}. Change it as you like, then have it written.", planner);
  void notices.answer({
    kind: notes.length === 0 ? "information" : "warning",
    text: [...notes, message].join(" "),
    actions: [writeIt(), giveUp()],
  });
}

const writeIt = () => toCommand(l10n.t("Write the Article"), "penprint.writeArticle");
const giveUp = () => toCommand(l10n.t("Give It Up"), "penprint.cancelOutline");

/** Files that the editor can change and that exist nowhere else. */
class MemoryFiles implements FileSystemProvider {
  private readonly contents = new Map<string, { bytes: Uint8Array; time: number }>();
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  set(uri: Uri, text: string): void {
    this.writeFile(uri, new TextEncoder().encode(text));
  }

  remove(uri: Uri): void {
    this.contents.delete(uri.toString());
  }

  stat(uri: Uri): FileStat {
    const { bytes, time } = this.at(uri);
    return { type: FileType.File, ctime: time, mtime: time, size: bytes.length };
  }

  readFile(uri: Uri): Uint8Array {
    return this.at(uri).bytes;
  }

  writeFile(uri: Uri, bytes: Uint8Array): void {
    const time = (this.contents.get(uri.toString())?.time ?? Date.now()) + 1;
    this.contents.set(uri.toString(), { bytes, time });
  }

  watch = (): Disposable => new Disposable(() => undefined);
  readDirectory = (): [string, FileType][] => [];
  createDirectory = (): never => this.refuse();
  delete = (): never => this.refuse();
  rename = (): never => this.refuse();

  private at(uri: Uri): { bytes: Uint8Array; time: number } {
    const file = this.contents.get(uri.toString());
    if (file === undefined) throw FileSystemError.FileNotFound(uri);
    return file;
  }

  private refuse(): never {
    throw FileSystemError.NoPermissions();
  }
}
