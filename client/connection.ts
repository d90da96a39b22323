import { join } from "node:path";
import {
  CancellationError,
  type CancellationToken,
  type Disposable,
  type LogOutputChannel,
  workspace,
} from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  LSPErrorCodes,
  ResponseError,
  State,
  TransportKind,
  WorkDoneProgress,
  type CloseHandlerResult,
  type LanguageClientOptions,
  type StaticFeature,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";
import type { Settings } from "../server/protocol/settings";

/** Where notes live that a person writes in; versions, logs and diffs have other schemes. */
const noteSchemes = ["file", "untitled", "vscode-remote", "vscode-vfs"];

export type WorkProgress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

export interface ConnectionOptions {
  readonly extensionFolder: string;
  readonly settings: Settings;
  readonly log: LogOutputChannel;
  /** Asked when the process ended by itself: whether to start it again, and when by answering late. */
  readonly ended: () => Promise<boolean>;
}

/** What the client does that a plain editor does not: see `clientExtrasSchema`. */
const announceExtras: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = {
      ...(capabilities.experimental as object | undefined),
      penprint: { preview: true, trusted: workspace.isTrusted, languageModels: true },
    };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/**
 * One process of the server and the wire to it, in the words of vscode-languageclient. That package takes long to
 * read, so this file is loaded once activation is over, and from a bundle of its own.
 */
export class Connection {
  private readonly client: LanguageClient;
  private stopped = false;

  constructor({ extensionFolder, settings, log, ended }: ConnectionOptions) {
    const module = join(extensionFolder, "dist", "penprint-server.js");
    const options: LanguageClientOptions = {
      documentSelector: settings.languages.flatMap((language) =>
        noteSchemes.map((scheme) => ({ scheme, language })),
      ),
      initializationOptions: settings,
      outputChannel: log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => this.closed(ended),
      },
    };
    const run = { module, transport: TransportKind.ipc };
    this.client = new LanguageClient("penprint", "Penprint", { run, debug: run }, options);
    this.client.registerFeature(announceExtras);
  }

  start(): Promise<void> {
    return this.client.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client.dispose();
  }

  /** Throws CancellationError when `token` was cancelled. */
  async request(method: string, params: unknown, token?: CancellationToken): Promise<unknown> {
    try {
      // An argument that is given goes to the server, even undefined: as a second parameter.
      const own = token === undefined ? [] : [token];
      return await this.client.sendRequest<unknown>(method, params, ...own);
    } catch (error) {
      if (token?.isCancellationRequested === true || isCancelled(error)) {
        throw new CancellationError();
      }
      throw error;
    }
  }

  notify(method: string, params: object): Promise<void> {
    return this.client.sendNotification(method, params);
  }

  onNotification(method: string, handler: (params: unknown) => void): void {
    this.client.onNotification(method, handler);
  }

  onRequest(
    method: string,
    handler: (params: unknown, token: CancellationToken) => Promise<unknown>,
  ): void {
    this.client.onRequest(method, handler);
  }

  onRunning(handler: () => void): void {
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) handler();
    });
  }

  onProgress(token: string, handler: (value: WorkProgress) => void): Disposable {
    return this.client.onProgress(WorkDoneProgress.type, token, handler);
  }

  private async closed(ended: ConnectionOptions["ended"]): Promise<CloseHandlerResult> {
    const again = !this.stopped && (await ended());
    return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
  }
}

function isCancelled(error: unknown): boolean {
  const codes: readonly number[] = [LSPErrorCodes.RequestCancelled, LSPErrorCodes.ServerCancelled];
  return error instanceof ResponseError && codes.includes(error.code);
}
