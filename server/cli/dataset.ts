import type { Command } from "commander";
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { learnOwnNotes } from "../composition/ownNotes";
import { plannersOf } from "../composition/planners";
import type { DatasetReport } from "../core/learning/dataset";
import type { Decision } from "../core/learning/decision";
import { adapterFolder } from "../storage/adapterStore";
import { readDecisions } from "../storage/captureLines";
import { captureLogFile } from "../storage/captureLog";
import { DatasetFolder } from "../storage/datasetFolder";
import { assetsFolder } from "../storage/installation";
import { writeProfile } from "../storage/profileStore";
import { BadSettledNotes, SettledNotes } from "../storage/settledNotes";
import { buildDataset, type OwnNotes } from "../workflows/buildDataset";
import { badInput, contextOf, type CommandContext } from "./context";
import { write } from "./jsonl";
import { ProgressBar } from "./progress";
import { complain, print } from "./output";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty"),
  out: z.string(),
  log: z.string().optional(),
  notes: z.array(z.string()).default([]),
  strike: z.array(z.string()).default([]),
  format: z.enum(["text", "json"], "--format: text or json"),
});
type Options = z.infer<typeof optionsSchema>;

/** `dataset build`: rows to train on and to measure on, from decisions and notes. */
export function datasetCommand(program: Command): void {
  program
    .command("dataset")
    .description("rows to train on")
    .command("build")
    .description("rows from decisions and notes, readable, split by note")
    .requiredOption("--author <name>", "whose notes they are")
    .requiredOption("--out <dir>", "where the files go")
    .option("--log <file>", "another log than the one in the data folder")
    .option("--notes <path...>", "files and folders of the author, for pairs that a planner makes")
    .option("--strike <id...>", "rows that are not wanted: added to struck.txt")
    .option("--format <format>", "text or json", "text")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await build(options.data, contextOf(command));
    });
}

async function build(options: Options, context: CommandContext): Promise<void> {
  const out = resolve(options.out);
  if (existsSync(out) && !statSync(out).isDirectory()) {
    throw badInput(`--out ${options.out} is a file: name a folder.`);
  }
  const missing = options.notes.find((path) => !existsSync(path));
  if (missing !== undefined) throw badInput(`${missing} does not exist: name files or folders.`);
  const { decisions, broken } = await decisionsOf(options, context);
  const folder = new DatasetFolder(out);
  await folder.strike(options.strike);
  const own = await ownNotes(options, decisions, context);
  const { neutraliser } = own === undefined ? {} : await plannersOf(context.settings, "");
  if (own !== undefined && neutraliser !== undefined) {
    context.note(`The author's passages go to ${neutraliser.name} to have their voice taken off.`);
  }
  const bar = new ProgressBar(context, "passages");
  try {
    const settled = new SettledNotes(
      join(adapterFolder(context.dataFolder, options.author), "notes.json"),
    );
    const dataset = await buildDataset({
      decisions,
      own,
      neutraliser,
      neutrals: await folder.neutrals(),
      template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
      settle: (work) => settled.update(work),
      struck: await folder.struck(),
      signal: context.signal,
      progress: bar.report,
    });
    await folder.write(dataset);
    if (own !== undefined) await writeProfile(folder.file("profile.json"), own.profile);
    bar.stop();
    if (options.format === "json") await write(dataset.report);
    else print(asText(dataset.report, out));
  } catch (error) {
    if (error instanceof BadSettledNotes) throw badInput(error.message);
    throw error;
  } finally {
    bar.stop();
  }
  if (broken > 0) {
    throw badInput(
      `Lines of the log that cannot be read were skipped: ${broken}. They stay there.`,
    );
  }
}

async function decisionsOf(
  { log }: Options,
  { dataFolder }: CommandContext,
): Promise<{ readonly decisions: readonly Decision[]; readonly broken: number }> {
  const file = log === undefined ? captureLogFile(dataFolder) : resolve(log);
  if (log !== undefined && !existsSync(file)) throw badInput(`${log} does not exist.`);
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw badInput(`${file} is a folder: name a log file.`);
  }
  const { decisions, problems } = await readDecisions(file);
  for (const { line, why } of problems) complain(`${file}:${line}: ${why}`);
  return { decisions, broken: problems.length };
}

async function ownNotes(
  { author, notes }: Options,
  decisions: readonly Decision[],
  context: CommandContext,
): Promise<OwnNotes | undefined> {
  if (notes.length === 0) return undefined;
  const bar = new ProgressBar(context, "notes");
  try {
    const learned = await learnOwnNotes({
      author,
      folders: notes.map((path) => resolve(path)),
      dataFolder: context.dataFolder,
      settings: context.settings,
      decisions,
      signal: context.signal,
      progress: bar.report,
    });
    if (learned.kind === "failed") throw badInput(`${learned.why} ${learned.userAction}`);
    return learned.value;
  } finally {
    bar.stop();
  }
}

function asText({ counts, holdout, scrubbed, leftOut, notes }: DatasetReport, out: string): string {
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
  return [
    `${counts.sft} pairs and ${counts.preference} preferences to train on, ${holdout.pairs} pairs of ${holdout.notes} notes held out -> ${out}`,
    ...section(
      "From",
      Object.entries(counts.sources).map(([source, count]) => `${source}: ${count}`),
    ),
    ...section(
      "Replaced by placeholders",
      Object.entries(scrubbed).map(([kind, count]) => `${kind}: ${count}`),
    ),
    ...section(
      "Left out",
      leftOut.map(({ why, count }) => `${count} x ${why}`),
    ),
    ...(notes.length === 0 ? [] : ["", ...notes]),
    "",
    "Read the rows before training on them; --strike ID, or its id in struck.txt, leaves one out for good.",
    "",
  ].join("\n");
}
