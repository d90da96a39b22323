import type { Command } from "commander";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { readBaseline, writeBaseline, type Baseline } from "../storage/baselineFile";
import { DiskNotes } from "../storage/noteFiles";
import type { CheckedFile } from "./check/checkedFile";
import type { CheckTerms } from "./check/checkNamed";
import { baselineOf, KnownFindings } from "./check/known";
import { checkOptionsSchema, withCheckOptions, type CheckOptions } from "./check/options";
import { reporters, writeSarif } from "./check/reporters";
import { badInput, CommandError, contextOf, type CommandContext } from "./context";

/** `check PATH...`: the editor's diagnostics on a terminal, for scripts and continuous integration. */
export function checkCommand(program: Command): void {
  const command = program
    .command("check")
    .description("check notes: against how their author writes, and against their sources")
    .argument("[path...]", "Markdown files and folders (with --changed: the working folder)");
  withCheckOptions(command).action((paths: string[], raw: unknown, command: Command) => {
    const options = checkOptionsSchema.safeParse(raw);
    if (!options.success) throw badInput(z.prettifyError(options.error));
    return check(paths, options.data, contextOf(command));
  });
}

async function check(
  given: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<void> {
  refuseContradictions(given, options);
  const paths = given.length === 0 ? ["."] : given;
  const known = await knownFindings(options);
  const { checkFiles, jobsFor } = await import("./check/checkFiles");
  const { named, onChangedLines } = await notesOf(paths, options, context);
  const reporter = await reporters[options.format]();
  const files: CheckedFile[] = [];
  const jobs = options.jobs ?? jobsFor(named.length);
  await checkFiles(named, jobs, termsOf(options, context), context, (checked) => {
    const file = onChangedLines(known.without(checked));
    files.push(file);
    if (!options.writeBaseline) reporter.each(file);
  });
  if (options.writeBaseline) {
    await writeKnown(options.baseline!, files, context);
    return;
  }
  reporter.end(files);
  if (options.sarif !== undefined) await writeSarif(options.sarif, files);
  await conclude(files, known.taken, options, context);
}

function refuseContradictions(given: readonly string[], options: CheckOptions): void {
  const { changed, baseline } = options;
  if (given.length === 0 && changed === undefined) {
    throw badInput("missing path: name Markdown files or folders.");
  }
  if (options.only === "style" && options.profile === undefined) {
    throw badInput("--only style needs --profile FILE: there is no author to compare with.");
  }
  if (options.root !== undefined && !existsSync(options.root)) {
    throw badInput(`--root ${options.root} does not exist: name a folder.`);
  }
  if (options.changedLines && changed === undefined) {
    throw badInput("--changed-lines needs --changed: say since when.");
  }
  if (options.writeBaseline && baseline === undefined) {
    throw badInput("--write-baseline needs --baseline FILE: say where to write it.");
  }
  if (options.writeBaseline && changed !== undefined) {
    throw badInput(
      "--write-baseline with --changed would forget what other notes hold: leave --changed out.",
    );
  }
}

function termsOf(options: CheckOptions, { settings, dataFolder }: CommandContext): CheckTerms {
  const { diagnostics } = settings;
  return {
    profile: options.profile,
    root: options.root === undefined ? undefined : resolve(options.root),
    dataFolder,
    settings: {
      ...settings,
      diagnostics: {
        ...diagnostics,
        style: diagnostics.style && options.only !== "faithfulness",
        faithfulness: diagnostics.faithfulness && options.only !== "style",
      },
    },
  };
}

/** The notes that are to be checked, and what is left of their findings where only changed lines count. */
async function notesOf(paths: readonly string[], options: CheckOptions, context: CommandContext) {
  const { namedNotes } = await import("./check/namedNotes");
  const all = await namedNotes(paths, context.settings.learn.include, context, new DiskNotes());
  const { changed } = options;
  if (changed === undefined) return { named: all, onChangedLines: (file: CheckedFile) => file };
  const { changedNotes } = await import("./check/changedNotes");
  const reference = changed === true ? undefined : changed;
  return changedNotes(all, { paths, reference, lines: options.changedLines }, context);
}

async function knownFindings({ baseline: file, writeBaseline }: CheckOptions) {
  let known: Baseline = {};
  if (file !== undefined && !writeBaseline) {
    const read = await readBaseline(file);
    if (read.kind === "refused") throw badInput(`${file} ${read.why}`);
    known = read.baseline;
  }
  return new KnownFindings(known);
}

async function writeKnown(
  file: string,
  files: readonly CheckedFile[],
  context: CommandContext,
): Promise<void> {
  const { summary } = await import("./check/textReport");
  await writeBaseline(resolve(file), baselineOf(files));
  context.note(`${file} is written. From now on known: ${summary(files)}`);
}

async function conclude(
  files: readonly CheckedFile[],
  known: number,
  { failOn, format }: CheckOptions,
  context: CommandContext,
): Promise<void> {
  const { summary } = await import("./check/textReport");
  const { failing } = await import("./check/checkedFile");
  const besides = known === 0 ? "" : ` Besides, ${known} that the baseline knows.`;
  if (failing(files, failOn).length > 0) {
    throw new CommandError(context.quiet ? "" : `${summary(files)}${besides}`, 1);
  }
  if (files.length > 0 && (format === "text" || known > 0)) {
    context.note(`${summary(files)}${besides}`);
  }
}
