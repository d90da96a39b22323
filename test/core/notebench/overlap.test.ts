import { describe, expect, it } from "vitest";
import { bleuCounts, corpusBleu, tokenize13a } from "../../../server/core/notebench/bleu";
import { rougeL } from "../../../server/core/notebench/rouge";
import recorded from "./recorded.json";

/** What the Python packages said of the same texts; `recorded.json` names their versions. */
describe("overlap as the Python packages measure it", () => {
  it.each(recorded.pairs)("$text", ({ text, reference, rougeL: rouge, bleu, tokens }) => {
    expect(tokenize13a(text).join(" ")).toBe(tokens);
    expect(100 * rougeL(text, reference)).toBeCloseTo(rouge, 2);
    expect(100 * corpusBleu([bleuCounts(text, reference)])).toBeCloseTo(bleu, 2);
  });

  it.each(recorded.corpora)("pairs $from to $to as one corpus", ({ from, to, bleu }) => {
    const counts = recorded.pairs
      .slice(from, to)
      .map(({ text, reference }) => bleuCounts(text, reference));
    expect(100 * corpusBleu(counts)).toBeCloseTo(bleu, 2);
  });

  it("nothing has nothing in common", () => {
    expect(rougeL("", "words")).toBe(0);
    expect(rougeL("words", "")).toBe(0);
    expect(corpusBleu([])).toBe(0);
    expect(corpusBleu([bleuCounts("", "words")])).toBe(0);
  });
});
