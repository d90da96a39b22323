import type { Progress, ServiceResult } from "../../workflows/ports";
import type { EmbeddedModel } from "../embedded/embeddedModel";
import { CHUNK } from "../embedded/engine";
import type { Speed } from "../embedded/messages";
import { openRawLlama, type RawLlamaOptions } from "./rawLlama";

export interface BenchReport {
  readonly threads: { readonly prompt: number; readonly answer: number };
  /** Tokens a second, medians. */
  readonly penprint: TokensASecond;
  /** Absent with the reason why there is no raw figure. */
  readonly raw: TokensASecond | { readonly absent: string };
  /** Penprint's speed of answers divided by raw llama.cpp's, median of the pairs; null without a raw figure. */
  readonly answerRatio: number | null;
  readonly promptRatio: number | null;
  readonly pairs: number;
  readonly firstToken: FirstToken;
}

interface TokensASecond {
  readonly prompt: number;
  readonly answer: number;
}

interface FirstToken {
  /** Milliseconds with nothing evaluated, and with all but `newTokens` of `allTokens`. */
  readonly cold: number;
  readonly warm: number;
  readonly newTokens: number;
  readonly allTokens: number;
  /** `warm / cold` divided by `newTokens / allTokens`: 1 = every new token costs what a token cost cold. */
  readonly ratio: number;
  /** Tokens of the prompt that the second candidate had to evaluate. */
  readonly secondCandidate: number;
}

const PROMPT_TOKENS = 256;
const ANSWER_TOKENS = 64;

/** Measures the runner against raw llama.cpp, turn by turn, and what the reuse of a prefix is worth. */
export async function benchModel(
  model: EmbeddedModel,
  pairs: number,
  rawOptions: Omit<RawLlamaOptions, "loaded" | "piece">,
  progress: Progress,
): Promise<ServiceResult<BenchReport>> {
  const { signal } = rawOptions;
  const loaded = await model.load(signal);
  if (loaded.kind === "failed") return loaded;
  const opened = await openRawLlama({ ...rawOptions, loaded: loaded.value, piece: CHUNK });
  const raw = opened.kind === "ok" ? opened.value : undefined;
  const own: Speed[] = [];
  const theirs: Speed[] = [];
  try {
    // The first round of each warms caches and is not counted. Both go first equally often.
    for (let round = 0; round <= pairs; round++) {
      progress(round, pairs + 1, "pairs");
      const before = round % 2 === 0 ? await raw?.speed(PROMPT_TOKENS, ANSWER_TOKENS) : undefined;
      const measured = await model.speed(PROMPT_TOKENS, ANSWER_TOKENS, signal);
      if (measured.kind === "failed") return measured;
      const reference = before ?? (await raw?.speed(PROMPT_TOKENS, ANSWER_TOKENS));
      if (round === 0) continue;
      own.push(measured.value);
      if (reference !== undefined) theirs.push(reference);
    }
  } finally {
    raw?.close();
  }
  const firstToken = await firstTokenTimes(model, signal);
  if (firstToken.kind === "failed") return firstToken;
  const ratio = (of: keyof Speed): number | null =>
    raw === undefined ? null : median(own.map((speed, i) => theirs[i]![of] / speed[of]));
  const { promptThreads, answerThreads } = loaded.value;
  return {
    kind: "ok",
    value: {
      threads: { prompt: promptThreads, answer: answerThreads },
      penprint: speeds(own),
      raw: opened.kind === "ok" ? speeds(theirs) : { absent: opened.why },
      answerRatio: ratio("answerSeconds"),
      promptRatio: ratio("promptSeconds"),
      pairs,
      firstToken: firstToken.value,
    },
  };
}

function speeds(measured: readonly Speed[]): TokensASecond {
  return {
    prompt: PROMPT_TOKENS / median(measured.map(({ promptSeconds }) => promptSeconds)),
    answer: ANSWER_TOKENS / median(measured.map(({ answerSeconds }) => answerSeconds)),
  };
}

const text = "The harbour wall was mended in the spring, and the boats came back one by one. ";
const more =
  "Then somebody asked who would paint the doors of the sheds before the summer, and how.";

/** A long prompt from nothing, then the same with some more at its end; the middle one of five rounds. */
async function firstTokenTimes(
  model: EmbeddedModel,
  signal: AbortSignal,
): Promise<ServiceResult<FirstToken>> {
  const rounds: FirstToken[] = [];
  for (let round = 0; round < 5; round++) {
    const base = `${round}. ${text.repeat(40)}`;
    const ask = (content: string) =>
      model.generate({
        messages: [{ role: "user", content }],
        answerLike: "",
        samples: [0, 1].map((seed) => ({ seed, temperature: seed })),
        signal,
      });
    const cold = await ask(base);
    if (cold.kind === "failed") return cold;
    const warm = await ask(base + more.repeat(3));
    if (warm.kind === "failed") return warm;
    const [before] = cold.value;
    const [after, second] = warm.value;
    const allTokens = after!.evaluated + after!.reused;
    // Cold time for as many tokens as the warm prompt has.
    const coldTime = (before!.first * allTokens) / (before!.evaluated || 1);
    rounds.push({
      cold: coldTime,
      warm: after!.first,
      newTokens: after!.evaluated,
      allTokens,
      ratio: after!.first / coldTime / (after!.evaluated / allTokens),
      secondCandidate: second!.evaluated,
    });
  }
  return { kind: "ok", value: rounds.sort((a, b) => a.ratio - b.ratio)[2]! };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
