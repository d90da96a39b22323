import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Outcome } from "../workflows/authorProfiles";
import { isMissing, wayOut } from "./fileErrors";
import { withFileLock } from "./fileLock";
import { replaceFile } from "./replaceFile";
import { t } from "../workflows/worded";

/** What the user chose on this machine, beside the settings. */
const choicesSchema = z.object({
  version: z.literal(1),
  /** The author of every folder that has none of its own; empty = none chosen. */
  author: z.string().default(""),
  /** Author by absolute folder path. */
  folders: z.record(z.string(), z.string()).default({}),
  /** Patterns by author that *This is how I write* stopped. */
  stopped: z.record(z.string(), z.array(z.string()).readonly()).default({}),
});
export type StoredChoices = z.infer<typeof choicesSchema>;

const none: StoredChoices = choicesSchema.parse({ version: 1 });

/** `choices.json` in the data folder; shared by all windows. */
export class ChoiceFile {
  readonly file: string;

  constructor(dataFolder: string) {
    this.file = join(dataFolder, "choices.json");
  }

  /** A missing file means nothing was chosen; so does one that cannot be read, and a later update says so. */
  async read(): Promise<StoredChoices> {
    const read = await this.parse();
    return read.kind === "read" ? read.choices : none;
  }

  /** Reads, changes and writes with no other window in between. */
  async update(
    change: (before: StoredChoices) => Omit<StoredChoices, "version">,
  ): Promise<Outcome> {
    try {
      return await withFileLock(this.file, async (lock) => {
        const read = await this.parse();
        if (read.kind === "refused") return { kind: "refused", why: `${this.file} ${read.why}` };
        const after = { ...change(read.choices), version: 1 as const };
        const text = `${JSON.stringify(after, null, 2)}\n`;
        await replaceFile(this.file, [Buffer.from(text)], () => lock.check());
        return { kind: "done" };
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { kind: "refused", why: `${why}. ${wayOut(error, this.file)}` };
    }
  }

  private async parse(): Promise<
    | { readonly kind: "read"; readonly choices: StoredChoices }
    | { readonly kind: "refused"; readonly why: string }
  > {
    try {
      const parsed = choicesSchema.safeParse(JSON.parse(await readFile(this.file, "utf8")));
      if (parsed.success) return { kind: "read", choices: parsed.data };
      return {
        kind: "refused",
        why: t("is not what this version of Penprint wrote. Update Penprint, or delete the file."),
      };
    } catch (error) {
      if (isMissing(error)) return { kind: "read", choices: none };
      return {
        kind: "refused",
        why: t("cannot be read: {0}. Correct it or delete the file.", String(error)),
      };
    }
  }
}
