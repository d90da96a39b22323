import type { Token } from "node-llama-cpp";
import { CHUNK, type Engine, type Heartbeat } from "./engine";

/** Makes `tokens` the sequence's state. Returns how many of them stood already. */
export async function prefill(
  engine: Engine,
  tokens: readonly Token[],
  alive: Heartbeat,
): Promise<number> {
  const reused = await reuse(engine, tokens);
  await evaluate(engine, tokens.slice(reused), alive);
  return reused;
}

/** Keeps of the sequence's state what `tokens` begin with: so many of them need not be evaluated again. */
export async function reuse({ sequence }: Engine, tokens: readonly Token[]): Promise<number> {
  await sequence.adaptStateToTokens([...tokens], false);
  return sequence.nextTokenIndex;
}

/** Evaluates `tokens` after the sequence's state, a piece at a time. */
export async function evaluate(
  { llama, sequence, threads }: Engine,
  tokens: readonly Token[],
  alive: Heartbeat,
): Promise<void> {
  for (let at = 0; at < tokens.length; at += CHUNK) {
    alive();
    llama.maxThreads = threads.prompt;
    const piece = tokens.slice(at, at + CHUNK);
    const started = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(piece);
    if (piece.length === CHUNK) threads.read(performance.now() - started, CHUNK);
  }
  alive();
}
