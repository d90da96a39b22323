import type { Token } from "node-llama-cpp";
import { CHUNK, type Engine, type Heartbeat } from "./engine";

/**
 * Makes `tokens` the sequence's state and evaluates what is not there yet, a piece at a time.
 * Returns how many tokens stood already.
 */
export async function prefill(
  { llama, sequence, threads }: Engine,
  tokens: readonly Token[],
  alive: Heartbeat,
): Promise<number> {
  await sequence.adaptStateToTokens([...tokens], false);
  const reused = sequence.nextTokenIndex;
  for (let at = reused; at < tokens.length; at += CHUNK) {
    alive();
    llama.maxThreads = threads.prompt;
    const piece = tokens.slice(at, at + CHUNK);
    const started = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(piece);
    if (piece.length === CHUNK) threads.read(performance.now() - started, CHUNK);
  }
  alive();
  return reused;
}
