import { setImmediate, setTimeout as wait } from "node:timers/promises";
import {
  EventEmitter,
  l10n,
  type CancellationToken,
  type Disposable,
  type LogOutputChannel,
} from "vscode";
import type { z } from "zod";
import { statusNotification, type Status } from "../server/protocol/requests";
import type { Connection, WorkProgress } from "./connection";
import { notices, toLog } from "./notices";
import { RestartPolicy } from "./restartPolicy";
import { readSettings } from "./settings";

interface Request<P extends z.ZodType, R extends z.ZodType> {
  readonly method: string;
  readonly params: P;
  readonly result: R;
}
interface Notification<P extends z.ZodType> {
  readonly method: string;
  readonly params: P;
}

/** The language server and the conversation with it, over all its processes. Whoever asks it something waits for it. */
export class PenprintServer implements Disposable {
  private connection: Promise<Connection>;
  private started: Promise<Connection>;
  private readonly policy = new RestartPolicy();
  private readonly subscriptions: ((connection: Connection) => void)[] = [];
  private readonly statusChanged = new EventEmitter<Status | undefined>();
  private lastStatus: Status | undefined;
  private needed = false;
  private gaveUp = false;
  private wake: () => void = () => undefined;
  private readonly woken = new Promise<void>((resolve) => (this.wake = resolve));
  /** Fires with undefined while no server runs, but not before one is needed. */
  readonly onStatus = this.statusChanged.event;

  /** The server starts when it is first needed; failures are shown in the status and the log. */
  constructor(
    private readonly extensionFolder: string,
    readonly log: LogOutputChannel,
  ) {
    this.connection = this.connect();
    this.started = this.start(this.connection);
    this.onNotification(statusNotification, (status) => this.setStatus(status));
  }

  get status(): Status | undefined {
    return this.lastStatus;
  }

  /** A note is open, or somebody asks something: most windows never see a note, and have no process to pay for. */
  need(): void {
    if (this.needed) return;
    this.needed = true;
    this.wake();
    this.setStatus(undefined);
  }

  /** No server runs, and none is started again unless somebody asks for it. */
  get isDown(): boolean {
    return this.gaveUp;
  }

  get isNeeded(): boolean {
    return this.needed;
  }

  /** A new process with the settings of now, whatever became of the old one. */
  async restart(): Promise<void> {
    this.need();
    this.policy.reset();
    this.gaveUp = false;
    await this.stop();
    this.connection = this.connect();
    this.started = this.start(this.connection);
    await this.started;
  }

  async stop(): Promise<void> {
    if (!this.needed) return;
    try {
      await (await this.connection).stop();
    } catch (error) {
      this.log.warn(`Stopping the language server: ${String(error)}`);
    } finally {
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
    this.need();
    const connection = await this.started;
    return result.parse(await connection.request(method, params.parse(input), token));
  }

  async notify<P extends z.ZodType>(
    { method, params }: Notification<P>,
    input: z.input<P>,
  ): Promise<void> {
    this.need();
    const connection = await this.started;
    await connection.notify(method, params.parse(input) as object);
  }

  /** Holds across restarts, as `onRunning` does. Subscribe in the turn in which this was made: no event is missed. */
  onNotification<P extends z.ZodType>(
    { method, params }: Notification<P>,
    handler: (value: z.output<P>) => void,
  ): void {
    this.subscriptions.push((connection) =>
      connection.onNotification(method, (value) => handler(params.parse(value))),
    );
  }

  /** Answers a request of the server; holds across restarts. */
  onRequest<P extends z.ZodType, R extends z.ZodType>(
    { method, params, result }: Request<P, R>,
    handler: (value: z.output<P>, token: CancellationToken) => Promise<z.input<R>>,
  ): void {
    this.subscriptions.push((connection) =>
      connection.onRequest(method, async (value, token) =>
        result.parse(await handler(params.parse(value), token)),
      ),
    );
  }

  /** Runs after every start, the first one included. */
  onRunning(handler: () => void): void {
    this.subscriptions.push((connection) => connection.onRunning(handler));
  }

  async onProgress(token: string, handler: (value: WorkProgress) => void): Promise<Disposable> {
    return (await this.started).onProgress(token, handler);
  }

  private setStatus(status: Status | undefined): void {
    this.lastStatus = status;
    this.statusChanged.fire(status);
  }

  /** The client's code is read in a turn of its own, so that nobody who activates the extension waits for it. */
  private async connect(): Promise<Connection> {
    await this.woken;
    await setImmediate();
    const { Connection } = await import("./connection");
    const connection = new Connection({
      extensionFolder: this.extensionFolder,
      settings: readSettings(),
      log: this.log,
      ended: () => this.startAgain(),
    });
    for (const subscribe of this.subscriptions) subscribe(connection);
    return connection;
  }

  private start(connecting: Promise<Connection>): Promise<Connection> {
    const started = connecting.then(async (connection) => {
      await connection.start();
      return connection;
    });
    started.catch((error: unknown) => {
      this.log.error(`The language server did not start: ${String(error)}`);
      this.giveUp();
    });
    return started;
  }

  /** Whether a server that ended by itself is started again; answers when it is time to. */
  private async startAgain(): Promise<boolean> {
    this.setStatus(undefined);
    const delay = this.policy.delayAfterCrash(performance.now());
    if (delay === undefined) {
      this.giveUp();
      void this.offerRestart();
      return false;
    }
    this.log.warn(`The language server ended; starting it again in ${delay / 1000} s.`);
    await wait(delay);
    return true;
  }

  private giveUp(): void {
    this.gaveUp = true;
    this.setStatus(undefined);
  }

  private async offerRestart(): Promise<void> {
    await notices.tell({
      kind: "error",
      text: l10n.t("Penprint's language server keeps ending and was not started again."),
      actions: [{ title: l10n.t("Restart Server"), run: () => this.restart() }, toLog()],
    });
  }
}
