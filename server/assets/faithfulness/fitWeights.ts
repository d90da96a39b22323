/**
 * Refits server/core/faithfulness/weights.json and prints how it does on documents it has not seen:
 *   npx tsx server/assets/faithfulness/fitWeights.ts DATA_FOLDER
 * Learns from SummEdits, claims-train and posts with a passage removed; never from WiCE, BEGIN or claims-test.
 * Logistic regression, every weight >= 0 (a difference can only speak against a claim); sets and classes weigh alike.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  faithfulnessFolders,
  readClaims,
  readRemoved,
  readSummEdits,
  type FaithfulnessExample,
} from "../../cli/faithfulnessSets";
import { analyseClaim, splitClaims } from "../../core/faithfulness/claim";
import { featureNames, featuresOf } from "../../core/faithfulness/features";
import { inspect } from "../../core/faithfulness/judge";
import { makeSourceSet } from "../../core/faithfulness/sourceSet";
import type { SourceSet } from "../../core/faithfulness/types";
import { MANY, WORST } from "../../core/faithfulness/verifyText";
import { balancedAccuracy, rocAuc } from "../../core/faithfulness/metrics";
import { splitSentences } from "../../core/text/sentences";
import { splitWords } from "../../core/text/words";

const data = process.argv[2];
if (data === undefined) throw new Error("usage: fitFaithfulness.ts DATA_FOLDER");
const { faith, notebench, posts } = faithfulnessFolders(data);
if (notebench === undefined || posts === undefined)
  throw new Error(`${data}: notebench or posts missing`);

/** Weight of a set's examples in all, in units of a SummEdits domain. */
const setWeight: Readonly<Record<string, number>> = { "claims-train": 2, removed: 2 };
const L2 = 2;
const STEPS = 600;
const FOLDS = 5;

interface Row extends FaithfulnessExample {
  /** A vector of features per claim, with 1 for the bias at the end. */
  readonly claims: readonly (readonly number[])[];
}

let last: { source: string; set: SourceSet } | undefined;
const sourceSet = (source: string): SourceSet => {
  if (last?.source !== source) {
    last = { source, set: makeSourceSet([{ location: "s", name: "s", text: source }], []) };
  }
  return last.set;
};

const rows: readonly Row[] = [
  ...readSummEdits(faith),
  ...readClaims(notebench, "train"),
  ...readRemoved(notebench, posts),
].map((example) => {
  const { index } = sourceSet(example.source);
  const { text } = example;
  const claims = splitSentences(text, splitWords(text, text)).flatMap((sentence) =>
    splitClaims(text.slice(sentence.start, sentence.end)).map((span) => {
      const claim = analyseClaim(
        text.slice(sentence.start + span.start, sentence.start + span.end),
      );
      const features = featuresOf(inspect(claim, index), index);
      return [...featureNames.map((name) => features[name]), 1];
    }),
  );
  return { ...example, claims };
});

const size = featureNames.length + 1;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** A text's log-odds and each claim's share in them. */
function pool(logits: readonly number[]): { z: number; shares: readonly number[] } {
  const highest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(WORST * (z - highest)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return {
    z: highest + (Math.log(sum) - MANY * Math.log(logits.length)) / WORST,
    shares: powers.map((power) => power / sum),
  };
}

function fit(train: readonly Row[]): readonly number[] {
  const key = (row: Row): string => `${row.set} ${row.unsupported}`;
  const counts = new Map<string, number>();
  for (const row of train) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  const importance = train.map((row) => (500 / counts.get(key(row))!) * (setWeight[row.set] ?? 1));
  const weights = Array.from({ length: size }, () => 0);
  const first = Array.from({ length: size }, () => 0);
  const second = Array.from({ length: size }, () => 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, i) => (i < size - 1 ? L2 * weight : 0));
    for (const [r, row] of train.entries()) {
      if (row.claims.length === 0) continue;
      const { z, shares } = pool(row.claims.map((claim) => dot(claim, weights)));
      const error = importance[r]! * (sigmoid(z) - (row.unsupported ? 1 : 0));
      for (const [c, claim] of row.claims.entries()) {
        for (let i = 0; i < size; i++) gradient[i]! += error * shares[c]! * claim[i]!;
      }
    }
    const rate = step < STEPS * 0.66 ? 0.03 : 0.01;
    for (let i = 0; i < size; i++) {
      first[i] = 0.9 * first[i]! + 0.1 * gradient[i]!;
      second[i] = 0.999 * second[i]! + 0.001 * gradient[i]! ** 2;
      const move =
        first[i]! / (1 - 0.9 ** step) / (Math.sqrt(second[i]! / (1 - 0.999 ** step)) + 1e-8);
      weights[i]! -= rate * move;
      if (i < size - 1) weights[i] = Math.max(0, weights[i]!);
    }
  }
  return weights;
}

const predict = (weights: readonly number[], row: Row): number =>
  row.claims.length === 0 ? 0 : sigmoid(pool(row.claims.map((claim) => dot(claim, weights))).z);

const hash = (text: string): number => {
  let value = 7;
  for (let i = 0; i < Math.min(400, text.length); i++)
    value = (value * 31 + text.charCodeAt(i)) | 0;
  return Math.abs(value);
};

const unseen = new Map<Row, number>();
for (let fold = 0; fold < FOLDS; fold++) {
  const isOut = (row: Row): boolean => hash(row.group) % FOLDS === fold;
  const weights = fit(rows.filter((row) => !isOut(row)));
  for (const row of rows) if (isOut(row)) unseen.set(row, predict(weights, row));
}
for (const set of new Set(rows.map((row) => row.set))) {
  const part = rows.filter((row) => row.set === set);
  const scores = part.map((row) => unseen.get(row)!);
  const truth = part.map((row) => row.unsupported);
  console.log(
    `${set.padEnd(24)} unseen documents: AUC ${rocAuc(scores, truth).toFixed(3)}, balanced accuracy ${balancedAccuracy(scores, truth).toFixed(3)}`,
  );
}

const weights = fit(rows);
const target = join(__dirname, "..", "..", "core", "faithfulness", "weights.json");
const rounded = (value: number): number => Number(value.toFixed(3));
const shipped = {
  bias: rounded(weights[size - 1]!),
  weights: Object.fromEntries<number>(
    featureNames
      .map((name, i): [string, number] => [name, rounded(weights[i]!)])
      .filter(([, weight]) => weight !== 0),
  ),
};
writeFileSync(target, `${JSON.stringify(shipped, null, 2)}\n`);
console.log(`wrote ${target}`);
