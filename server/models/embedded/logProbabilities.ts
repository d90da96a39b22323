import type { Token } from "node-llama-cpp";
import type { LogProbabilityOrder, Scored } from "./messages";
import { prefill } from "./prefill";
import { CHUNK, type Engine, type Heartbeat } from "./engine";
import { RuntimeFailure } from "./runtimeFailure";

/**
 * The logarithm of each token's probability after all that stand before it. With an empty context the first token
 * follows the model's begin-of-text token.
 *
 * For a token t with logit l(t): `l(t) - max(l) - ln(sum(exp(l - max(l))))`, the sum over the whole vocabulary.
 */
export async function logProbabilities(
  engine: Engine,
  order: LogProbabilityOrder,
  alive: Heartbeat,
): Promise<Scored> {
  const { llama, model, sequence, threads } = engine;
  const start = model.tokens.bos ?? model.tokens.eos;
  const before = [...(start === null ? [] : [start]), ...model.tokenize(order.context)];
  const text = model.tokenize(order.text);
  const all = [...before, ...text];
  if (before.length === 0)
    throw new RuntimeFailure("fault", "the model has no token to begin with");
  if (all.length > sequence.contextSize) {
    throw new RuntimeFailure(
      "window",
      `${all.length} tokens do not fit into the window of ${sequence.contextSize}`,
    );
  }
  await prefill(engine, before.slice(0, -1), alive);
  llama.maxThreads = threads.prompt;
  const logs: number[] = [];
  for (let at = before.length - 1; at < all.length - 1; at += CHUNK) {
    alive();
    const piece = all.slice(at, Math.min(at + CHUNK, all.length - 1));
    const outputs = await sequence.controlledEvaluate(
      piece.map((token, index): Parameters<typeof sequence.controlledEvaluate>[0][number] => [
        token,
        {
          generateNext: {
            totalLogitWeight: true,
            logits: { filter: { tokens: [all[at + index + 1]!], includeSelected: true } },
          },
        },
      ]),
    );
    for (const [index, output] of outputs.entries()) {
      logs.push(logProbability(output?.next, all[at + index + 1]!));
    }
  }
  return { tokens: logs };
}

function logProbability(
  next: { logits?: Map<Token, number>; totalLogitWeight?: number } | undefined,
  token: Token,
): number {
  const logit = next?.logits?.get(token);
  if (next?.logits === undefined || next.totalLogitWeight === undefined || logit === undefined) {
    throw new RuntimeFailure("fault", "the runtime gave no logit");
  }
  return logit - Math.max(...next.logits.values()) - Math.log(next.totalLogitWeight);
}
