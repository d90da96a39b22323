import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fileNameOf } from "./authorNames";
import { isMissing } from "./fileErrors";

/** The adapter that an author has in use, in the form that servers load. */
export interface ServedAdapter {
  readonly author: string;
  /** What the server calls it. */
  readonly name: string;
  /** A PEFT folder. */
  readonly path: string;
  readonly rank: number;
}

export interface ServedAdapters {
  readonly adapters: readonly ServedAdapter[];
  /** Authors that are left out, in words. */
  readonly leftOut: readonly string[];
}

/** What a server calls the author's adapter. */
export const servedName = (author: string): string => fileNameOf(author);

const currentSchema = z.object({
  author: z.string(),
  steps: z.array(z.object({ id: z.string() })),
});
const peftSchema = z.object({ r: z.int().min(1) });

/** Every author of the data folder with an adapter of their own in use. */
export async function servedAdapters(dataFolder: string): Promise<ServedAdapters> {
  const folder = join(dataFolder, "adapters");
  const adapters: ServedAdapter[] = [];
  const leftOut: string[] = [];
  for (const name of await namesIn(folder)) {
    const own = join(folder, name);
    const file = join(own, "current.json");
    if (!existsSync(file)) continue;
    const current = currentSchema.safeParse(await json(file));
    if (!current.success) {
      leftOut.push(`${file} is damaged or of a later Penprint.`);
      continue;
    }
    const { author, steps } = current.data;
    const id = steps.at(-1)?.id ?? "shipped";
    const path = join(own, id, "peft");
    const peft = peftSchema.safeParse(await json(join(path, "adapter_config.json")));
    if (peft.success) {
      adapters.push({ author, name: servedName(author), path, rank: peft.data.r });
    } else {
      leftOut.push(`${author}: ${id} is in use, of which there is no PEFT folder.`);
    }
  }
  return { adapters, leftOut };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function json(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
