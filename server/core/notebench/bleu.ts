const ORDERS = [1, 2, 3, 4] as const;

/** What one pair of texts adds to a corpus BLEU: sums of such counts are the corpus's. */
export interface BleuCounts {
  /** Matching and all n-grams of the text, n from 1 to 4. */
  readonly correct: readonly number[];
  readonly total: readonly number[];
  readonly length: number;
  readonly referenceLength: number;
}

/** The tokenizer `13a` of the Python package `sacrebleu`, which is that of mteval-v13a. */
export function tokenize13a(text: string): readonly string[] {
  const line = text
    .replaceAll("<skipped>", "")
    .replaceAll("-\n", "")
    .replaceAll("\n", " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  return ` ${line} `
    .replace(/([{-~[-` -&(-+:-@/])/g, " $1 ")
    .replace(/([^0-9])([.,])/gu, "$1 $2 ")
    .replace(/([.,])([^0-9])/gu, " $1 $2")
    .replace(/([0-9])(-)/g, "$1 $2 ")
    .split(/\s+/)
    .filter((token) => token !== "");
}

export function bleuCounts(text: string, reference: string): BleuCounts {
  const found = tokenize13a(text);
  const wanted = tokenize13a(reference);
  return {
    correct: ORDERS.map((n) => {
      const allowed = gramsOf(wanted, n);
      let correct = 0;
      for (const [gram, times] of gramsOf(found, n)) {
        correct += Math.min(times, allowed.get(gram) ?? 0);
      }
      return correct;
    }),
    total: ORDERS.map((n) => Math.max(0, found.length - n + 1)),
    length: found.length,
    referenceLength: wanted.length,
  };
}

function gramsOf(tokens: readonly string[], n: number): ReadonlyMap<string, number> {
  const grams = new Map<string, number>();
  for (let at = 0; at + n <= tokens.length; at++) {
    const gram = tokens.slice(at, at + n).join(" ");
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

/** Corpus BLEU-4 in [0, 1] with `sacrebleu`'s defaults: exponential smoothing, brevity penalty. */
export function corpusBleu(counts: readonly BleuCounts[]): number {
  const correct = [0, 0, 0, 0];
  const total = [0, 0, 0, 0];
  let length = 0;
  let referenceLength = 0;
  for (const one of counts) {
    for (let n = 0; n < ORDERS.length; n++) {
      correct[n]! += one.correct[n]!;
      total[n]! += one.total[n]!;
    }
    length += one.length;
    referenceLength += one.referenceLength;
  }
  if (correct.every((n) => n === 0) || total.some((n) => n === 0)) return 0;
  let halved = 1;
  let logs = 0;
  for (let n = 0; n < ORDERS.length; n++) {
    if (correct[n] === 0) halved *= 2;
    logs += Math.log((correct[n] === 0 ? 1 / halved : correct[n]!) / total[n]!);
  }
  const brevity = length < referenceLength ? Math.exp(1 - referenceLength / length) : 1;
  return brevity * Math.exp(logs / ORDERS.length);
}
