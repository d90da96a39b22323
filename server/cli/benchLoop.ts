import type { Command } from "commander";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { FEWEST_PAIRS } from "../core/learning/evidence";
import { loopReport, type Lesson, type Outcome } from "../core/loop/loopReport";
import { asLoopMarkdown, asLoopTable } from "../core/loop/loopTable";
import { asLoopSvg } from "../core/loop/loopSvg";
import { StyleJudge } from "../core/notebench/judge";
import { postsStamp } from "../storage/benchItems";
import { fileNameOf } from "../storage/authorNames";
import { authorFolders, readJudgePosts } from "../storage/judgePosts";
import { trainingStages } from "../workflows/trainAuthor";
import { badInput, contextOf, type CommandContext } from "./context";
import { loopAuthor, outcomesOf, stampOf, type LoopAuthorTask } from "./loop/loopAuthor";
import { dealt, passagesOf, readRecorded, recordedPassages } from "./loop/passages";
import { BenchAuthors } from "./notebench/authors";
import { asJson, writeReportFiles } from "./reportFiles";

/** Pairs for the gate: a few more than it needs. */
const HELD = FEWEST_PAIRS + 4;

const atLeast = (name: string, least: number) =>
  z.coerce
    .number(`${name}: a number`)
    .int(`${name}: a whole number`)
    .min(least, `${name}: at least ${least}`);

const optionsSchema = z.object({
  posts: z.string(),
  pairs: z.string().optional(),
  authors: z.string().optional(),
  rounds: atLeast("--rounds", 2),
  decisions: atLeast("--decisions", 1),
  stages: z.enum(trainingStages, `--stages: ${trainingStages.join(" or ")}`),
  maxSteps: atLeast("--max-steps", 1).optional(),
  seed: atLeast("--seed", 0),
  out: z.string(),
});
type Options = z.infer<typeof optionsSchema>;

/** `bench loop`: what decisions are worth, round by round. */
export function benchLoopCommand(bench: Command): void {
  bench
    .command("loop")
    .description(
      "how rewrites get better with decisions: an author who is simulated from real posts decides, an adapter is trained on it, round by round",
    )
    .requiredOption("--posts <dir>", "posts by source and author")
    .option(
      "--pairs <file>",
      "JSON lines: drafts of a planner; without it drafts are made by rules",
    )
    .option("--authors <names>", "source/author, apart by commas; default: one with enough posts")
    .option("--rounds <n>", "how often", "4")
    .option("--decisions <n>", "drafts of a round", "20")
    .option("--stages <names>", trainingStages.join(" | "), "vanilla")
    .option("--max-steps <n>", "steps of a stage at most")
    .option("--seed <n>", "which posts, and of the training", "0")
    .option("--out <dir>", "what is made, and the report; a second run goes on from there", "loop")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await benchLoop(options.data, contextOf(command));
    });
}

async function benchLoop(options: Options, context: CommandContext): Promise<void> {
  const tasks = tasksOf(options, context);
  const authors = new BenchAuthors(options.posts, context, "bench loop");
  const outcomes: Outcome[] = [];
  const lessons: Lesson[] = [];
  const ran = [];
  for (const task of tasks) ran.push({ task, lines: await loopAuthor(task, { authors, context }) });
  context.note("bench loop: training the judge of style");
  const judge = new StyleJudge(
    authorFolders(options.posts).map((author) => readJudgePosts(options.posts, author)),
    options.seed,
  );
  for (const { task, lines } of ran) {
    const found = outcomesOf(task, lines, judge);
    outcomes.push(...found.outcomes);
    lessons.push(...found.lessons);
  }
  const report = loopReport(outcomes, lessons);
  const out = resolve(options.out);
  await writeReportFiles(out, {
    "loop.json": asJson({ ...report, settings: settingsOf(options) }),
    "loop.md": asLoopMarkdown(report),
    "loop.svg": asLoopSvg(report),
  });
  process.stdout.write(`${asLoopTable(report)}\n${join(out, "loop.md")}\n`);
}

const settingsOf = ({ rounds, decisions, stages, maxSteps, seed, pairs }: Options) => ({
  ...{ rounds, decisions, stages, maxSteps: maxSteps ?? null, seed },
  drafts: pairs === undefined ? "rules" : "recorded",
});

function tasksOf(options: Options, { settings }: CommandContext): readonly LoopAuthorTask[] {
  const { posts, pairs, rounds, decisions, seed, stages, maxSteps, out } = options;
  for (const path of [posts, pairs]) {
    if (path !== undefined && !existsSync(path)) throw badInput(`${path} does not exist.`);
  }
  const folders = authorFolders(posts);
  const named = options.authors?.split(",").map((name) => name.trim());
  const unknown = named?.find((name) => !folders.includes(name));
  if (unknown !== undefined) {
    throw badInput(
      `--authors: there is no ${unknown} in ${posts}; there are ${folders.join(", ")}.`,
    );
  }
  const items = pairs === undefined ? undefined : readRecorded(pairs);
  const tasks: LoopAuthorTask[] = [];
  for (const author of named ?? folders) {
    const passages =
      items === undefined
        ? passagesOf(readJudgePosts(posts, author), seed)
        : recordedPassages(
            items.filter((item) => item.author === author),
            seed,
          );
    const task = dealt(passages, { held: HELD, rounds, decisions });
    if (task.rounds.length < 2) {
      if (named === undefined) continue;
      throw badInput(
        `${author} has ${passages.length} passages with drafts; ${HELD} are held out, and two rounds of ${decisions} are the least.`,
      );
    }
    const stamp = stampOf([
      ...[author, postsStamp(posts, author), passages, settingsOf(options)],
      settings.model.candidates,
    ]);
    const folder = resolve(out, `${fileNameOf(author)}-${stamp}`);
    tasks.push({ ...task, author, stages, maxSteps, seed, folder });
    if (named === undefined) break;
  }
  if (tasks.length > 0) return tasks;
  throw badInput(`No author of ${posts} has enough passages for two rounds of ${decisions}.`);
}
