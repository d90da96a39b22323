import { makeSourceSet } from "../core/faithfulness/sourceSet";
import type { SourceSet } from "../core/faithfulness/types";
import type { BenchItem, BenchOutput } from "../core/notebench/types";
import type { StyleView } from "../core/style/types";
import { draftOf } from "../core/notebench/scoreOutput";
import { answerOf, copied, type BenchAnswer, type SystemName } from "./benchSystems";
import { extractiveArticle } from "./extractiveArticle";
import type { Progress, Stylist } from "./ports";

/** An item's output as it is kept, so that a second run need not make it again. */
export interface KeptOutput extends BenchOutput {
  readonly system: SystemName;
  /** Equal for outputs that would be made of the same things. */
  readonly key: string;
  readonly id: string;
  /** See `BenchAnswer.raw`. */
  readonly raw?: Pick<BenchOutput, "text" | "refused"> | undefined;
}

export interface KeptOutputs {
  get(key: string): KeptOutput | undefined;
  /** Resolves once it is in the file. */
  add(output: KeptOutput): Promise<void>;
}

export interface SystemRun {
  readonly system: SystemName;
  readonly items: readonly BenchItem[];
  readonly keyOf: (item: BenchItem) => string;
  /** The author without the item's post. */
  readonly viewOf: (item: BenchItem) => Promise<StyleView>;
  /** Opened when the first output has to be made; absent for systems without a model. */
  readonly stylist?: (() => Promise<Stylist>) | undefined;
  readonly candidates: number;
  readonly seed: number;
  readonly kept: KeptOutputs;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Every item's output, in order: kept ones as they are, the others made now. */
export async function runSystem(run: SystemRun): Promise<readonly KeptOutput[]> {
  const outputs: KeptOutput[] = [];
  for (const [i, item] of run.items.entries()) {
    run.signal.throwIfAborted();
    run.progress(i, run.items.length, `${run.system}: ${item.author}`);
    const key = run.keyOf(item);
    let output = run.kept.get(key);
    if (output === undefined) {
      output = { system: run.system, key, id: item.id, ...(await outputOf(run, item)) };
      await run.kept.add(output);
    }
    outputs.push(output);
  }
  run.progress(run.items.length, run.items.length, run.system);
  return outputs;
}

async function outputOf(run: SystemRun, item: BenchItem): Promise<BenchAnswer & BenchOutput> {
  const { system, candidates, seed, signal } = run;
  if (system === "copy") return { ...copied(draftOf(item)), seconds: 0 };
  const style = await run.viewOf(item);
  const stylist = await run.stylist?.();
  const started = performance.now();
  const answer =
    system === "extractive"
      ? await extractiveArticle(item, style, signal)
      : await recordedDraft(item, (neutral, sources) =>
          answerOf(system, { neutral, style, stylist, candidates, seed, sources, signal }),
        );
  return { ...answer, seconds: Math.round(performance.now() - started) / 1000 };
}

async function recordedDraft(
  { parts, sources }: BenchItem,
  restyle: (neutral: string, sources: SourceSet | undefined) => Promise<BenchAnswer>,
): Promise<BenchAnswer> {
  const texts = sources.map((text, i) => ({ location: `facts ${i}`, name: `facts ${i}`, text }));
  const set = texts.length === 0 ? undefined : makeSourceSet(texts, []);
  const answers: BenchAnswer[] = [];
  for (const neutral of parts) {
    answers.push(await restyle(neutral, set));
    await new Promise((done) => setImmediate(done)); // lets an interrupt in
  }
  return joined(answers);
}

/** Sections as one text; it is accepted where every one of them is. */
function joined(answers: readonly BenchAnswer[]): BenchAnswer {
  const [first] = answers;
  if (first !== undefined && answers.length === 1) return first;
  const raws = answers.flatMap(({ raw }) => (raw === undefined ? [] : [raw]));
  const origins = [...new Set(answers.map(({ origin }) => origin))];
  return {
    text: answers.map(({ text }) => text).join("\n\n"),
    accepted: answers.some(({ accepted }) => accepted === null)
      ? null
      : answers.every(({ accepted }) => accepted === true),
    origin: origins.length === 1 ? origins[0]! : "mixed",
    refused: answers.some(({ refused }) => refused),
    ...(raws.length < answers.length
      ? {}
      : {
          raw: {
            text: raws.map(({ text }) => text).join("\n\n"),
            refused: raws.some(({ refused }) => refused),
          },
        }),
  };
}
