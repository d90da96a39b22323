import type { Command } from "commander";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { decodeBackground } from "../core/style/background";
import { shuffled } from "../core/style/random";
import { trainBackground } from "../core/style/trainBackground";
import { foldsOf, lengths, type AuthorFold } from "../core/stylebench/folds";
import { OffTopic, rowOf, type Scored } from "../core/stylebench/measures";
import { baselineOf, summaryOf, type Measured } from "../core/stylebench/report";
import { scoresOf } from "../core/stylebench/scoring";
import { yardstickTaskOf } from "../core/stylebench/yardstickTask";
import { readManifest, readPosts, readSpeeches } from "../storage/corpora";
import { badInput, contextOf, type CommandContext } from "./context";
import { textOrJson } from "./options";
import { deliver } from "./stylebench/deliver";
import { optionsSchema, type Options } from "./stylebench/options";
import { Yardstick } from "./stylebench/yardstick";

/** `bench style --posts DIR`: how well unseen passages of authors are told from those of others. */
export function benchStyleCommand(bench: Command): void {
  bench
    .command("style")
    .description(
      "profiles from half of the posts against unseen passages of the same topic group; the background is rebuilt without that group",
    )
    .requiredOption("--posts <dir>", "posts by author, with a MANIFEST.tsv that names topic groups")
    .option("--speeches <dir>", "speeches by speaker, for the background alone")
    .option("--yardstick <dir>", "baselines in Python, run on the same authors, posts and passages")
    .option("--python <file>", "the Python that runs them")
    .option("--out <dir>", "also write style.json, style.md and style.svg there")
    .option("--limit <n>", "so many authors of each topic group")
    .option("--seed <number>", "which posts are learned from, and which authors are left", "1")
    .addOption(textOrJson())
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await benchStyle(options.data, contextOf(command));
    });
}

async function benchStyle(options: Options, context: CommandContext): Promise<void> {
  const { posts, speeches, seed } = options;
  if (!existsSync(join(posts, "MANIFEST.tsv"))) {
    throw badInput(`${posts} has no MANIFEST.tsv: name the folder that holds it.`);
  }
  const yardstick =
    options.yardstick === undefined
      ? undefined
      : await Yardstick.open(options.yardstick, options.python, context.signal);
  const wanted = wantedAuthors(resolve(posts), options.limit, seed);
  const authors = readPosts(resolve(posts), (author) => wanted.has(author));
  const others = speeches === undefined ? [] : readSpeeches(resolve(speeches));
  const measured: Measured[] = [];
  const baselines = new Map<string, Measured[]>();
  let milliseconds = 0;
  for (const group of new Set(authors.map((author) => author.group))) {
    context.note(`bench style: ${group}`);
    const outside = authors.filter((author) => author.group !== group);
    if (![...outside, ...others].some(({ notes }) => notes.length > 0)) {
      throw badInput(
        `${posts}: nothing to learn from by authors of other topic groups than ${group}: MANIFEST.tsv has to name posts of at least two.`,
      );
    }
    const folds = foldsOf(
      authors.filter((author) => author.group === group),
      seed,
    );
    const offTopic = new OffTopic(folds);
    const started = performance.now();
    const background = decodeBackground(trainBackground([...outside, ...others]));
    for (const scored of scoresOf(folds, background)) {
      await setImmediate(); // lets an interrupt in
      context.signal.throwIfAborted();
      keep(scored, folds, offTopic, measured);
    }
    milliseconds += performance.now() - started;
    if (yardstick === undefined) continue;
    context.note(`bench style: ${group}, the yardstick`);
    const task = yardstickTaskOf(folds, outside, seed);
    for (const { method, ...scored } of await yardstick.scoresOf(task, context.signal)) {
      const kept = baselines.get(method) ?? [];
      baselines.set(method, kept);
      keep({ ...scored, group }, folds, offTopic, kept);
    }
  }
  const rows = measured.map(({ row }) => row);
  await deliver(
    {
      version: 1,
      seed,
      limit: options.limit ?? null,
      authors: authors.length,
      seconds: Math.round(milliseconds / 1000),
      megabytes: Math.round(process.resourceUsage().maxRSS / 1000),
      summary: summaryOf(measured),
      baselines: [...baselines].map(([method, kept]) =>
        baselineOf(
          method,
          kept.map(({ row }) => row),
          rows,
        ),
      ),
      rows,
    },
    options,
  );
}

/** Adds what was scored, with its figures, where there are tests enough. */
function keep(
  scored: Scored,
  folds: readonly AuthorFold[],
  offTopic: OffTopic,
  to: Measured[],
): void {
  const fold = folds.find(({ name }) => name === scored.author)!;
  const l = lengths.findIndex((length) => length === scored.words);
  const row = rowOf(scored, offTopic.of(fold, scored.posts === 0 ? Infinity : scored.posts, l));
  if (row !== undefined) to.push({ scored, row });
}

/** So many authors of each group, chosen by chance. */
function wantedAuthors(folder: string, limit: number | undefined, seed: number) {
  const groups = new Map<string, Set<string>>();
  for (const { group, author } of readManifest(folder)) {
    const authors = groups.get(group) ?? new Set();
    groups.set(group, authors.add(author));
  }
  return new Set(
    [...groups.values()].flatMap((authors) => shuffled([...authors], seed).slice(0, limit)),
  );
}
