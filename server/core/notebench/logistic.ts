import { shuffled } from "../style/random";

/** Feature numbers and their values. */
export interface Sparse {
  readonly at: Int32Array;
  readonly value: Float64Array;
}

export interface Logistic {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface Example {
  readonly features: Sparse;
  readonly own: boolean;
}

const EPOCHS = 5;
const RATE = 0.2;
/** Strength of the pull to zero, per example. */
const DECAY = 1e-4;

/** Logistic regression, both classes weighing alike, by AdaGrad over the examples in an order that `seed` sets. */
export function fitLogistic(examples: readonly Example[], size: number, seed: number): Logistic {
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-8);
  let bias = 0;
  let biasSquares = 1e-8;
  const own = examples.filter((example) => example.own).length;
  const weightOf = (isOwn: boolean): number =>
    examples.length / (2 * (isOwn ? own : examples.length - own));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, own: isOwn } of shuffled(examples, seed + epoch)) {
      const { at, value } = features;
      const probability = 1 / (1 + Math.exp(-logitOf(features, { weights, bias })));
      const error = (probability - (isOwn ? 1 : 0)) * weightOf(isOwn);
      for (let i = 0; i < at.length; i++) {
        const j = at[i]!;
        const gradient = error * value[i]! + DECAY * weights[j]!;
        squares[j]! += gradient * gradient;
        weights[j]! -= (RATE * gradient) / Math.sqrt(squares[j]!);
      }
      biasSquares += error * error;
      bias -= (RATE * error) / Math.sqrt(biasSquares);
    }
  }
  return { weights, bias };
}

export function logitOf({ at, value }: Sparse, { weights, bias }: Logistic): number {
  let sum = bias;
  for (let i = 0; i < at.length; i++) sum += weights[at[i]!]! * value[i]!;
  return sum;
}
