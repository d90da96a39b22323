import type { Connection } from "vscode-languageserver/node";
import type { Logger } from "../core/log";
import type { Settings } from "../protocol/settings";
import { plainClient, type ClientTraits } from "./clientTraits";
import type { OpenNote, OpenNotes } from "./openNotes";
import type { ClientSettings } from "./settings";

/** What every feature works with: the connection, what the client told about itself, and what it has open. */
export class Session {
  /** Known from `initialize` on. */
  client: ClientTraits = plainClient;
  /** Absolute paths of the workspace folders. */
  folders: readonly string[] = [];
  private trusted = true;

  constructor(
    readonly connection: Connection,
    readonly logger: Logger,
    readonly notes: OpenNotes,
    readonly settings: ClientSettings,
  ) {}

  /** False: no model, no server and no training, for whatever stands in these folders. */
  get isTrusted(): boolean {
    return this.trusted;
  }

  trust(trusted: boolean): void {
    this.trusted = trusted;
    this.settings.trust(trusted);
  }

  settingsOf(note: OpenNote): Settings {
    return this.settings.at(note.check.place?.path);
  }

  /** An open document of a language that is checked. */
  judged(uri: string): OpenNote | undefined {
    const note = this.notes.get(uri);
    if (note === undefined) return undefined;
    return this.settingsOf(note).languages.includes(note.document.languageId) ? note : undefined;
  }
}
