import type { Command } from "commander";
import { join, resolve } from "node:path";
import {
  meanAccuracy,
  setReportOf,
  type FaithfulnessReport,
  type SetReport,
} from "../core/faithbench/report";
import { asSvg } from "../core/faithbench/svg";
import { asMarkdown } from "../core/faithbench/text";
import { contextOf, type CommandContext } from "./context";
import { speed, tokenF1, uncheckableShare } from "./faithbench/fastPath";
import { judges } from "./faithbench/judges";
import {
  faithfulnessFolders,
  readBegin,
  readClaims,
  readOpinions,
  readSummEdits,
  readWice,
  readWiceTokens,
} from "./faithfulnessSets";
import { textOrJson } from "./options";
import { asJson, writeReportFiles } from "./reportFiles";

interface Options {
  readonly data: string;
  readonly out?: string;
  readonly format: string;
}

/** `bench faithfulness --data DIR`: the quality of `verify --fast`. Run on data that nothing was fitted on, save where said. */
export function benchFaithfulnessCommand(bench: Command): void {
  bench
    .command("faithfulness")
    .description(
      "how well unsupported texts are told from supported ones, beside lexical baselines",
    )
    .requiredOption("--data <dir>", "the folder that holds the data sets")
    .option(
      "--out <dir>",
      "also write faithfulness.json, faithfulness.md and faithfulness.svg there",
    )
    .addOption(textOrJson())
    .action(async ({ data, out, format }: Options, command: Command) => {
      const report = measure(data, contextOf(command));
      process.stdout.write(format === "json" ? asJson(report) : asMarkdown(report));
      if (out === undefined) return;
      const folder = resolve(out);
      await writeReportFiles(folder, {
        "faithfulness.json": asJson(report),
        "faithfulness.md": `${asMarkdown(report)}\n![AUC by set and kind of error](faithfulness.svg)\n`,
        "faithfulness.svg": asSvg(report),
      });
      if (format === "text") process.stdout.write(`\n${join(folder, "faithfulness.md")}\n`);
    });
}

function measure(data: string, context: CommandContext): FaithfulnessReport {
  const { faith, notebench } = faithfulnessFolders(data);
  const examples = [
    ...readWice(faith),
    ...readSummEdits(faith),
    ...readBegin(faith),
    ...(notebench === undefined
      ? []
      : [...readClaims(notebench, "train"), ...readClaims(notebench, "test")]),
  ];
  const sets = [...new Set(examples.map(({ set }) => set))].map((set): SetReport => {
    context.note(`measuring ${set}`);
    const texts = examples.filter((example) => example.set === set);
    const outputs = judges.map((judge) => {
      context.signal.throwIfAborted();
      return judge(texts);
    });
    return setReportOf(set, texts, outputs);
  });
  return {
    version: 1,
    sets,
    summEditsMean: meanAccuracy(sets, "summedits"),
    wiceTokenF1: tokenF1(readWiceTokens(faith)),
    opinionsUncheckable: uncheckableShare(
      notebench === undefined ? [] : readOpinions(notebench, "test"),
    ),
    speed: speed(examples),
  };
}
