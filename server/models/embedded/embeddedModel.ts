import type { ServiceResult } from "../../workflows/ports";
import type { InstalledModel } from "../files/modelFiles";
import type { EmbeddedModelOptions, GenerateRequest, ModelState } from "./embeddedOptions";
import type { Answer, Loaded, Report, Speed, WeighOrder } from "./messages";
import {
  loadFailure,
  modelStopped,
  processGone,
  reasonOf,
  type ModelFailure,
} from "./modelFailures";
import { defaultPatience, ModelProcess, ProcessGone } from "./modelProcess";
import { misfit, switchAdapter } from "./switchAdapter";
import { resultWith } from "./reportResult";
import { sleep, untilAborted } from "./waiting";
import { t } from "../../workflows/worded";

export type { EmbeddedModelOptions, GenerateRequest, ModelState };

const LONGEST_PAUSE = 60_000;
/** Failures in a row after which nothing is restarted until somebody asks again. */
const GIVE_UP_AFTER = 3;

/**
 * The embedded model as the server sees it: started when it is needed, watched, restarted with growing pauses when it
 * dies, ended when nobody needs it. Failures are values; only cancellation throws.
 */
export class EmbeddedModel {
  private process: ModelProcess | undefined;
  private loaded: Loaded | undefined;
  private base: InstalledModel | undefined;
  private inUse: string | null;
  private queue: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private notBefore = 0;
  private lastFailure: ServiceResult<never> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private disposed = false;
  private current: ModelState = { state: "idle", message: "" };
  private readonly listeners = new Set<(state: ModelState) => void>();

  constructor(private readonly options: EmbeddedModelOptions) {
    this.inUse = options.adapter;
  }

  get state(): ModelState {
    return this.current;
  }

  get adapter(): string | null {
    return this.inUse;
  }

  /** The child's process id; 0 when none runs. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  onState(listener: (state: ModelState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  load(signal?: AbortSignal): Promise<ServiceResult<Loaded>> {
    return this.inTurn(signal, (_, loaded) => Promise.resolve({ kind: "ok", value: loaded }));
  }

  /**
   * Answers with another adapter from the next piece of work on; the base model stays loaded. When the adapter is no
   * good, the one before stays.
   */
  useAdapter(adapter: string | null, signal?: AbortSignal): Promise<ServiceResult<null>> {
    return this.inTurn(signal, () => Promise.resolve({ kind: "ok", value: null }), adapter);
  }

  /** One answer for each sample, in order; each is handed to `onAnswer` as soon as it is finished. */
  generate(request: GenerateRequest): Promise<ServiceResult<readonly Answer[]>> {
    const { messages, answerLike, samples, adapter, signal, onAnswer } = request;
    return this.inTurn(
      signal,
      async (process) => {
        const answers: Answer[] = [];
        const order = { type: "generate" as const, messages: [...messages], answerLike, samples };
        const report = await process.ask(order, signal, ({ answer, index }) => {
          answers[index] = answer;
          onAnswer?.(answer, index);
        });
        return this.resultOf(report, "generated", () => answers);
      },
      adapter,
    );
  }

  /** Natural logarithms of the probability of each token of `text` after `context`. */
  logProbability(
    context: string,
    text: string,
    signal?: AbortSignal,
  ): Promise<ServiceResult<readonly number[]>> {
    const order = { type: "logProbability" as const, context, text };
    return this.ask(order, "scored", ({ result }) => result.tokens, signal);
  }

  /** How much likelier each edit of `text` makes it as the answer to `messages`: differences of natural logarithms. */
  weigh(
    order: Omit<WeighOrder, "type" | "id">,
    signal?: AbortSignal,
  ): Promise<ServiceResult<readonly number[]>> {
    const ask = { type: "weigh" as const, ...order };
    return this.ask(ask, "weighed", ({ result }) => result.weights, signal);
  }

  speed(prompt: number, answer: number, signal?: AbortSignal): Promise<ServiceResult<Speed>> {
    const order = { type: "speed" as const, promptTokens: prompt, answerTokens: answer };
    return this.ask(order, "speed", ({ result }) => result, signal);
  }

