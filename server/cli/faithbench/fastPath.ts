import { countDetections, f1 } from "../../core/faithfulness/metrics";
import { makeSourceSet } from "../../core/faithfulness/sourceSet";
import { verifyText } from "../../core/faithfulness/verifyText";
import { mean } from "../../core/report/figures";
import type { FaithfulnessExample, TokenExample } from "../faithfulnessSets";
import { fastVerdicts } from "./judges";

/** Micro F1 of the unsupported class over the data set's own tokens. */
export function tokenF1(examples: readonly TokenExample[]): number | null {
  if (examples.length === 0) return null;
  const predicted: boolean[] = [];
  const truth: boolean[] = [];
  for (const example of examples) {
    const spans = fastVerdicts({ source: example.source, text: example.claim }).flatMap(
      ({ unsupportedSpans }) => unsupportedSpans,
    );
    let from = 0;
    for (const [i, token] of example.tokens.entries()) {
      const at = example.claim.indexOf(token, from);
      const start = at < 0 ? from : at;
      from = start + token.length;
      predicted.push(at >= 0 && spans.some((span) => span.start < from && start < span.end));
      truth.push(example.unsupported[i] ?? false);
    }
  }
  return f1(countDetections(predicted, truth));
}

/** Share of texts in which nothing is found to check. */
export function uncheckableShare(texts: readonly FaithfulnessExample[]): number | null {
  if (texts.length === 0) return null;
  const isUncheckable = (text: FaithfulnessExample): boolean =>
    fastVerdicts(text).every(({ verdict }) => verdict === "uncheckable");
  return mean(texts.map((text) => (isUncheckable(text) ? 1 : 0)));
}

/** Milliseconds for 50 claims against 20,000 words, indexing included and without it. */
export function speed(examples: readonly FaithfulnessExample[]): { cold: number; warm: number } {
  const sources = [...new Set(examples.map(({ source }) => source))];
  let text = "";
  for (const source of sources) {
    if (text.split(/\s+/).length >= 20_000) break;
    text += `${source}\n\n`;
  }
  const source = text
    .split(/(?<=\s)/)
    .slice(0, 20_000)
    .join("");
  const claims = examples.slice(0, 50).map((example) => example.text);
  const set = makeSourceSet([{ location: "source", name: "source", text: source }], []);
  const start = performance.now();
  set.index.evidence("warm", 1);
  const indexed = performance.now();
  for (const claim of claims) verifyText(claim, set);
  const end = performance.now();
  return { cold: end - start, warm: end - indexed };
}
