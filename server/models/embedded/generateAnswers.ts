import type { ChatHistoryItem, Token } from "node-llama-cpp";
import type { Answer, GenerateOrder } from "./messages";
import { CHUNK, type Engine, type Heartbeat } from "./engine";
import { evaluate, reuse } from "./prefill";
import { RuntimeFailure } from "./runtimeFailure";

/** An answer may be this much longer than the text it answers, and this many tokens more. */
const FACTOR = 1.5;
const EXTRA = 32;

/** One answer for each sample. The prompt is evaluated once: every further answer starts where it ends. */
export async function generateAnswers(
  engine: Engine,
  order: GenerateOrder,
  alive: Heartbeat,
  onAnswer: (index: number, answer: Answer) => void,
): Promise<void> {
  const prompt = promptTokens(engine, order.messages);
  const wanted = Math.ceil(engine.model.tokenize(order.answerLike).length * FACTOR) + EXTRA;
  const room = engine.sequence.contextSize - prompt.length - 1;
  if (room < wanted) {
    throw new RuntimeFailure(
      "window",
      `prompt and answer need ${prompt.length + wanted} tokens, the window has ${engine.sequence.contextSize}`,
    );
  }
  for (const [index, sample] of order.samples.entries()) {
    onAnswer(index, await answer(engine, prompt, sample, wanted, alive));
  }
}

async function answer(
  engine: Engine,
  prompt: readonly Token[],
  sample: GenerateOrder["samples"][number],
  limit: number,
  alive: Heartbeat,
): Promise<Answer> {
  const { llama, model, sequence, threads } = engine;
  const started = performance.now();
  const reused = await reuse(engine, prompt.slice(0, -1));
  // The last piece of the prompt brings the first token of the answer with it.
  const begin = prompt.length - 1 - ((prompt.length - 1 - reused) % CHUNK);
  await evaluate(engine, prompt.slice(reused, begin), alive);
  llama.maxThreads = prompt.length - begin > 1 ? threads.prompt : threads.answer;
  const tokens: Token[] = [];
  let first = 0;
  const stream = sequence.evaluate(prompt.slice(begin), {
    temperature: sample.temperature,
    ...(sample.temperature === 0 ? {} : { topP: 0.95, minP: 0.05, seed: sample.seed }),
  });
  let end: Answer["end"] = "finished";
  let last = performance.now();
  for await (const token of stream) {
    const now = performance.now();
    if (tokens.length === 0) first = now - started;
    else threads.wrote(now - last);
    last = now;
    llama.maxThreads = threads.answer;
    alive();
    tokens.push(token);
    if (tokens.length >= limit) {
      end = "limit";
      break;
    }
  }
  return {
    text: model.detokenize(tokens),
    end,
    tokens: tokens.length,
    evaluated: prompt.length - reused,
    reused,
    first,
    total: performance.now() - started,
  };
}

/** The conversation in the model's own format, up to where its answer begins. */
export function promptTokens(
  engine: Pick<Engine, "model" | "chat">,
  messages: GenerateOrder["messages"],
): readonly Token[] {
  const history = messages.map(({ role, content }): ChatHistoryItem => {
    if (role === "assistant") return { type: "model", response: [content] };
    return role === "system" ? { type: "system", text: content } : { type: "user", text: content };
  });
  const { contextText } = engine.chat.generateContextState({
    chatHistory: [...history, { type: "model", response: [] }],
  });
  return contextText.tokenize(engine.model.tokenizer);
}
