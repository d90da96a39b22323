import { createHash } from "node:crypto";
import type { SystemOutputs } from "../../core/notebench/report";
import type { BenchItem } from "../../core/notebench/types";
import type { OpenStylist } from "../../models/openStylist";
import { postsStamp } from "../../storage/benchItems";
import type { BenchOutputs } from "../../storage/benchOutputs";
import { ModelFailed } from "../../workflows/benchSystems";
import { runSystem, type KeptOutput } from "../../workflows/runNotebench";
import { missing, type CommandContext } from "../context";
import { openModel } from "../openModel";
import { ProgressBar } from "../progress";
import type { BenchAuthors } from "./authors";
import type { Options } from "./options";
import type { BenchSystem } from "./systems";
import { version } from "../../../package.json";

interface Parts {
  readonly kept: BenchOutputs;
  readonly authors: BenchAuthors;
}

/** Items that are reported together. */
export interface BenchSet {
  readonly title: string;
  readonly items: readonly BenchItem[];
}

/** What a system made of every set; a model is opened when something has to be made, and closed afterwards. */
export async function outputsOf(
  bench: BenchSystem,
  sets: readonly BenchSet[],
  options: Options,
  { kept, authors }: Parts,
  context: CommandContext,
): Promise<readonly (readonly [title: string, systems: readonly SystemOutputs[]])[]> {
  const { system, adapter } = bench;
  const stamp = fingerprint(bench, options, context);
  let open: Promise<OpenStylist> | undefined;
  const stylist = async () => {
    open ??= openModel({ adapter: adapter?.file ?? "none" }, context);
    return (await open).stylist;
  };
  const made: (readonly [string, readonly SystemOutputs[]])[] = [];
  try {
    for (const { title, items } of sets) {
      if (system === "extractive" && items.some(({ article }) => article === undefined)) continue;
      context.note(`bench notebench: ${system}, ${items.length} ${title.toLowerCase()}`);
      const bar = new ProgressBar(context, title.toLowerCase());
      try {
        const outputs = await runSystem({
          ...{ system, items, kept, viewOf: authors.viewFor },
          keyOf: (item) => keyOf(item, stamp, options.posts),
          stylist: bench.needsModel ? stylist : undefined,
          candidates: context.settings.model.candidates,
          seed: options.seed,
          signal: context.signal,
          progress: bar.report,
        });
        made.push([title, withRaw(bench, outputs)]);
      } finally {
        bar.stop();
      }
    }
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    throw missing(`${system}: ${error.message} What was finished is kept: run it again to go on.`);
  } finally {
    (await open?.catch(() => undefined))?.dispose();
  }
  return made;
}

function withRaw(
  { system, adapter }: BenchSystem,
  outputs: readonly KeptOutput[],
): readonly SystemOutputs[] {
  const sha256 = adapter?.sha256 ?? null;
  const raws = outputs.flatMap(({ raw }) =>
    raw === undefined ? [] : [{ ...raw, accepted: null, origin: "raw", seconds: null }],
  );
  const all = [{ system, adapter: sha256, outputs }];
  if (raws.length < outputs.length) return all;
  return [...all, { system: `${system}-raw`, adapter: sha256, outputs: raws }];
}

/** All that an output is made of, beside the item and its author's posts. */
function fingerprint(
  { system, adapter, needsModel }: BenchSystem,
  { seed }: Options,
  { settings }: CommandContext,
): readonly unknown[] {
  const { location, sha256, serverUrl, serverModel, candidates, contextTokens } = settings.model;
  const model = { location, sha256, serverUrl, serverModel, candidates, contextTokens };
  return [version, system, adapter?.sha256 ?? null, ...(needsModel ? [model, seed] : [])];
}

function keyOf(item: BenchItem, stamp: readonly unknown[], posts: string): string {
  const made = JSON.stringify([stamp, item, postsStamp(posts, item.author)]);
  return createHash("sha256").update(made).digest("hex").slice(0, 32);
}
