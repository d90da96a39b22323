import type { ArticleTask, Outline, SectionDraft } from "../core/planner/types";
import type { CaptureLine } from "../core/learning/decision";
import type { AuthorPassage } from "../core/style/types";
import type { Logger } from "../core/log";
import type { Range, Severity } from "../core/rules/types";

export type { Logger };

/** Progress of a long piece of work: `done` of `total` in the unit the message names; total 0 = unknown. */
export type Progress = (done: number, total: number, message: string) => void;

/** A chat message to a language model. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatOptions {
  readonly signal?: AbortSignal;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  /** Called with each piece as it arrives. */
  readonly onText?: (piece: string) => void;
  /** JSON schema for the answer; servers may ignore it, callers validate. */
  readonly jsonSchema?: {
    readonly name: string;
    readonly schema: Readonly<Record<string, unknown>>;
  };
}

/** Expected failures of an outside service. `userAction` says what to do next. */
export type ServiceResult<T> =
  | { readonly kind: "ok"; readonly value: T }
  | {
      readonly kind: "failed";
      readonly why: string;
      readonly userAction: string;
      /** True when only the user can mend it (a wrong key, address or model name): no other way is tried instead. */
      readonly misconfigured?: boolean;
    };

/** A frozen large language model: behind an OpenAI-compatible address, or lent by the editor. */
export interface ChatModel {
  /** Shown to the user: name and address. */
  readonly name: string;
  chat(messages: readonly ChatMessage[], options: ChatOptions): Promise<ServiceResult<string>>;
}

export interface PlannerOptions {
  readonly signal?: AbortSignal;
  /** The text so far, as it grows; it may still change. */
  readonly onText?: (soFar: string) => void;
}

/** Plans and writes style-neutral content from sources. */
export interface Planner {
  /** Shown to the user beside what it wrote. */
  readonly name: string;
  /** Where the note's brief and sources are sent; empty = nowhere. */
  readonly address: string;
  outline(task: ArticleTask, options: PlannerOptions): Promise<ServiceResult<Outline>>;
  section(
    task: ArticleTask,
    outline: Outline,
    index: number,
    options: PlannerOptions,
  ): Promise<ServiceResult<SectionDraft>>;
}

/** Rewrites a passage without its author's voice: the draft that a stylist starts from. */
export interface Neutraliser {
  readonly name: string;
  neutralise(text: string, options: PlannerOptions): Promise<ServiceResult<string>>;
}

export interface ClaimToJudge {
  readonly claim: string;
  /** What the sources say about it, as far as was found. */
  readonly excerpts: readonly string[];
}

/** Reads claims beside excerpts of the sources. */
export interface ClaimJudge {
  /** Shown to the user beside what it found: name and address. */
  readonly name: string;
  /** In the order of `claims`; undefined where there is no answer. Quotes are to be looked up before they are believed. */
  judge(
    claims: readonly ClaimToJudge[],
    options: { readonly signal: AbortSignal },
  ): Promise<
    ServiceResult<
      readonly (
        | {
            readonly verdict: "supported" | "unsupported" | "contradicted";
            readonly quote: string;
          }
        | undefined
      )[]
    >
  >;
}

export interface StylistRequest {
  readonly draft: string;
  readonly references: readonly AuthorPassage[];
  readonly candidates: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Called as each candidate is finished. */
  readonly onCandidate?: (text: string, index: number) => void;
}

export interface WeighRequest {
  readonly draft: string;
  readonly references: readonly AuthorPassage[];
  /** Places of the draft and what would stand there instead; UTF-16 offsets. */
  readonly edits: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  readonly signal?: AbortSignal;
}

/** A small language model that gives a draft the author's voice. */
export interface Stylist {
  /** Model and adapter, as recorded in the log. */
  readonly model: string;
  readonly adapter: string | null;
  restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>>;
  /**
   * How much likelier each edit makes the draft as the author's text: differences of natural logarithms, above 0 = likelier.
   * Absent where the model's probabilities cannot be asked.
   */
  readonly weigh?:
    ((request: WeighRequest) => Promise<ServiceResult<readonly number[]>>) | undefined;
}

/** Where decisions are kept. Resolves once the lines are safe. */
export interface DecisionLog {
  append(lines: readonly CaptureLine[]): Promise<ServiceResult<null>>;
}

/** What Penprint wrote and the user accepted (by `sentencesOf`). Resolves once it is safe. */
export interface AcceptedSentences {
  add(sentences: Iterable<string>): Promise<ServiceResult<null>>;
}

export interface Clock {
  now(): Date;
}

/** What the `.penprint.json` files above a note say about it, nearer files winning. */
export interface FolderRules {
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** The note is named by an `ignoreFiles` pattern. */
  readonly ignored: boolean;
  readonly problems: readonly FolderProblem[];
  /** Every file that was looked for, whether it exists or not. */
  readonly files: readonly string[];
}

/** `why` reads on after the file's name. */
export interface FolderProblem {
  readonly file: string;
  readonly why: string;
  /** `error`: nothing of the file holds. */
  readonly severity: "error" | "information";
  readonly range: Range;
}

/** A note found for learning. */
export interface NoteFile {
  /** Absolute, as found. */
  readonly path: string;
  /** The same with symbolic links resolved. */
  readonly real: string;
  /** Relative to `root`, forward slashes. */
  readonly note: string;
  /** The learned folder that it was found in, absolute. */
  readonly root: string;
}

export interface NotePatterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface FoundNotes {
  readonly notes: readonly NoteFile[];
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

/** `why` reads on after the file's name. */
export type ReadNote =
  | {
      readonly kind: "read";
      readonly text: string;
      /** SHA-256 of the file's bytes, hexadecimal. */
      readonly hash: string;
    }
  | { readonly kind: "unreadable"; readonly why: string };

/** Where notes are learned from. Never throws for what a file or folder is. */
export interface NoteFiles {
  find(paths: readonly string[], patterns: NotePatterns): Promise<FoundNotes>;
  read(path: string): Promise<ReadNote>;
}

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
