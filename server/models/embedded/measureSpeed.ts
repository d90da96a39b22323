import type { Token } from "node-llama-cpp";
import type { Speed, SpeedOrder } from "./messages";
import { prefill } from "./prefill";
import type { Engine, Heartbeat } from "./engine";

/** Seconds for a prompt from nothing and for tokens after it, on the same path as every answer. */
export async function measureSpeed(
  engine: Engine,
  order: SpeedOrder,
  alive: Heartbeat,
): Promise<Speed> {
  const { llama, model, sequence, threads } = engine;
  const filler = model.tokenize(" the")[0]!;
  const prompt = new Array<Token>(order.promptTokens).fill(filler);
  await sequence.clearHistory();
  const started = performance.now();
  await prefill(engine, prompt, alive);
  const prefilled = performance.now();
  llama.maxThreads = threads.answer;
  let answered = 0;
  const answer = sequence.evaluate([filler], { temperature: 0, yieldEogToken: true });
  while (answered < order.answerTokens && (await answer.next()).done !== true) {
    alive();
    answered++;
  }
  await answer.return();
  return {
    promptSeconds: (prefilled - started) / 1000,
    answerSeconds: (performance.now() - prefilled) / 1000,
  };
}
