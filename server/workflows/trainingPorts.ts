import type { ServiceResult } from "./ports";

/** What training needs from outside: the trainer of this machine, and a service that tunes elsewhere. */

export interface TrainingRecipe {
  /** Null = of the adapter that training starts from, else the trainer's own. */
  readonly rank: number | null;
  readonly alpha: number | null;
  readonly dropout: number;
  readonly learningRate: number;
  /** Null = by how many rows there are. */
  readonly epochs: number | null;
  /** Null = as many as the epochs take. */
  readonly maxSteps: number | null;
  /** Padding included. */
  readonly tokensPerBatch: number;
  /** Tokens of prompt and answer; longer rows are left out. */
  readonly maxLength: number;
  readonly seed: number;
  /** Preference training: how close to its reference the adapter stays. */
  readonly beta: number;
}

/** One run of the trainer. Paths are absolute. */
export interface StageConfig {
  readonly stage: "sft" | "dpo" | "export" | "estimate";
  /** The base model's GGUF file. */
  readonly base: string;
  /** JSON lines as TRL has them; empty for `export`. */
  readonly rows: string;
  /** An adapter to start from: a PEFT folder or a GGUF file; null = a new one. */
  readonly from: string | null;
  /** Folder for checkpoints and results. */
  readonly out: string;
  readonly recipe: TrainingRecipe & { readonly epochs: number };
  /** Go on from the last checkpoint in `out`, where there is one. */
  readonly resume: boolean;
  /** Where what is made of the base model is kept between runs. */
  readonly cache: string;
  readonly device: "auto" | "cpu" | "cuda";
}

export type StageEvent =
  | {
      readonly event: "step";
      readonly stage: string;
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
      readonly tokensPerSecond: number;
      readonly secondsLeft: number;
    }
  /** Killed from here on, training resumes here. */
  | { readonly event: "saved" }
  | {
      readonly event: "estimate";
      readonly tokens: number;
      readonly seconds: number;
      readonly memoryBytes: number;
    };

export interface StageResult {
  /** The adapter as a GGUF file, and as a folder of PEFT; absent where a stage makes none. */
  readonly adapter?: string | undefined;
  readonly peft?: string | undefined;
}

/** Tunes adapters. Cancelled = it writes a checkpoint and the signal's reason is thrown. */
export interface Trainer {
  runStage(
    config: StageConfig,
    onEvent: (event: StageEvent) => void,
    signal: AbortSignal,
  ): Promise<ServiceResult<StageResult>>;
}

/** A fine-tuning job at a service. */
export interface TuningJob {
  readonly id: string;
  /** In the service's words; it has ended when this is succeeded, failed or cancelled. */
  readonly status: string;
  /** The tuned model's name, when there is one. */
  readonly model: string | null;
  /** Why it failed, in the service's words. */
  readonly error: string | null;
  /** How it tunes, where the service says so. */
  readonly method: string | null;
}

export interface TuningEvent {
  readonly id: string;
  readonly level: string;
  readonly message: string;
  readonly metrics?: {
    readonly step: number;
    readonly steps?: number | undefined;
    readonly loss: number;
  };
}

/** Runs fine-tuning jobs. */
export interface TuningService {
  job(id: string, signal: AbortSignal): Promise<ServiceResult<TuningJob>>;
  /** Oldest first, without those whose ids are known. */
  events(
    job: string,
    known: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<ServiceResult<readonly TuningEvent[]>>;
}
