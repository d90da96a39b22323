import type { Threads } from "./threads";
import type { ChatWrapper, Llama, LlamaContextSequence, LlamaModel } from "node-llama-cpp";

/** Tokens evaluated at once: an abort is noticed between two such pieces (8 % slower than 512, measured). */
export const CHUNK = 128;

/** A model with one sequence whose evaluated tokens are kept from one answer to the next. */
export interface Engine {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly chat: ChatWrapper;
  readonly sequence: LlamaContextSequence;
  readonly threads: Threads;
}

/** Told whenever something was evaluated; throws when the work was called off. */
export type Heartbeat = () => void;
