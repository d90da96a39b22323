import type { Command } from "commander";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { buildDataset } from "../core/learning/dataset";
import type { RawPair } from "../core/learning/pairs";
import { poisoned, rowKinds, type RowKind } from "../core/learning/poison";
import { REFERENCES } from "../core/rewrite/prompt";
import type { StyleView } from "../core/style/types";
import { fileNameOf } from "../storage/authorNames";
import { postsStamp } from "../storage/benchItems";
import { DatasetFolder } from "../storage/datasetFolder";
import { assetsFolder } from "../storage/installation";
import { authorFolders, readJudgePosts } from "../storage/judgePosts";
import { writeProfile } from "../storage/profileStore";
import { trainingStages } from "../workflows/trainAuthor";
import { badInput, contextOf, type CommandContext } from "./context";
import { gateRunSchema, type GateRun } from "./gatebench/gateRun";
import { asGateMarkdown, asGateTable } from "./gatebench/gateTable";
import { KeptLines } from "./keptLines";
import { stampOf } from "./loop/loopAuthor";
import { passagesOf, readRecorded, recordedPassages, type LoopPassage } from "./loop/passages";
import { BenchAuthors } from "./notebench/authors";
import { asJson, writeReportFiles } from "./reportFiles";
import { trainOne } from "./trainOne";

const whole = (name: string, least: number) =>
  z.coerce
    .number(`${name}: a number`)
    .int(`${name}: a whole number`)
    .min(least, `${name}: at least ${least}`);

const optionsSchema = z.object({
  posts: z.string(),
  pairs: z.string().optional(),
  author: z.string(),
  rows: z
    .string()
    .transform((names) => names.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(rowKinds, `--rows: ${rowKinds.join(", ")}`)).min(1)),
  count: whole("--count", 50),
  seeds: whole("--seeds", 1),
  stages: z.enum(trainingStages, `--stages: ${trainingStages.join(" or ")}`),
  maxSteps: whole("--max-steps", 1).optional(),
  out: z.string(),
});
type Options = z.infer<typeof optionsSchema>;

/** `bench gate`: does the gate let in what learned the author and keep out what learned nonsense? */
export function benchGateCommand(bench: Command): void {
  bench
    .command("gate")
    .description(
      "trains adapters on an author's pairs as they are, on pairs whose texts were exchanged and on pairs with invented content; which does the gate let through?",
    )
    .requiredOption("--posts <dir>", "posts by source and author")
    .requiredOption("--author <name>", "source/author")
    .option(
      "--pairs <file>",
      "JSON lines: drafts of a planner; without it drafts are made by rules",
    )
    .option("--rows <kinds>", "what the rows are like, apart by commas", rowKinds.join(","))
    .option("--count <n>", "pairs, with those that are held out", "60")
    .option("--seeds <n>", "how often; each with other pairs where there are more", "5")
    .option("--stages <names>", trainingStages.join(" | "), "vanilla")
    .option("--max-steps <n>", "steps of a stage at most")
    .option("--out <dir>", "what is made, and the report; a second run goes on from there", "gate")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await benchGate(options.data, contextOf(command));
    });
}

async function benchGate(options: Options, context: CommandContext): Promise<void> {
  const { posts, author, seeds, rows } = options;
  if (!existsSync(posts)) throw badInput(`${posts} does not exist.`);
  const folders = authorFolders(posts);
  if (!folders.includes(author)) {
    throw badInput(`--author: there is no ${author} in ${posts}; there are ${folders.join(", ")}.`);
  }
  const out = resolve(options.out);
  const known = await KeptLines.open(join(out, "runs.jsonl"), gateRunSchema);
  const authors = new BenchAuthors(posts, context, "bench gate");
  const runs: GateRun[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const passages = passagesFor(options, seed);
    for (const kind of rows) {
      const stamp = stampOf([
        ...[author, postsStamp(posts, author), passages, kind, seed],
        ...[options.stages, options.maxSteps ?? null, context.settings.model.candidates],
      ]);
      context.note(`bench gate: ${author}, ${kind}, ${seed + 1} of ${seeds}`);
      const task = {
        passages,
        kind,
        seed,
        stamp,
        folder: join(out, `${fileNameOf(author)}-${stamp}`),
      };
      const before = known.all.find((one) => one.stamp === stamp);
      runs.push(before ?? (await known.add(await run(task, options, authors, context))));
      // What there is so far: a run takes a quarter of an hour.
      await writeReportFiles(out, { "gate.json": asJson(runs), "gate.md": asGateMarkdown(runs) });
    }
  }
  process.stdout.write(`${asGateTable(runs)}${join(out, "gate.md")}\n`);
}

interface GateTask {
  readonly passages: readonly LoopPassage[];
  readonly kind: RowKind;
  readonly seed: number;
  readonly stamp: string;
  readonly folder: string;
}

async function run(
  { passages, kind, seed, stamp, folder }: GateTask,
  { author, stages, maxSteps }: Options,
  authors: BenchAuthors,
  context: CommandContext,
): Promise<GateRun> {
  const started = performance.now();
  const views = new Map<string, StyleView>();
  for (const { post } of passages) {
    if (!views.has(post)) views.set(post, await authors.viewFor({ author, post }));
  }
  const dataset = buildDataset({
    pairs: passages.map(({ post, neutral, own }): RawPair => ({
      ...{ source: "note", note: post, neutral, text: own },
    })),
    preferences: [],
    leftOut: [],
    template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    settled: new Map(),
    struck: new Set(),
    nearest: (neutral, note) => views.get(note)?.nearest(neutral, REFERENCES) ?? [],
  });
  const data = new DatasetFolder(join(folder, "data"));
  const sft = poisoned(dataset.sft, kind, seed);
  await data.write({ ...dataset, sft });
  await writeProfile(data.file("profile.json"), await authors.profileOf(author));
  const trained = await trainOne(
    {
      ...{ author, data: data.folder, stages, maxSteps, seed, home: folder },
      ...{ dryRun: false, resume: "whenSame" },
    },
    context,
    () => undefined,
  );
  return {
    ...{ stamp, author, kind, seed, rows: sft.length, held: dataset.holdout.length },
    accepted: trained?.gate.accepted === true,
    why: [...(trained?.gate.why ?? [])],
    metrics: { ...trained?.gate.metrics },
    seconds: Math.round((performance.now() - started) / 1000),
  };
}

function passagesFor({ posts, pairs, author, count }: Options, seed: number) {
  const all =
    pairs === undefined
      ? passagesOf(readJudgePosts(posts, author), seed)
      : recordedPassages(
          readRecorded(pairs).filter((item) => item.author === author),
          seed,
        );
  if (all.length >= count) return all.slice(0, count);
  throw badInput(
    `${author} has ${all.length} passages with drafts, and --count asks for ${count}.`,
  );
}
