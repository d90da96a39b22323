import type { Llama, LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { Heartbeat } from "./engine";
import { Threads, type Pace } from "./threads";

const PROMPT_TOKENS = 48;
const ANSWER_TOKENS = 9;

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
  if (most === 1) return new Threads(1, 1);
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
  return new Threads(fastest(timings, "prompt"), fastest(timings, "answer"), timings[0]);
}

/** More threads only where they are clearly faster: they take cores from everything else. */
const CLEARLY = 0.85;

function fastest(timings: readonly Timing[], of: keyof Pace): number {
  return timings.reduce((best, next) => (next[of] < CLEARLY * best[of] ? next : best)).threads;
}

interface Timing extends Pace {
  readonly threads: number;
}

/** Milliseconds a token with this many threads. */
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
  const stream = sequence.evaluate([tokens[0]!], { temperature: 0, yieldEogToken: true });
  const paces: number[] = [];
  let last = performance.now();
  while (paces.length < ANSWER_TOKENS && (await stream.next()).done !== true) {
    const now = performance.now();
    paces.push(now - last);
    last = now;
  }
  await stream.return();
  // The middle one: something else that ran for a moment says nothing about the number of threads.
  const answer = paces.sort((a, b) => a - b)[paces.length >> 1]!;
  return { threads, prompt: prompt / PROMPT_TOKENS, answer };
}

function countsUpTo(most: number): readonly number[] {
  const counts = [1, 2, 4, 8, 16, 32, 64, 128].filter((count) => count < most);
  return [...counts, most];
}
