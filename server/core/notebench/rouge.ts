/** Words as the Python package `rouge-score` sees them without stemming: runs of ASCII letters and digits, lower case. */
const tokensOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** ROUGE-L F1 in [0, 1] of a text against what it should be (Lin 2004), as `rouge-score` computes `rougeL`. */
export function rougeL(text: string, reference: string): number {
  const found = tokensOf(text);
  const wanted = tokensOf(reference);
  const common = longestCommon(found, wanted);
  if (common === 0) return 0;
  const precision = common / found.length;
  const recall = common / wanted.length;
  return (2 * precision * recall) / (precision + recall);
}

/** Length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint32Array(b.length + 1);
  for (const token of a) {
    const row = new Uint32Array(b.length + 1);
    for (const [j, other] of b.entries()) {
      row[j + 1] = token === other ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!);
    }
    above = row;
  }
  return above[b.length]!;
}
