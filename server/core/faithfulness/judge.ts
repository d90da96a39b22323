import { align } from "./alignment";
import { checkAttachment } from "./checks/attachmentCheck";
import { findFreshWords } from "./checks/freshWords";
import { checkNames } from "./checks/nameCheck";
import { checkPolarity } from "./checks/polarityCheck";
import { checkQuantities } from "./checks/quantityCheck";
import { checkQuotations } from "./checks/quotationCheck";
import type { Claim } from "./claim";
import { featureNames, type Features, type Findings } from "./features";
import type { SourceIndex } from "./sourceIndex";
import model from "./weights.json";

/** Lays a claim beside its sources and runs every check. */
export function inspect(claim: Claim, index: SourceIndex): Findings {
  const alignment = align(claim, index);
  return {
    claim,
    alignment,
    quantities: checkQuantities(claim, alignment, index),
    names: checkNames(claim, alignment, index),
    quotations: checkQuotations(claim, index),
    polarity: checkPolarity(claim, alignment, index),
    fresh: findFreshWords(claim, alignment, index),
    attachment: checkAttachment(claim, index),
  };
}

interface Weights {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

const shippedWeights: Weights = model;

/** Probability that the sources do not carry the claim: logistic regression, fitted by server/assets/faithfulness/fitWeights.ts. */
export function probability(features: Features, weights: Weights = shippedWeights): number {
  let z = weights.bias;
  for (const name of featureNames) z += (weights.weights[name] ?? 0) * features[name];
  return 1 / (1 + Math.exp(-z));
}
