/** First and last index of a run of words. */
export interface WordRun {
  readonly from: number;
  readonly to: number;
}

/**
 * The run of `there` that becomes `words` with the fewest words changed, left out or put in (Sellers 1980). Of equals the
 * one nearest in length: a changed last word stands for the other, it is not cut off. `there` must not be empty.
 */
export function bestRun(words: readonly string[], there: readonly string[]): WordRun {
  /** Of each place: the least cost of a run that ends before it, and where that run starts. */
  let costs: number[] = Array.from({ length: there.length + 1 }, () => 0);
  let starts: number[] = costs.map((_, i) => i);
  for (const word of words) {
    const nextCosts = [costs[0]! + 1];
    const nextStarts = [0];
    for (let i = 1; i <= there.length; i++) {
      const changed = costs[i - 1]! + (word === there[i - 1] ? 0 : 1);
      const putIn = costs[i]! + 1;
      const leftOut = nextCosts[i - 1]! + 1;
      const least = Math.min(changed, putIn, leftOut);
      nextCosts.push(least);
      nextStarts.push(
        changed === least ? starts[i - 1]! : leftOut === least ? nextStarts[i - 1]! : starts[i]!,
      );
    }
    costs = nextCosts;
    starts = nextStarts;
  }
  let end = 1;
  for (let i = 1; i <= there.length; i++) {
    const distance = (at: number): number => Math.abs(at - starts[at]! - words.length);
    if (costs[i]! < costs[end]! || (costs[i] === costs[end] && distance(i) < distance(end)))
      end = i;
  }
  return { from: Math.min(starts[end]!, end - 1), to: end - 1 };
}
