import { fork, type ChildProcess } from "node:child_process";
import { reportSchema, type Order, type Report, type Work } from "./messages";
import { childEnvironment } from "../childEnvironment";
import { t } from "../../workflows/worded";

/** Milliseconds. */
export interface Patience {
  /** Between two questions whether the process still answers. */
  readonly pingEvery: number;
  /** Without any message: the process hangs and is killed. */
  readonly hangAfter: number;
  /** Without progress in a piece of work: the runtime hangs and the process is killed. */
  readonly stallAfter: number;
  /** For a piece of work that was called off to end. */
  readonly abortWithin: number;
}

export const defaultPatience: Patience = {
  pingEvery: 2_000,
  hangAfter: 20_000,
  stallAfter: 180_000,
  abortWithin: 10_000,
};

/** The process ended, or was ended, before it had answered. */
export class ProcessGone extends Error {}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
type FinalReport = Exclude<Report, { type: "alive" | "answer" | "pong" }>;
type AnswerReport = Extract<Report, { type: "answer" }>;

interface Pending {
  readonly answered: (report: AnswerReport) => void;
  readonly done: (report: FinalReport) => void;
  readonly failed: (error: Error) => void;
  lastSign: number;
}

/** One run of the child process, from fork to exit: sends orders, matches reports, and notices when it hangs. */
export class ModelProcess {
  private readonly child: ChildProcess;
  private readonly pending = new Map<number, Pending>();
  private readonly watch: NodeJS.Timeout;
  private nextId = 1;
  private lastMessage = performance.now();
  private killedBecause: string | undefined;
  private said = "";

  constructor(
    childFile: string,
    private readonly patience: Patience,
    private readonly onEnd: (why: string) => void,
  ) {
    this.child = fork(childFile, [], {
      execArgv: [],
      // llama.cpp's work then stays on one thread, and that on one core: 7 % more tokens a second, measured.
      env: { ...childEnvironment(), UV_THREADPOOL_SIZE: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child.stderr?.setEncoding("utf8").on("data", (piece: string) => {
      this.said = (this.said + piece).slice(-500);
    });
    this.child.on("message", (message) => this.receive(message));
    this.child.once("error", (error) => this.end(error.message));
    this.child.once("exit", (code, signal) => this.end(this.howItEnded(code, signal)));
    this.watch = setInterval(() => this.look(), patience.pingEvery);
    this.watch.unref();
  }

  /** 0 when the process could not be started. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Sends an order and waits for its last report. Aborted = the signal's reason is thrown once the process has stopped. */
  async ask(
    order: WithoutId<Work>,
    signal?: AbortSignal,
    answered: (report: AnswerReport) => void = () => undefined,
  ): Promise<FinalReport> {
    signal?.throwIfAborted();
    const id = this.nextId++;
    let patience: NodeJS.Timeout | undefined;
    const callOff = (): void => {
      this.send({ type: "abort", id });
      patience = setTimeout(() => this.kill(t("did not stop")), this.patience.abortWithin);
    };
    signal?.addEventListener("abort", callOff, { once: true });
    try {
      const report = await new Promise<FinalReport>((done, failed) => {
        this.pending.set(id, { answered, done, failed, lastSign: performance.now() });
        this.send({ ...order, id });
      });
      signal?.throwIfAborted();
      return report;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(patience);
      signal?.removeEventListener("abort", callOff);
      this.pending.delete(id);
    }
  }

  /** Ends the process; what it was doing fails with `why`. */
  kill(why: string): void {
    this.killedBecause ??= why;
    this.child.kill("SIGKILL");
  }

  private send(order: Order): void {
    if (!this.child.connected) {
      this.end(t("its channel is closed"));
      return;
    }
    this.child.send(order, (error) => {
      if (error !== null) this.end(error.message);
    });
  }

  private receive(message: unknown): void {
    this.lastMessage = performance.now();
    const parsed = reportSchema.safeParse(message);
    if (!parsed.success) {
      this.kill(t("said something that is no report"));
      return;
    }
    const report = parsed.data;
    if (report.type === "pong") return;
    const pending = this.pending.get(report.id);
    if (pending === undefined) return;
    pending.lastSign = this.lastMessage;
    if (report.type === "answer") pending.answered(report);
    else if (report.type !== "alive") pending.done(report);
  }

  private look(): void {
    const now = performance.now();
    if (this.pending.size === 0) {
      this.lastMessage = now;
      return;
    }
    if (now - this.lastMessage > this.patience.hangAfter) {
      this.kill(t("gave no sign of life for {0} s", Math.round(this.patience.hangAfter / 1000)));
      return;
    }
    for (const { lastSign } of this.pending.values()) {
      if (now - lastSign > this.patience.stallAfter) {
        this.kill(t("made no progress for {0} s", Math.round(this.patience.stallAfter / 1000)));
        return;
      }
    }
    this.send({ type: "ping" });
  }

  private howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.killedBecause !== undefined) return this.killedBecause;
    if (signal === "SIGKILL" || code === 137) {
      return t("was killed from outside, as systems do when memory runs out");
    }
    const last = this.said.trim().split("\n").at(-1) ?? "";
    const how = signal === null ? t("ended with code {0}", code ?? "?") : t("ended by {0}", signal);
    return last === "" ? how : `${how} (${last})`;
  }

  private ended = false;

  private end(why: string): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.watch);
    this.child.kill("SIGKILL");
    for (const pending of this.pending.values()) pending.failed(new ProcessGone(why));
    this.onEnd(why);
  }
}
