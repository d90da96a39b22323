/** Area under the ROC curve: the chance that a positive scores above a negative; ties count half. */
export function rocAuc(scores: readonly number[], truth: readonly boolean[]): number {
  const order = scores
    .map((score, i) => ({ score, positive: truth[i]! }))
    .sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && order[j]!.score === order[i]!.score) j++;
    for (let k = i; k < j; k++) {
      if (!order[k]!.positive) continue;
      rankSum += (i + j + 1) / 2;
      positives++;
    }
    i = j;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean of the shares of positives at or above `threshold` and of negatives below it. */
export function balancedAccuracy(
  scores: readonly number[],
  truth: readonly boolean[],
  threshold = 0.5,
): number {
  const share = (positive: boolean): number => {
    const part = scores.filter((_, i) => truth[i] === positive);
    return part.filter((score) => score >= threshold === positive).length / part.length;
  };
  return (share(true) + share(false)) / 2;
}

export interface DetectionCounts {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly positives: number;
  readonly negatives: number;
}

export const countDetections = (
  flagged: readonly boolean[],
  truth: readonly boolean[],
): DetectionCounts => ({
  hits: flagged.filter((flag, i) => flag && truth[i] === true).length,
  falseAlarms: flagged.filter((flag, i) => flag && truth[i] === false).length,
  positives: truth.filter(Boolean).length,
  negatives: truth.filter((value) => !value).length,
});

export function f1({ hits, falseAlarms, positives }: DetectionCounts): number {
  return hits === 0 ? 0 : (2 * hits) / (hits + falseAlarms + positives);
}
