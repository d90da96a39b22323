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
