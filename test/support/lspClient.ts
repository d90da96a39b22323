import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  DiagnosticRefreshRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Command,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { z } from "zod";

/** The built server, as every editor starts it. */
export const serverFile = resolve(__dirname, "..", "..", "dist", "penprint-server.js");

export interface ClientOptions {
  /** Where the server keeps profiles and the log; a fresh folder of the test. */
  readonly dataFolder: string;
  /** Another copy of the server than the built one. */
  readonly server?: string;
  /** Workspace folders. */
  readonly folders?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The editor's language; by default it tells none. */
  readonly locale?: string;
  readonly capabilities?: ClientCapabilities;
  /** More command line arguments, such as `--profile FILE`. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The process that the server is to outlive by no more than seconds; by default this one. */
  readonly clientProcess?: number;
  /** Arguments of Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
}

/** What VS Code announces, as far as the server asks. */
export const pullingEditor: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
  experimental: { penprint: { preview: true } },
};

/** An editor of 2015: it is sent diagnostics, and knows nothing of Penprint. */
export const pushedEditor: ClientCapabilities = { workspace: { applyEdit: true } };

interface Request<P extends z.ZodType, R extends z.ZodType> {
  readonly method: string;
  readonly params: P;
  readonly result: R;
}

/** A whole editor, as the server sees one: documents, edits, diagnostics, over stdio to the real process. */
export class LspClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  readonly logs: string[] = [];
  readonly registrations: Registration[] = [];
  readonly edits: ApplyWorkspaceEditParams[] = [];
  refreshes = 0;
  settings: Readonly<Record<string, unknown>>;
  initialized!: InitializeResult;
  private readonly documents = new Map<string, TextDocument>();
  private readonly waiters = new Set<() => void>();

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    options: ClientOptions,
  ) {
    this.settings = options.settings ?? {};
    this.listen();
  }

  static async start(options: ClientOptions): Promise<LspClient> {
    const args = [
      ...(options.nodeArgs ?? []),
      ...[options.server ?? serverFile, "--stdio", "--data-dir", options.dataFolder],
      ...(options.args ?? []),
    ];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...options.env } });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new LspClient(child, connection, options);
    child.stderr.on("data", (data: Buffer) => client.logs.push(data.toString()));
    connection.listen();
    client.initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: options.clientProcess ?? process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still demands it
      rootUri: null,
      capabilities: options.capabilities ?? pullingEditor,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      initializationOptions: client.settings,
      workspaceFolders:
        options.folders?.map((folder) => ({ uri: uriOf(folder), name: folder })) ?? null,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Shuts the server down as an editor does; answers its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const exited = once(this.process, "exit");
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    return code;
  }

  async open(uri: string, text: string, languageId = "markdown"): Promise<TextDocument> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.documents.set(uri, document);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    return document;
  }

  /** One incremental change: `newText` instead of `[start, end)`. */
  async edit(uri: string, start: number, end: number, newText: string): Promise<void> {
    const document = this.document(uri);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const version = document.version + 1;
    const changes = [{ range, text: newText }];
    TextDocument.update(document, changes, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  }

  /** Replaces the first occurrence of `old`. */
  async replace(uri: string, old: string, newText: string): Promise<void> {
    const at = this.textOf(uri).indexOf(old);
    if (at < 0) throw new Error(`The note does not contain ${JSON.stringify(old)}.`);
    await this.edit(uri, at, at + old.length, newText);
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== "full") throw new Error("Unchanged, though nothing was known before.");
    return report.items;
  }

  actions(
    uri: string,
    range: Range,
    context: CodeActionContext = { diagnostics: [] },
  ): Promise<(Command | CodeAction)[] | null> {
    return this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context,
    });
  }

  execute(command: string, ...args: unknown[]): Promise<unknown> {
    return this.connection.sendRequest(ExecuteCommandRequest.type, {
      command,
      arguments: args,
    });
  }

  async ask<P extends z.ZodType, R extends z.ZodType>(
    { method, params, result }: Request<P, R>,
    input: z.input<P>,
  ): Promise<z.output<R>> {
    return result.parse(await this.connection.sendRequest(method, params.parse(input)));
  }

  /** Applies an edit of the server to the open documents, and tells it so. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    const byDocument: (readonly [string, readonly TextEdit[]])[] = [
      ...Object.entries(edit.changes ?? {}),
      ...(edit.documentChanges ?? []).map((change) => {
        if (!("textDocument" in change)) throw new Error("Only text is edited here.");
        return [change.textDocument.uri, change.edits as TextEdit[]] as const;
      }),
    ];
    for (const [uri, edits] of byDocument) {
      const document = this.document(uri);
      const placed = edits
        .map(({ range, newText }) => ({
          start: document.offsetAt(range.start),
          end: document.offsetAt(range.end),
          newText,
        }))
        .sort((a, b) => b.start - a.start);
      for (const { start, end, newText } of placed) await this.edit(uri, start, end, newText);
    }
  }

  textOf(uri: string): string {
    return this.document(uri).getText();
  }

  /** What a diagnostic underlines. */
  textAt(uri: string, range: Range): string {
    return this.document(uri).getText(range);
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  /** Resolves once `holds` answers something; it is asked again after every message of the server. */
  async until<T>(holds: () => T | undefined | false, milliseconds = 10_000): Promise<T> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const value = holds();
      if (value !== undefined && value !== false) return value;
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new Error(`Waited ${milliseconds} ms in vain.\n${this.logs.join("\n")}`);
      }
      await new Promise<void>((done) => {
        const timer = setTimeout(finish, Math.min(left, 100));
        const waiters = this.waiters;
        function finish(): void {
          clearTimeout(timer);
          waiters.delete(finish);
          done();
        }
        this.waiters.add(finish);
      });
    }
  }

  lastPublished(uri: string): PublishDiagnosticsParams | undefined {
    return this.published.findLast((params) => params.uri === uri);
  }

  private listen(): void {
    const { connection } = this;
    const wake = (): void => {
      for (const waiter of [...this.waiters]) waiter();
    };
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      wake();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
      wake();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logs.push(message);
      wake();
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      wake();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      wake();
    });
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    connection.onRequest(ApplyWorkspaceEditRequest.type, async (params) => {
      this.edits.push(params);
      await this.apply(params.edit);
      wake();
      return { applied: true };
    });
  }
}

export function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** For tests that put files into a workspace. */
export const inFolder = (folder: string, name: string): { path: string; uri: string } => {
  const path = join(folder, name);
  return { path, uri: uriOf(path) };
};
