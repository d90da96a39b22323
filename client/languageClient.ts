import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  CancellationError,
  EventEmitter,
  l10n,
  window,
  type CancellationToken,
  type Disposable,
  type LogOutputChannel,
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
import type { z } from "zod";
import { statusNotification, type Status } from "../server/protocol/requests";
import { RestartPolicy } from "./restartPolicy";
import { readSettings } from "./settings";

/** Where notes live that a person writes in; versions, logs and diffs have other schemes. */
const noteSchemes = ["file", "untitled", "vscode-remote", "vscode-vfs"];

interface Request<P extends z.ZodType, R extends z.ZodType> {
  readonly method: string;
  readonly params: P;
  readonly result: R;
}
interface Notification<P extends z.ZodType> {
  readonly method: string;
  readonly params: P;
}
export type WorkProgress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Tells the server that suggestions are shown as a diff here. */
const announcePreview: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = {
      ...(capabilities.experimental as object | undefined),
      penprint: { preview: true },
    };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** The language server's process and the conversation with it. Starts without being waited for. */
export class PenprintServer implements Disposable {
  private client: LanguageClient;
  private started: Promise<void> = Promise.resolve();
  private stopping = false;
  private readonly policy = new RestartPolicy();
  private readonly subscriptions: ((client: LanguageClient) => unknown)[] = [];
  private readonly statusChanged = new EventEmitter<Status | undefined>();
  private lastStatus: Status | undefined;
  /** Fires with undefined while no server runs. */
  readonly onStatus = this.statusChanged.event;

  constructor(
    private readonly extensionFolder: string,
    readonly log: LogOutputChannel,
  ) {
    this.client = this.createClient();
    this.onNotification(statusNotification, (status) => this.setStatus(status));
  }

  get status(): Status | undefined {
    return this.lastStatus;
  }

  /** Starts the server; failures are shown in the status and the log. */
  start(): void {
    this.started = this.client.start();
    this.started.catch((error: unknown) => {
      this.log.error(`The language server did not start: ${String(error)}`);
    });
  }

  /** A new process with the settings of now, whatever became of the old one. */
  async restart(): Promise<void> {
    this.policy.reset();
    await this.stop();
    this.client = this.createClient();
    for (const subscribe of this.subscriptions) subscribe(this.client);
    this.start();
    await this.started;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    try {
      await this.client.dispose();
    } catch (error) {
      this.log.warn(`Stopping the language server: ${String(error)}`);
    } finally {
      this.stopping = false;
      this.setStatus(undefined);
    }
  }

  dispose(): void {
    this.statusChanged.dispose();
    void this.stop();
  }

  /** Throws CancellationError when `token` was cancelled. */
  async request<P extends z.ZodType, R extends z.ZodType>(
    { method, params, result }: Request<P, R>,
    input: z.input<P>,
    token?: CancellationToken,
  ): Promise<z.output<R>> {
    await this.started;
    try {
      const answer = await this.client.sendRequest<unknown>(method, params.parse(input), token);
      return result.parse(answer);
    } catch (error) {
      if (token?.isCancellationRequested === true || isCancelled(error)) {
        throw new CancellationError();
      }
      throw error;
    }
  }

  async notify<P extends z.ZodType>(
    { method, params }: Notification<P>,
    input: z.input<P>,
  ): Promise<void> {
    await this.started;
    await this.client.sendNotification(method, params.parse(input) as object);
  }

  /** Holds across restarts. */
  onNotification<P extends z.ZodType>(
    { method, params }: Notification<P>,
    handler: (value: z.output<P>) => void,
  ): void {
    const subscribe = (client: LanguageClient) =>
      client.onNotification(method, (value: unknown) => handler(params.parse(value)));
    this.subscriptions.push(subscribe);
    subscribe(this.client);
  }

  /** Runs after every start, the first one included. */
  onRunning(handler: () => void): void {
    const subscribe = (client: LanguageClient) =>
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) handler();
      });
    this.subscriptions.push(subscribe);
    subscribe(this.client);
  }

  onProgress(token: string, handler: (value: WorkProgress) => void): Disposable {
    return this.client.onProgress(WorkDoneProgress.type, token, handler);
  }

  private setStatus(status: Status | undefined): void {
    this.lastStatus = status;
    this.statusChanged.fire(status);
  }

  private createClient(): LanguageClient {
    const module = join(this.extensionFolder, "dist", "penprint-server.js");
    const settings = readSettings();
    const options: LanguageClientOptions = {
      documentSelector: settings.languages.flatMap((language) =>
        noteSchemes.map((scheme) => ({ scheme, language })),
      ),
      initializationOptions: settings,
      outputChannel: this.log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => this.closed(),
      },
    };
    const run = { module, transport: TransportKind.ipc };
    const client = new LanguageClient("penprint", "Penprint", { run, debug: run }, options);
    client.registerFeature(announcePreview);
    return client;
  }

  private async closed(): Promise<CloseHandlerResult> {
    if (this.stopping) return { action: CloseAction.DoNotRestart, handled: true };
    this.setStatus(undefined);
    const delay = this.policy.delayAfterCrash(performance.now());
    if (delay === undefined) {
      void this.offerRestart();
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    this.log.warn(`The language server ended; starting it again in ${delay / 1000} s.`);
    await wait(delay);
    return { action: CloseAction.Restart, handled: true };
  }

  private async offerRestart(): Promise<void> {
    const restart = l10n.t("Restart Server");
    const showLog = l10n.t("Show Log");
    const chosen = await window.showErrorMessage(
      l10n.t("Penprint's language server keeps ending and was not started again."),
      restart,
      showLog,
    );
    if (chosen === restart) await this.restart();
    if (chosen === showLog) this.log.show();
  }
}

function isCancelled(error: unknown): boolean {
  const codes: readonly number[] = [LSPErrorCodes.RequestCancelled, LSPErrorCodes.ServerCancelled];
  return error instanceof ResponseError && codes.includes(error.code);
}
