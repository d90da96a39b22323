import type { Command } from "commander";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { StyleJudge } from "../core/notebench/judge";
import { reportOf, type SystemOutputs } from "../core/notebench/report";
import type { BenchItem } from "../core/notebench/types";
import { shuffled } from "../core/style/random";
import { BadItems, readArticles, readPairs } from "../storage/benchItems";
import { BenchOutputs } from "../storage/benchOutputs";
import { authorFolders, readJudgePosts } from "../storage/judgePosts";
import { systemNames } from "../workflows/benchSystems";
import { badInput, contextOf, type CommandContext } from "./context";
import { optionsSchema, type Options } from "./notebench/options";
import { BenchAuthors } from "./notebench/authors";
import { deliver, type NamedReport } from "./notebench/deliver";
import { outputsOf, type BenchSet } from "./notebench/outputs";
import { benchSystems } from "./notebench/systems";

/** `bench notebench`: stylists side by side on drafts and the author's own words. */
export function benchNotebenchCommand(bench: Command): void {
  bench
    .command("notebench")
    .description("stylists side by side: neutral drafts restyled, held against the author's text")
    .requiredOption("--pairs <file>", "JSON lines: drafts and the author's own words")
    .requiredOption("--posts <dir>", "posts by source and author: profiles are learned from them")
    .requiredOption("--systems <names>", systemNames.join(", "))
    .option("--articles <file>", "JSON lines: whole articles with their sources")
    .option("--adapters <dir>", "one GGUF per trained system, e.g. sft.gguf")
    .option("--out <dir>", "outputs and report; a second run goes on from there", "notebench")
    .option("--limit <n>", "so many pairs of each author")
    .option("--seed <n>", "of candidates, choice of pairs, judge and intervals", "0")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await benchNotebench(options.data, contextOf(command));
    });
}

async function benchNotebench(options: Options, context: CommandContext): Promise<void> {
  const sets = setsOf(options);
  if (options.systems.includes("extractive") && options.articles === undefined) {
    throw badInput("extractive writes whole articles: name a file of them with --articles.");
  }
  const systems = await benchSystems(options.systems, options.adapters, context);
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const parts = {
    kept: await BenchOutputs.open(join(out, "outputs.jsonl")),
    authors: new BenchAuthors(options.posts, context),
  };
  const made = new Map<string, SystemOutputs[]>(sets.map(({ title }) => [title, []]));
  for (const system of systems) {
    for (const [title, outputs] of await outputsOf(system, sets, options, parts, context)) {
      made.get(title)?.push(...outputs);
    }
  }
  context.note("bench notebench: training the judge of style");
  const judge = new StyleJudge(
    authorFolders(options.posts).map((author) => readJudgePosts(options.posts, author)),
    options.seed,
  );
  const reports: NamedReport[] = [];
  for (const { title, items } of sets) {
    context.signal.throwIfAborted();
    context.note(`bench notebench: measuring ${title.toLowerCase()}`);
    reports.push({ title, report: reportOf(items, made.get(title) ?? [], judge, options.seed) });
  }
  await deliver(reports, options, out);
}

function setsOf(options: Options): readonly BenchSet[] {
  const { pairs, articles, posts, limit, seed } = options;
  for (const path of [pairs, posts, articles]) {
    if (path !== undefined && !existsSync(path)) {
      throw badInput(`${path} does not exist: name a ${path === posts ? "folder" : "file"}.`);
    }
  }
  try {
    const sets: BenchSet[] = [
      { title: "Pairs", items: limited(readPairs(pairs), limit, seed) },
      ...(articles === undefined
        ? []
        : [{ title: "Articles", items: limited(readArticles(articles), limit, seed) }]),
    ];
    for (const { id, author, post } of sets.flatMap(({ items }) => items)) {
      if (existsSync(join(posts, author, post))) continue;
      throw new BadItems(
        `${id}: there is no ${author}/${post} in ${posts}: --posts names another folder of posts.`,
      );
    }
    return sets;
  } catch (error) {
    if (error instanceof BadItems) throw badInput(error.message);
    throw error;
  }
}

/** So many items of each author, chosen by chance, in the file's order. */
function limited(
  items: readonly BenchItem[],
  limit: number | undefined,
  seed: number,
): readonly BenchItem[] {
  if (limit === undefined) return items;
  const chosen = new Set<BenchItem>();
  for (const author of new Set(items.map((item) => item.author))) {
    const own = items.filter((item) => item.author === author);
    for (const item of shuffled(own, seed).slice(0, limit)) chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}
