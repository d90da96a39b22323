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
  const { model, sequence } = engine;
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
  return { tokens: [...(await logsAfter(engine, all.slice(before.length - 1), alive))] };
}

/** Log-probabilities of all tokens but the first, each after those before it; the sequence then ends before the last. */
export async function logsAfter(
  { llama, sequence, threads }: Engine,
  tokens: readonly Token[],
  alive: Heartbeat,
): Promise<readonly number[]> {
  const logs: number[] = [];
  llama.maxThreads = threads.prompt;
  for (let at = 0; at < tokens.length - 1; at += CHUNK) {
    alive();
    const piece = tokens.slice(at, Math.min(at + CHUNK, tokens.length - 1));
    const outputs = await sequence.controlledEvaluate(
      piece.map((token, index): Parameters<typeof sequence.controlledEvaluate>[0][number] => [
        token,
        {
          generateNext: {
            totalLogitWeight: true,
            logits: { filter: { tokens: [tokens[at + index + 1]!], includeSelected: true } },
          },
        },
      ]),
    );
    for (const [index, output] of outputs.entries()) {
      logs.push(logProbability(output?.next, tokens[at + index + 1]!));
    }
  }
  return logs;
}

/** `next`: what the runtime says of the token after; with the logit of `token` and the sum over the vocabulary. */
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
