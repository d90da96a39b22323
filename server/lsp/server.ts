import type { Connection, InitializeResult } from "vscode-languageserver/node";
import type { Logger } from "../core/log";
import { documentationScheme } from "../protocol/commands";
import { NoteChecker, type CheckParts, type NotePlace } from "../workflows/checkNote";
import { traitsOf } from "./clientTraits";
import { codeActionOptions, offerCodeActions } from "./codeActions";
import { codeLensOptions, offerCodeLenses } from "./codeLenses";
import { commandOptions } from "./commands";
import { Diagnostics, diagnosticOptions } from "./diagnostics";
import { serveFindings } from "./noteFindings";
import { OpenNotes, syncOptions } from "./openNotes";
import { serveRulePages } from "./ruleDocs";
import { Session } from "./session";
import { ClientSettings, followSettings } from "./settings";
import { pathOf } from "./uris";
import { Watching } from "./watching";
import { warn } from "./tell";
import { trustNotification } from "../protocol/requests";

export interface ServerParts {
  readonly version: string;
  readonly logger: Logger;
  /** Where the rules' pages are. */
  readonly docsFolder: string;
  readonly check: Omit<CheckParts, "settings">;
  rootOf(path: string, folders: readonly string[]): string;
  /** Files besides those that notes rest on whose change concerns every note: the profiles. */
  profileFiles(): readonly string[];
  /** Called once, with the language of the client where it has told it. */
  speak(locale: string | undefined): void;
  /** Called with files that changed behind the server's back, before notes are checked anew. */
  onFilesChanged(files: readonly string[]): void;
}

export interface Server {
  readonly session: Session;
  readonly diagnostics: Diagnostics;
  /** Registers work for when the client is ready, and for its settings' changes. */
  onReady(work: () => void | Promise<void>): void;
  onSettings(work: () => void): void;
  /** To be called after the server itself wrote profiles or choices. */
  profilesWritten(): void;
}

/** The features that need no more than notes and a profile; `main.ts` adds the others. */
export function createServer(connection: Connection, parts: ServerParts): Server {
  const settings = new ClientSettings(
    (problem) => warn(connection, problem),
    (problem) => parts.logger.warn(problem),
  );
  const checker = new NoteChecker({
    ...parts.check,
    settings: (place) => settings.at(place?.path),
  });
  const placeOf = (uri: string): NotePlace | undefined => {
    const path = pathOf(uri, session.folders[0]);
    return path === undefined ? undefined : { path, root: parts.rootOf(path, session.folders) };
  };
  const notes = new OpenNotes((uri) => checker.open(placeOf(uri)));
  const session = new Session(connection, parts.logger, notes, settings);
  const diagnostics = new Diagnostics(session, parts.docsFolder);
  const ready: (() => void | Promise<void>)[] = [];
  const onSettings: (() => void)[] = [];
  const watching = new Watching(
    session,
    () => parts.profileFiles(),
    (files) => {
      parts.onFilesChanged(files);
      diagnostics.refresh();
    },
  );
  const following = followSettings(
    connection,
    settings,
    () => session.client,
    () => session.folders,
    () => {
      for (const work of onSettings) work();
      diagnostics.refresh();
    },
  );
  connection.onNotification(trustNotification.method, () => {
    session.trust(true);
    for (const work of onSettings) work();
  });
  notes.listen(connection);
  offerCodeActions(session, parts.docsFolder);
  offerCodeLenses(session);
  serveFindings(session);
  serveRulePages(connection, parts.docsFolder);

  connection.onInitialize((params): InitializeResult => {
    parts.speak(params.locale);
    session.client = traitsOf(params);
    session.trust(session.client.trustsFolders);
    session.folders = (params.workspaceFolders ?? [])
      .map(({ uri }) => pathOf(uri, undefined))
      .filter((path) => path !== undefined);
    settings.initialize(params.initializationOptions);
    return {
      serverInfo: { name: "penprint", version: parts.version },
      capabilities: {
        textDocumentSync: syncOptions,
        diagnosticProvider: diagnosticOptions,
        codeActionProvider: codeActionOptions,
        codeLensProvider: codeLensOptions,
        executeCommandProvider: commandOptions,
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          textDocumentContent: { schemes: [documentationScheme] },
        },
      },
    };
  });
  connection.onInitialized(async () => {
    if (session.client.workspaceFolders) followFolders(session, diagnostics);
    for (const work of ready) await work();
    await watching.initialized();
    await following.initialized();
  });
  return {
    session,
    diagnostics,
    onReady: (work) => ready.push(work),
    onSettings: (work) => onSettings.push(work),
    profilesWritten: () => watching.acknowledge(parts.profileFiles()),
  };
}

function followFolders(session: Session, diagnostics: Diagnostics): void {
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const paths = (folders: readonly { uri: string }[]): readonly string[] =>
      folders.map(({ uri }) => pathOf(uri, undefined)).filter((path) => path !== undefined);
    const gone = new Set(paths(removed));
    session.folders = [...session.folders.filter((path) => !gone.has(path)), ...paths(added)];
    diagnostics.refresh();
  });
}
