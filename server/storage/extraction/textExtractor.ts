import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { installationRoot } from "../installation";
import {
  SAVE_AS_TEXT,
  type ExtractedFormat,
  type Extraction,
  type ExtractionJob,
} from "./extraction";
import { t } from "../../workflows/worded";

const extractionSchema: z.ZodType<Extraction> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    pages: z.array(z.int().min(0)).readonly(),
  }),
  z.object({ kind: z.literal("failed"), why: z.string() }),
]);

export interface ExtractionLimits {
  /** The worker's program. */
  readonly worker: string;
  /** Milliseconds that one file may take. */
  readonly within: number;
  /** Megabytes of the worker's heap, and by how many the whole process may grow meanwhile. */
  readonly heap: number;
  readonly growth: number;
  /** Milliseconds without work after which the worker ends. */
  readonly idle: number;
}

const defaultLimits: Omit<ExtractionLimits, "worker"> = {
  within: 30_000,
  heap: 768,
  growth: 1500,
  idle: 30_000,
};

/** Milliseconds between looks at the memory: what PDF streams unpack to does not stand in the worker's heap. */
const LOOK_EVERY = 100;

/** Extracts text in a thread of its own, one file after another. The thread never keeps the process alive by itself. */
export class TextExtractor {
  private readonly limits: ExtractionLimits;
  private worker: Worker | undefined;
  private idling: NodeJS.Timeout | undefined;
  private before: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<ExtractionLimits> = {}) {
    const worker = limits.worker ?? join(installationRoot(), "dist", "source-text.js");
    this.limits = { ...defaultLimits, ...limits, worker };
  }

  /** `signal` aborted: its reason is thrown, and what was going on in the thread is ended. */
  extract(format: ExtractedFormat, bytes: Uint8Array, signal?: AbortSignal): Promise<Extraction> {
    const turn = this.before.then(() => this.run({ format, bytes }, signal));
    this.before = turn.catch(() => undefined);
    return turn;
  }

  private async run(job: ExtractionJob, signal: AbortSignal | undefined): Promise<Extraction> {
    signal?.throwIfAborted();
    clearTimeout(this.idling);
    const worker = (this.worker ??= this.start());
    worker.ref();
    const stopped = new AbortController();
    try {
      const answer = answerOf(worker, stopped.signal);
      const bytes = new Uint8Array(job.bytes);
      worker.postMessage({ ...job, bytes } satisfies ExtractionJob, [bytes.buffer]);
      const extraction = await Promise.race([answer, this.overrun(stopped.signal, signal)]);
      worker.unref();
      if (extraction.kind === "answer") return this.rest(worker, extraction.extraction);
      this.end(worker);
      return { kind: "failed", why: `${this.worded(extraction)}. ${SAVE_AS_TEXT}` };
    } catch (error) {
      this.end(worker);
      throw error;
    } finally {
      stopped.abort();
    }
  }

  private start(): Worker {
    const { worker: file, heap } = this.limits;
    const worker = new Worker(file, {
      execArgv: [],
      env: {},
      // Nothing that a library prints may come between the messages of the language server. The streams are not read
      // either: reading them would keep the process alive as long as the thread rests.
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: heap,
        maxYoungGenerationSizeMb: 64,
        stackSizeMb: 4,
      },
    });
    worker.on("error", () => this.end(worker));
    return worker;
  }

  private rest(worker: Worker, extraction: Extraction): Extraction {
    this.idling = setTimeout(() => this.end(worker), this.limits.idle);
    this.idling.unref();
    return extraction;
  }

  private end(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
    void worker.terminate();
  }

  /** Waits until the work takes too long or too much; rejects when it is called off. */
  private overrun(done: AbortSignal, signal: AbortSignal | undefined): Promise<Overrun> {
    const { within, growth } = this.limits;
    let least = process.memoryUsage.rss();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve({ kind: "slow" }), within);
      const look = setInterval(() => {
        const now = process.memoryUsage.rss();
        least = Math.min(least, now);
        if (now - least > growth * 2 ** 20) resolve({ kind: "large" });
      }, LOOK_EVERY);
      const callOff = (): void => reject(signal?.reason as Error);
      signal?.addEventListener("abort", callOff, { once: true });
      done.addEventListener("abort", () => {
        clearTimeout(timer);
        clearInterval(look);
        signal?.removeEventListener("abort", callOff);
      });
    });
  }

  private worded(overrun: Overrun): string {
    switch (overrun.kind) {
      case "slow":
        return t(
          "finding its text took longer than {0} seconds and was stopped",
          this.limits.within / 1000,
        );
      case "large":
        return t("finding its text took too much memory and was stopped");
      case "broken":
        return t("finding its text failed ({0})", overrun.why);
    }
  }
}

type Overrun =
  { readonly kind: "slow" | "large" } | { readonly kind: "broken"; readonly why: string };
type Answer = { readonly kind: "answer"; readonly extraction: Extraction };

/** What the worker says, or how it ended instead. */
function answerOf(worker: Worker, done: AbortSignal): Promise<Answer | Overrun> {
  return new Promise((resolve) => {
    const said = (message: unknown): void => {
      const parsed = extractionSchema.safeParse(message);
      resolve(
        parsed.success
          ? { kind: "answer", extraction: parsed.data }
          : { kind: "broken", why: t("its worker answered something else") },
      );
    };
    const failed = (error: Error & { readonly code?: string }): void =>
      resolve(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? { kind: "large" }
          : { kind: "broken", why: error.message.split("\n", 1)[0] ?? "" },
      );
    const exited = (): void => resolve({ kind: "broken", why: t("its worker ended") });
    worker.once("message", said).once("error", failed).once("exit", exited);
    done.addEventListener("abort", () => {
      worker.off("message", said).off("error", failed).off("exit", exited);
    });
  });
}
