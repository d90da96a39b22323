import { spawn, type ChildProcessByStdio } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import writeFileAtomic from "write-file-atomic";
import type { ServiceResult } from "../../workflows/ports";
import { whyOf } from "../files/failure";
import { pythonEnvironment } from "./pythons";
import type { StageConfig } from "./stageConfig";
import {
  estimateSchema,
  resultSchema,
  trainerEventSchema,
  type Estimate,
  type StageResult,
  type TrainerEvent,
  type TrainerFailure,
} from "./trainerEvents";
import { t } from "../../workflows/worded";

/** Milliseconds that a stopped training has to finish its step and write a checkpoint. */
const GRACE = 120_000;

type Failed = Extract<ServiceResult<never>, { kind: "failed" }>;
type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Runs one stage of the trainer in a process of its own. Aborted = it is asked to write a checkpoint and end, and the
 * signal's reason is thrown once it has; every other failure is a value.
 */
export async function runStage(
  config: StageConfig,
  onEvent: (event: TrainerEvent) => void,
  signal?: AbortSignal,
  grace: number = GRACE,
): Promise<ServiceResult<StageResult>> {
  signal?.throwIfAborted();
  const { trainer, ...stage } = config;
  const file = join(config.out, `${config.stage}.json`);
  try {
    await mkdir(config.out, { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(stage, null, 2)}\n`);
  } catch (error) {
    return failed(
      t("{0} cannot be written: {1}", file, whyOf(error)),
      t("Choose another folder, or make room."),
    );
  }
  const child: Child = spawn(trainer.python, ["-m", "penprint_trainer", file], {
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    env: environmentOf(trainer.packageFolder),
  });
  const run = new Run(child, onEvent);
  const stop = (): void => run.stop(grace);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const result = await run.ended();
    signal?.throwIfAborted();
    return result;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * glibc keeps freed memory: every step frees and takes the same gigabytes, and getting them from the system anew takes longer
 * than the work itself. Other systems ignore it.
 */
const keptMemory = {
  MALLOC_MMAP_MAX_: "0",
  MALLOC_TRIM_THRESHOLD_: "100000000000",
  MALLOC_TOP_PAD_: "500000000",
};

function environmentOf(packageFolder: string): NodeJS.ProcessEnv {
  return {
    ...pythonEnvironment(),
    PYTHONPATH: packageFolder,
    PYTHONDONTWRITEBYTECODE: "1",
    ...keptMemory,
    // It ends when we end, even when nobody could tell it: its stdin is then closed.
    PENPRINT_TRAINER_WATCH_STDIN: "1",
  };
}

class Run {
  private result: StageResult | undefined;
  private estimate: Estimate | undefined;
  private failure: TrainerFailure | undefined;
  private broken: string | undefined;
  private said = "";
  private patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: Child,
    private readonly onEvent: (event: TrainerEvent) => void,
  ) {
    child.stdin.on("error", () => undefined);
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      this.said = (this.said + piece).slice(-4000);
    });
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", (line) =>
      this.read(line),
    );
  }

  ended(): Promise<ServiceResult<StageResult>> {
    return new Promise((done) => {
      this.child.once("error", (error) => done(notStarted(this.child.spawnfile, error)));
      this.child.once("close", (code, signal) => {
        clearTimeout(this.patience);
        done(this.outcome(code, signal));
      });
    });
  }

  stop(grace: number): void {
    this.child.kill("SIGTERM");
    this.patience = setTimeout(() => this.child.kill("SIGKILL"), grace);
  }

  private read(line: string): void {
    const event = parse(line);
    if (event === undefined) {
      this.broken ??= line.slice(0, 200);
      this.child.kill("SIGKILL");
      return;
    }
    if (event.event === "error") this.failure = event;
    else if (event.event === "estimate") this.estimate = estimateSchema.parse(event);
    else if (event.event === "done") this.result = resultSchema.parse(event);
    this.onEvent(event);
  }

  private outcome(code: number | null, signal: string | null): ServiceResult<StageResult> {
    if (this.broken !== undefined) {
      return failed(
        t("The trainer said something that is no report of progress: {0}", this.broken),
        t("Install the trainer again: delete its folder in the data folder."),
      );
    }
    if (this.failure !== undefined) return failed(this.failure.message, this.failure.next);
    if (code === 0 && this.result !== undefined) {
      const { result, estimate } = this;
      return { kind: "ok", value: estimate === undefined ? result : { ...result, estimate } };
    }
    if (signal === "SIGKILL" || code === 137) {
      return failed(
        t("The trainer was killed from outside, as systems do when memory runs out"),
        t(
          "Close other programs and train again (in a terminal with --resume): it goes on from its last checkpoint.",
        ),
      );
    }
    const last = this.said.trim().split("\n").at(-1) ?? "";
    const how = signal === null ? `with code ${code ?? "unknown"}` : `by ${signal}`;
    return failed(
      t("The trainer ended {0}{1}", how, last === "" ? "" : ` (${last})`),
      last.includes("No module named")
        ? t("Install the trainer again: delete its folder in the data folder.")
        : t("Start it again with resume: it goes on from its last checkpoint."),
    );
  }
}

function parse(line: string): TrainerEvent | undefined {
  try {
    return trainerEventSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function notStarted(python: string, error: Error): Failed {
  return failed(
    t("{0} cannot be started: {1}", python, whyOf(error)),
    t("Install the trainer again: delete its folder in the data folder."),
  );
}

function failed(why: string, userAction: string): Failed {
  return { kind: "failed", why: why.replace(/\.?\s*$/, "."), userAction };
}
