import type { Logger } from "../../core/log";
import type { ChatMessage, ServiceResult } from "../../workflows/ports";
import type { InstalledModel } from "../files/modelFiles";
import type { Answer, GenerateOrder } from "./messages";
import type { Patience } from "./modelProcess";

export interface ModelState {
  readonly state: "missing" | "idle" | "loading" | "ready" | "restarting" | "failed";
  /** Plain words for the status bar; empty when there is nothing to say. */
  readonly message: string;
}

export interface EmbeddedModelOptions {
  /** `dist/model-child.js`. */
  readonly childFile: string;
  /** The model file, verified; asked at every start of the process. */
  readonly file: () => Promise<ServiceResult<InstalledModel>>;
  /** The LoRA adapter's file to begin with; null = none. */
  readonly adapter: string | null;
  readonly contextTokens: number;
  /** Most threads to use. */
  readonly threads: number;
  readonly logger: Logger;
  /** Milliseconds without work after which the process is ended and its memory given back. */
  readonly idleAfter?: number;
  readonly patience?: Patience;
  /** Milliseconds before the first restart; doubles with every further one in a row, up to a minute. */
  readonly restartAfter?: number;
}

export interface GenerateRequest {
  readonly messages: readonly ChatMessage[];
  /** The answer may be half as long again as this. */
  readonly answerLike: string;
  readonly samples: GenerateOrder["samples"];
  /** The adapter to answer with, from now on; absent = the one in use. */
  readonly adapter?: string | null | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onAnswer?: ((answer: Answer, index: number) => void) | undefined;
}
