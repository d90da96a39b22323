import type { Command } from "commander";
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { wordsOf } from "../core/style/profile";
import { AcceptedHashes } from "../storage/acceptedHashes";
import { readBackground } from "../storage/backgroundFile";
import { readDecisions } from "../storage/captureLines";
import { captureLogFile } from "../storage/captureLog";
import { wayOut } from "../storage/fileErrors";
import { DiskNotes } from "../storage/noteFiles";
import { checkWritable, readProfile, writeProfile } from "../storage/profileStore";
import { acceptedSentences } from "../workflows/acceptedText";
import { learnStyle, type LearnStyleResult } from "../workflows/learnStyle";
import { badInput, contextOf, type CommandContext } from "./context";
import { write } from "./jsonl";
import { textOrJson } from "./options";
import { refuseOthers } from "./paths";
import { ProgressBar } from "./progress";
import { print } from "./output";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty"),
  profile: z.string(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  passages: z.boolean(),
  format: z.enum(["text", "json"], "--format: text or json"),
});
type Options = z.infer<typeof optionsSchema>;

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** `learn PATH...`: learns an author from notes into one self-contained file. */
export function learnCommand(program: Command): void {
  program
    .command("learn")
    .description("learn how an author writes from Markdown files and folders")
    .argument("<path...>", "files and folders; .gitignore is respected")
    .requiredOption("--author <name>", "whose notes they are")
    .requiredOption("--profile <file>", "where the profile goes; replaced only when done")
    .option("--include <glob>", "learn only these (repeatable; default **/*.md)", collect, [])
    .option("--exclude <glob>", "leave these out (repeatable)", collect, [])
    .option("--no-passages", "keep numbers only, no passage texts: no examples either")
    .addOption(textOrJson())
    .action(async (paths: string[], raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await learn(paths, options.data, contextOf(command));
    });
}

async function learn(
  paths: readonly string[],
  options: Options,
  context: CommandContext,
): Promise<void> {
  refuseOthers(paths);
  const file = resolve(options.profile);
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw badInput(`--profile ${options.profile} is a folder: name a file in it.`);
  }
  const writable = await checkWritable(file);
  if (writable.kind === "refused") throw badInput(writable.why);
  const { settings } = context;
  const { decisions } = await readDecisions(captureLogFile(context.dataFolder));
  const accepted = new AcceptedHashes(context.dataFolder);
  const bar = new ProgressBar(context, "notes");
  let result: LearnStyleResult;
  try {
    result = await learnStyle(
      {
        author: options.author,
        folders: paths.map((path) => resolve(path)),
        file,
        patterns: {
          include: options.include.length > 0 ? options.include : settings.learn.include,
          exclude: [...settings.learn.exclude, ...options.exclude],
        },
        texts: options.passages,
        written: await accepted.with(acceptedSentences(decisions)),
        signal: context.signal,
        progress: bar.report,
      },
      {
        files: new DiskNotes(),
        background: await readBackground(),
        read: readProfile,
        write: (place, profile) =>
          writeProfile(place, profile).catch((error: unknown) => {
            throw badInput(
              `${error instanceof Error ? error.message : String(error)}. ${wayOut(error, place)}`,
            );
          }),
      },
    );
  } finally {
    bar.stop();
  }
  if (result.kind === "refused") throw badInput(`${result.why} ${result.userAction}`);
  if (result.warning !== "") context.note(`penprint learn: ${result.warning}`);
  if (options.format === "json") await write(asJson(result, file));
  else print(asText(result, file));
}

type Learned = Extract<LearnStyleResult, { kind: "learned" }>;

function asJson({ profile, skipped, leftOutWords, habits, warning }: Learned, file: string) {
  return {
    version: 1,
    author: profile.author,
    profile: file,
    language: profile.language,
    words: wordsOf(profile),
    notes: profile.rates.notes.length,
    passages: profile.rates.notes.reduce((sum, note) => sum + note.passages.length, 0),
    used: profile.rates.notes.map(({ note, words }) => ({ note, words })),
    leftOut: skipped,
    leftOutWords,
    habits,
    warning,
  };
}

/** A list on a terminal is read; a long one is not. */
const MOST_LINES = 12;

function asText(learned: Learned, file: string): string {
  const { profile, skipped, leftOutWords, habits } = learned;
  const { notes } = profile.rates;
  const passages = notes.reduce((sum, note) => sum + note.passages.length, 0);
  const words = Object.entries(leftOutWords).map(([why, count]) => `${count} words ${why}`);
  const files = skipped.map(({ path, why }) => `${path}: ${why}`);
  return [
    `${profile.author}: ${wordsOf(profile)} words in ${notes.length} notes, ${passages} passages -> ${file}`,
    ...section("Left out", [...words, ...shortened(files)]),
    ...section("Habits", shortened(habits)),
    "",
  ].join("\n");
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [
        ...lines.slice(0, MOST_LINES),
        `and ${lines.length - MOST_LINES} more (--format json lists all)`,
      ];
