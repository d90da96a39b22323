import type { Command } from "commander";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { balancedAccuracy, countDetections, f1, rocAuc } from "../core/faithfulness/metrics";
import { makeSourceSet } from "../core/faithfulness/sourceSet";
import type { ClaimVerdict, SourceSet } from "../core/faithfulness/types";
import { unsupportedProbability, verifyText } from "../core/faithfulness/verifyText";
import { contextOf, type CommandContext } from "./context";
import { textOrJson } from "./options";
import {
  faithfulnessFolders,
  readBegin,
  readClaims,
  readOpinions,
  readSummEdits,
  readWice,
  readWiceTokens,
  type FaithfulnessExample,
  type TokenExample,
} from "./faithfulnessSets";

interface SetReport {
  readonly set: string;
  readonly texts: number;
  readonly unsupportedShare: number;
  readonly auc: number;
  readonly balancedAccuracy: number;
  readonly flagged: {
    readonly precision: number;
    readonly recall: number;
    readonly falseFlags: number;
  };
  /** Share of each kind that is scored unsupported. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** `bench faithfulness --data DIR`: the quality of `verify --fast`. Run on data that nothing was fitted on, save where said. */
export function benchFaithfulnessCommand(bench: Command): void {
  bench
    .command("faithfulness")
    .description("how well unsupported texts are told from supported ones")
    .requiredOption("--data <dir>", "the folder that holds the data sets")
    .option("--out <dir>", "also write faithfulness.json and faithfulness.md there")
    .addOption(textOrJson())
    .action(async (options: { data: string; out?: string; format: string }, command: Command) => {
      const report = measure(options.data, contextOf(command));
      const markdown = asMarkdown(report);
      const json = `${JSON.stringify(report, null, 2)}\n`;
      process.stdout.write(options.format === "json" ? json : markdown);
      if (options.out === undefined) return;
      await mkdir(options.out, { recursive: true });
      await writeFile(join(options.out, "faithfulness.json"), json);
      await writeFile(join(options.out, "faithfulness.md"), markdown);
    });
}

interface Report {
  readonly sets: readonly SetReport[];
  readonly summEditsMean: number | null;
  readonly wiceTokenF1: number | null;
  readonly opinionsUncheckable: number | null;
  /** Milliseconds for 50 claims against 20,000 words, indexing included and without it. */
  readonly speed: { readonly cold: number; readonly warm: number };
}

function measure(data: string, context: CommandContext): Report {
  const { faith, notebench } = faithfulnessFolders(data);
  const examples = [
    ...readWice(faith),
    ...readSummEdits(faith),
    ...readBegin(faith),
    ...(notebench === undefined
      ? []
      : [...readClaims(notebench, "train"), ...readClaims(notebench, "test")]),
  ];
  const sets = [...new Set(examples.map(({ set }) => set))].map((set) => {
    context.signal.throwIfAborted();
    context.note(`measuring ${set}`);
    return reportOf(
      set,
      examples.filter((example) => example.set === set),
    );
  });
  const domains = sets.filter(({ set }) => set.startsWith("summedits"));
  const opinions = notebench === undefined ? [] : readOpinions(notebench, "test");
  return {
    sets,
    summEditsMean: domains.length === 0 ? null : mean(domains.map((set) => set.balancedAccuracy)),
    wiceTokenF1: tokenF1(readWiceTokens(faith)),
    opinionsUncheckable:
      opinions.length === 0
        ? null
        : mean(
            opinions.map((o) =>
              judge(o).every(({ verdict }) => verdict === "uncheckable") ? 1 : 0,
            ),
          ),
    speed: speed(examples),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

let last: { readonly text: string; readonly set: SourceSet } | undefined;

function judge({ source, text }: { source: string; text: string }): readonly ClaimVerdict[] {
  if (last?.text !== source) {
    const texts = [{ location: "source", name: "source", text: source }];
    last = { text: source, set: makeSourceSet(texts, []) };
  }
  return verifyText(text, last.set);
}

function reportOf(set: string, examples: readonly FaithfulnessExample[]): SetReport {
  const verdicts = examples.map(judge);
  const scores = verdicts.map(unsupportedProbability);
  const truth = examples.map(({ unsupported }) => unsupported);
  const flags = verdicts.map((claims) => claims.some(({ flagged }) => flagged));
  const { hits, falseAlarms, positives, negatives } = countDetections(flags, truth);
  const kinds = [...new Set(examples.map(({ kind }) => kind))].sort();
  return {
    set,
    texts: examples.length,
    unsupportedShare: positives / examples.length,
    auc: rocAuc(scores, truth),
    balancedAccuracy: balancedAccuracy(scores, truth),
    flagged: {
      precision: hits / Math.max(1, hits + falseAlarms),
      recall: hits / Math.max(1, positives),
      falseFlags: falseAlarms / Math.max(1, negatives),
    },
    kinds: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        mean(
          scores
            .filter((_, i) => examples[i]!.kind === kind)
            .map((score) => (score >= 0.5 ? 1 : 0)),
        ),
      ]),
    ),
  };
}

/** Micro F1 of the unsupported class over the data set's own tokens. */
function tokenF1(examples: readonly TokenExample[]): number | null {
  if (examples.length === 0) return null;
  const predicted: boolean[] = [];
  const truth: boolean[] = [];
  for (const example of examples) {
    const spans = judge({ source: example.source, text: example.claim }).flatMap(
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

function speed(examples: readonly FaithfulnessExample[]): { cold: number; warm: number } {
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

function asMarkdown(report: Report): string {
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  const rows = report.sets.map(
    (set) =>
      `| ${set.set} | ${set.texts} | ${percent(set.unsupportedShare)} | ${set.auc.toFixed(3)} | ${set.balancedAccuracy.toFixed(3)} | ${percent(set.flagged.precision)} | ${percent(set.flagged.recall)} | ${percent(set.flagged.falseFlags)} |`,
  );
  const kinds = report.sets
    .filter(({ set }) => set.startsWith("claims") || set === "wice")
    .map(
      ({ set, kinds: found }) =>
        `- ${set}: ${Object.entries(found)
          .map(([kind, share]) => `${kind} ${percent(share)}`)
          .join(", ")}`,
    );
  const optional = (value: number | null): string =>
    value === null ? "not measured" : value.toFixed(3);
  return [
    "| set | texts | unsupported | ROC-AUC | balanced accuracy at 0.5 | flagged: right | recall | supported texts flagged |",
    "|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
    `SummEdits, mean balanced accuracy over domains: ${optional(report.summEditsMean)}`,
    `WiCE, token F1: ${optional(report.wiceTokenF1)}`,
    `Opinions found uncheckable: ${optional(report.opinionsUncheckable)}`,
    `50 claims against 20,000 words: ${Math.round(report.speed.cold)} ms with indexing, ${Math.round(report.speed.warm)} ms without`,
    "",
    "Scored unsupported, by kind:",
    ...kinds,
    "",
  ].join("\n");
}
