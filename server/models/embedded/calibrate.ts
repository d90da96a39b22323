import type { Llama, LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { Heartbeat, Threads } from "./engine";

const PROMPT_TOKENS = 48;
const ANSWER_TOKENS = 5;

/**
 * Measures which numbers of threads up to `most` are fastest here and now. More threads than free cores make
 * llama.cpp wait for itself: two on one free core are a hundred times slower than one.
 */
export async function calibrate(
  llama: Llama,
  model: LlamaModel,
  sequence: LlamaContextSequence,
  most: number,
  alive: Heartbeat,
): Promise<Threads> {
  if (most === 1) return { prompt: 1, answer: 1 };
  const start = model.tokenize(" the")[0]!;
  const tokens = new Array<Token>(PROMPT_TOKENS).fill(start);
  const run = (threads: number): Promise<Timing> => {
    alive();
    return time(llama, sequence, tokens, threads);
  };
  await run(1);
  const timings: Timing[] = [];
  for (const threads of countsUpTo(most)) {
    const timing = await run(threads);
    const best = Math.min(...timings.map(({ answer }) => answer));
    timings.push(timing);
    // Far behind already: more threads only fight harder.
    if (timing.answer > 4 * best) break;
  }
  await sequence.clearHistory();
  const fastest = (of: "prompt" | "answer"): number =>
    timings.reduce((a, b) => (b[of] < a[of] ? b : a)).threads;
  return { prompt: fastest("prompt"), answer: fastest("answer") };
}

interface Timing extends Threads {
  readonly threads: number;
}

/** Milliseconds with this many threads. */
async function time(
  llama: Llama,
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  threads: number,
): Promise<Timing> {
  llama.maxThreads = threads;
  await sequence.clearHistory();
  const started = performance.now();
  await sequence.evaluateWithoutGeneratingNewTokens([...tokens]);
  const prompt = performance.now() - started;
  let answered = 0;
  const answer = sequence.evaluate([tokens[0]!], { temperature: 0, yieldEogToken: true });
  while (answered < ANSWER_TOKENS && (await answer.next()).done !== true) answered++;
  await answer.return();
  return { threads, prompt, answer: performance.now() - started - prompt };
}

function countsUpTo(most: number): readonly number[] {
  const counts = [1, 2, 4, 8, 16, 32, 64, 128].filter((count) => count < most);
  return [...counts, most];
}