  /** Ends the process for good. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.stop(t("is no longer needed"));
    this.listeners.clear();
  }

  /** Within a turn. When the adapter is no good, the one before stays. */
  private async startedWith(
    adapter: string | null | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ServiceResult<{ process: ModelProcess; loaded: Loaded }>> {
    const before = this.inUse;
    if (adapter === undefined || adapter === before) return this.started(signal);
    if (this.process !== undefined && this.loaded !== undefined) {
      return (await this.switchTo(adapter, this.process)) ?? this.started(signal);
    }
    this.inUse = adapter;
    if (this.failures >= GIVE_UP_AFTER) this.failures = this.notBefore = 0;
    const started = await this.started(signal);
    if (started.kind === "failed") this.inUse = before;
    return started;
  }

  private async switchTo(
    adapter: string | null,
    process: ModelProcess,
  ): Promise<ServiceResult<never> | undefined> {
    const base = this.base!;
    const why = await misfit(adapter, base);
    if (why !== undefined) return why;
    const order = (one: string | null) => this.loadOrder(base, one);
    const { loaded, failure } = await switchAdapter(process, base, order, adapter, this.inUse);
    if (loaded === undefined) this.stop(t("lost its adapter"));
    else this.loaded = loaded;
    if (failure === undefined) this.inUse = adapter;
    return failure;
  }

  private loadOrder({ file }: InstalledModel, adapter: string | null) {
    const { contextTokens, threads } = this.options;
    return { type: "load" as const, model: file, adapter, contextTokens, threads };
  }

  /** One piece of work at a time: the model has one window. */
  private async inTurn<T>(
    signal: AbortSignal | undefined,
    work: (process: ModelProcess, loaded: Loaded) => Promise<ServiceResult<T>>,
    adapter?: string | null,
  ): Promise<ServiceResult<T>> {
    const turn = this.queue.then(async (): Promise<ServiceResult<T>> => {
      signal?.throwIfAborted();
      clearTimeout(this.timer);
      try {
        const started = await this.startedWith(adapter, signal);
        if (started.kind === "failed") return started;
        return await work(started.value.process, started.value.loaded);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ProcessGone) return this.gone(error.message);
        throw error;
      } finally {
        this.endWhenIdle();
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async started(
    signal: AbortSignal | undefined,
  ): Promise<ServiceResult<{ process: ModelProcess; loaded: Loaded }>> {
    if (this.disposed) return modelStopped;
    if (this.process !== undefined && this.loaded !== undefined) {
      return { kind: "ok", value: { process: this.process, loaded: this.loaded } };
    }
    const pause = this.notBefore - performance.now();
    if (pause > 0) {
      if (this.failures >= GIVE_UP_AFTER && this.lastFailure !== undefined) return this.lastFailure;
      await sleep(pause, signal);
    }
    return this.start(signal);
  }

  private async start(
    signal: AbortSignal | undefined,
  ): Promise<ServiceResult<{ process: ModelProcess; loaded: Loaded }>> {
    const file = await this.options.file();
    if (file.kind === "failed") {
      this.become("missing", file.why);
      return file;
    }
    signal?.throwIfAborted();
    const why = await misfit(this.inUse, file.value);
    if (why !== undefined) return this.refused(why);
    this.become("loading", "");
    const process = new ModelProcess(
      this.options.childFile,
      this.options.patience ?? defaultPatience,
      (why) => this.ended(process, why),
    );
    this.process = process;
    const begun = performance.now();
    const loading = process.ask(this.loadOrder(file.value, this.inUse));
    const report = await untilAborted(loading, signal).catch((error: unknown) => {
      if (signal?.aborted === true) this.stop(t("was called off while it was loading"));
      throw error;
    });
    if (report.type !== "loaded") {
      const [reason, why] = reasonOf(report);
      this.stop(why);
      return this.refused(loadFailure(reason, why, file.value, this.inUse));
    }
    this.loaded = report.result;
    this.base = file.value;
    this.failures = 0;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const { promptThreads, answerThreads } = report.result;
    this.options.logger.info(
      `Model ready in ${seconds} s: ${file.value.name}, threads ${promptThreads} / ${answerThreads}.`,
    );
    this.become("ready", "");
    return { kind: "ok", value: { process, loaded: report.result } };
  }

  private readonly resultOf = resultWith((why) => this.options.logger.warn(why));

  private ask<K extends Report["type"], T>(
    order: Parameters<ModelProcess["ask"]>[0],
    type: K,
    value: (report: Extract<Report, { type: K }>) => T,
    signal: AbortSignal | undefined,
  ): Promise<ServiceResult<T>> {
    return this.inTurn(signal, async (process) =>
      this.resultOf(await process.ask(order, signal), type, value),
    );
  }

  /** The file or the adapter is no good: nothing to restart for, until something changes. */
  private refused(answer: ModelFailure): ModelFailure {
    this.failures = GIVE_UP_AFTER;
    this.notBefore = performance.now() + 2000;
    this.lastFailure = answer;
    this.become("failed", answer.why);
    return answer;
  }

  /** The process died: restarts it after a pause, unless that has failed too often. */
  private ended(process: ModelProcess, why: string): void {
    if (this.process !== process) return;
    this.process = undefined;
    this.loaded = undefined;
    this.failures++;
    const pause = Math.min(
      LONGEST_PAUSE,
      (this.options.restartAfter ?? 500) * 2 ** (this.failures - 1),
    );
    this.notBefore = performance.now() + pause;
    this.options.logger.warn(`The model's process ${why}.`);
    const answer = this.gone(why);
    if (this.failures >= GIVE_UP_AFTER) {
      this.become("failed", answer.why);
      return;
    }
    this.become("restarting", answer.why);
    this.timer = setTimeout(() => void this.load().catch(() => undefined), pause);
    this.timer.unref();
  }

  private gone(why: string): ModelFailure {
    const answer = processGone(why);
    this.lastFailure = answer;
    return answer;
  }

  private endWhenIdle(): void {
    if (this.disposed || this.process === undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.stop(t("was not needed for a while"));
        this.become("idle", "");
      },
      this.options.idleAfter ?? 5 * 60_000,
    );
    this.timer.unref();
  }

  private stop(why: string): void {
    const { process } = this;
    this.process = undefined;
    this.loaded = undefined;
    process?.kill(why);
  }

  private become(state: ModelState["state"], message: string): void {
    this.current = { state, message };
    for (const listener of this.listeners) listener(this.current);
  }
}
