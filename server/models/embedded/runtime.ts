import type { ChatWrapper, Llama, LlamaContext, LlamaModel } from "node-llama-cpp";
import { calibrate } from "./calibrate";
import { CHUNK, type Engine, type Heartbeat } from "./engine";
import { generateAnswers } from "./generateAnswers";
import { logProbabilities } from "./logProbabilities";
import { measureSpeed } from "./measureSpeed";
import type {
  Answer,
  GenerateOrder,
  Loaded,
  LoadOrder,
  LogProbabilityOrder,
  Scored,
  Speed,
  SpeedOrder,
  Weighed,
  WeighOrder,
} from "./messages";
import { messageOf, RuntimeFailure } from "./runtimeFailure";
import type { Threads } from "./threads";
import { weighEdits } from "./weighEdits";

/** llama.cpp with one model, as the child process runs it. */
export class Runtime {
  private context: LlamaContext | undefined;
  private engine: Engine | undefined;

  private constructor(
    private readonly llama: Llama,
    private readonly model: LlamaModel,
    private readonly chat: ChatWrapper,
    private readonly file: string,
    private threads: Threads | undefined,
  ) {}

  /** Loads the model, or another adapter for the one that `previous` has. */
  static async open(
    order: LoadOrder,
    previous: Runtime | undefined,
    alive: Heartbeat,
  ): Promise<Runtime> {
    if (previous?.file === order.model) return previous;
    await previous?.llama.dispose();
    const { getLlama, InsufficientMemoryError, LlamaLogLevel } = await import("node-llama-cpp");
    const llama = await getLlama({
      gpu: process.platform === "darwin" && process.arch === "arm64" ? "auto" : false,
      build: "never",
      skipDownload: true,
      maxThreads: order.threads,
      logLevel: LlamaLogLevel.disabled,
    });
    try {
      const model = await llama.loadModel({
        modelPath: order.model,
        useMmap: false,
        onLoadProgress: () => alive(),
      });
      return new Runtime(llama, model, await chatOf(model), order.model, undefined);
    } catch (error) {
      await llama.dispose();
      throw new RuntimeFailure(
        error instanceof InsufficientMemoryError ? "memory" : "model",
        messageOf(error),
      );
    }
  }

  async prepare(order: LoadOrder, alive: Heartbeat): Promise<Loaded> {
    await this.context?.dispose();
    this.engine = undefined;
    const { InsufficientMemoryError } = await import("node-llama-cpp");
    this.llama.maxThreads = order.threads;
    const context = await this.model
      .createContext({
        contextSize: Math.min(order.contextTokens, this.model.trainContextSize),
        batchSize: CHUNK,
        threads: order.threads,
        // One sequence: there is nothing to collect for a batch, so every token goes at once.
        batching: { dispatchSchedule: (dispatch) => dispatch() },
        // On CPUs flash attention makes pieces below 64 tokens and answers after long prompts slower (a third, measured).
        flashAttention: this.llama.gpu === false ? false : "auto",
        ...(order.adapter === null
          ? {}
          : { lora: { adapters: [{ filePath: order.adapter, scale: 1 }] } }),
      })
      .catch((error: unknown) => {
        if (error instanceof InsufficientMemoryError)
          throw new RuntimeFailure("memory", messageOf(error));
        throw new RuntimeFailure(order.adapter === null ? "model" : "adapter", messageOf(error));
      });
    this.context = context;
    const sequence = context.getSequence();
    this.threads ??= await calibrate(this.llama, this.model, sequence, order.threads, alive);
    this.engine = {
      llama: this.llama,
      model: this.model,
      chat: this.chat,
      sequence,
      threads: this.threads,
    };
    return {
      contextTokens: context.contextSize,
      promptThreads: this.threads.prompt,
      answerThreads: this.threads.answer,
    };
  }

  generate(
    order: GenerateOrder,
    alive: Heartbeat,
    onAnswer: (index: number, answer: Answer) => void,
  ): Promise<void> {
    return generateAnswers(this.ready(), order, alive, onAnswer);
  }

  logProbabilities(order: LogProbabilityOrder, alive: Heartbeat): Promise<Scored> {
    return logProbabilities(this.ready(), order, alive);
  }

  weigh(order: WeighOrder, alive: Heartbeat): Promise<Weighed> {
    return weighEdits(this.ready(), order, alive);
  }

  speed(order: SpeedOrder, alive: Heartbeat): Promise<Speed> {
    return measureSpeed(this.ready(), order, alive);
  }

  private ready(): Engine {
    if (this.engine === undefined) throw new RuntimeFailure("fault", "no model is loaded");
    return this.engine;
  }
}

/** The template that the file carries, word for word what the model was trained with; else one that fits its kind. */
export async function chatOf(model: LlamaModel): Promise<ChatWrapper> {
  const { JinjaTemplateChatWrapper, resolveChatWrapper } = await import("node-llama-cpp");
  const template: unknown = model.fileInfo.metadata.tokenizer.chat_template;
  if (typeof template === "string") {
    try {
      return new JinjaTemplateChatWrapper({ template });
    } catch {
      // a template beyond this interpreter: the library knows many models by name
    }
  }
  return resolveChatWrapper(model);
}
