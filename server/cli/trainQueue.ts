import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { DatasetFolder } from "../storage/datasetFolder";
import { replaceFile } from "../storage/replaceFile";
import { badInput, CommandError, type CommandContext } from "./context";
import { write } from "./jsonl";
import { trainOne, type TrainOptions } from "./trainOne";

const doneSchema = z.record(
  z.string(),
  z.object({ data: z.string(), accepted: z.boolean(), adapter: z.string().nullable() }),
);
type Done = z.infer<typeof doneSchema>;

/**
 * One author after the other, each from the data set in the folder of their name. Who is finished stands in `queue.json`
 * and is not trained again while their rows are the same; who fails does not stop the others.
 */
export async function trainQueue(
  folder: string,
  options: Omit<TrainOptions, "author" | "data">,
  context: CommandContext,
): Promise<void> {
  const authors = await authorsIn(resolve(folder));
  const file = join(resolve(folder), "queue.json");
  const done: Done = await read(file);
  let failed = 0;
  for (const author of authors) {
    context.signal.throwIfAborted();
    const data = join(resolve(folder), author);
    const tell = (event: object): void => void write({ author, ...event });
    try {
      const rows = await new DatasetFolder(data).read();
      if (rows.kind === "failed") throw badInput(`${rows.why} ${rows.userAction}`);
      const { sha256 } = rows.value;
      const before = done[author];
      if (before?.data === sha256 && !options.dryRun) {
        await write({ author, event: "finished before", ...before });
        continue;
      }
      const one = { ...options, author, data, resume: "whenSame" as const };
      const trained = await trainOne(one, context, tell);
      if (trained === undefined) continue;
      await write({ author, ...trained });
      const { accepted } = trained.gate;
      done[author] = { data: sha256, accepted, adapter: trained.adapter };
      await replaceFile(file, [Buffer.from(`${JSON.stringify(done, null, 2)}\n`, "utf8")]);
    } catch (error) {
      context.signal.throwIfAborted();
      failed++;
      await write({ author, error: error instanceof Error ? error.message : String(error) });
    }
  }
  if (failed === 0) return;
  throw new CommandError(
    `${failed} of ${authors.length} authors failed; the others are trained. Run it again for those alone.`,
    2,
  );
}

async function authorsIn(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) throw badInput(`--authors ${folder} does not exist: name a folder.`);
  const entries = await readdir(folder, { withFileTypes: true });
  const authors = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "sft.jsonl")))
    .map(({ name }) => name)
    .sort();
  if (authors.length > 0) return authors;
  throw badInput(
    `${folder} holds no data sets: \`penprint dataset build --author NAME --out ${join(folder, "NAME")}\` makes one.`,
  );
}

async function read(file: string): Promise<Done> {
  if (!existsSync(file)) return {};
  try {
    return doneSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    throw badInput(`${file} is damaged: delete it, and every author is trained again.`);
  }
}
