import type { EmbeddedModel } from "../../server/models/embedded/embeddedModel";
import { openModel, value } from "../modelDependent/openModel";
import type { EffectRow } from "./trainer";

interface Text {
  readonly context: string;
  readonly text: string;
}

export interface Agreement {
  /** Of the two runtimes' effects, over all tokens. */
  readonly correlation: number;
  /** Mean absolute difference of the effects, as a share of their mean absolute size in PyTorch. */
  readonly difference: number;
  /** Mean absolute effect in PyTorch, in nats. */
  readonly effect: number;
}

/** An export is right when llama.cpp does with the adapter what PEFT does. */
export const agrees = ({ correlation, difference }: Agreement): boolean =>
  correlation >= 0.98 && difference <= 0.1;

/** Where nothing is quantised, one module of two hundred that is left out shows. */
export const agreesClosely = ({ correlation, difference }: Agreement): boolean =>
  correlation >= 0.9999 && difference <= 0.005;

/** Logarithms of the probability of every token of the texts, as the product computes them. */
export async function logProbabilities(
  base: string,
  adapter: string | null,
  texts: readonly Text[],
): Promise<readonly (readonly number[])[]> {
  const model: EmbeddedModel = openModel(base, { adapter });
  const all: (readonly number[])[] = [];
  for (const { context, text } of texts) all.push(value(await model.logProbability(context, text)));
  model.dispose();
  return all;
}

export function compare(
  torch: readonly EffectRow[],
  without: readonly (readonly number[])[],
  with_: readonly (readonly number[])[],
): Agreement {
  const expected = torch.flatMap((row) => row.with.map((log, at) => log - row.without[at]!));
  const found = with_.flatMap((row, index) => row.map((log, at) => log - without[index]![at]!));
  if (expected.length !== found.length) {
    throw new Error(`${expected.length} tokens in PyTorch, ${found.length} in llama.cpp`);
  }
  const effect = mean(expected.map(Math.abs));
  return {
    correlation: correlationOf(expected, found),
    difference: mean(expected.map((value, at) => Math.abs(value - found[at]!))) / effect,
    effect,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlationOf(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const product = (as: readonly number[], ma: number, bs: readonly number[], mb: number): number =>
    as.reduce((sum, a, at) => sum + (a - ma) * (bs[at]! - mb), 0);
  return product(xs, mx, ys, my) / Math.sqrt(product(xs, mx, xs, mx) * product(ys, my, ys, my));
}
