import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Settled } from "../core/learning/split";
import { decodePrints, encodePrints } from "../core/style/prints";
import { isMissing } from "./fileErrors";
import { withFileLock } from "./fileLock";
import { replaceFile } from "./replaceFile";

const settledSchema = z.object({
  version: z.literal(1),
  notes: z.record(z.string(), z.object({ side: z.enum(["train", "holdout"]), prints: z.string() })),
});

/** A file of settled sides is damaged: guessing would move notes from one side to the other. */
export class BadSettledNotes extends Error {}

/** Which notes of an author are held out, for as long as there are adapters of that author. */
export class SettledNotes {
  constructor(readonly file: string) {}

  /** Does `work` with what is settled and keeps what it settles; one build at a time. */
  async update<T extends { readonly settled: Settled }>(work: (settled: Settled) => T): Promise<T> {
    await mkdir(dirname(this.file), { recursive: true });
    return withFileLock(this.file, async (lock) => {
      const result = work(await this.read());
      const notes = Object.fromEntries(
        [...result.settled]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([note, { side, prints }]) => [note, { side, prints: encodePrints(prints) }]),
      );
      const text = `${JSON.stringify({ version: 1, notes } satisfies z.infer<typeof settledSchema>, null, 1)}\n`;
      await replaceFile(this.file, [Buffer.from(text, "utf8")], () => lock.check());
      return result;
    });
  }

  private async read(): Promise<Settled> {
    let text: string;
    try {
      text = await readFile(this.file, "utf8");
    } catch (error) {
      if (isMissing(error)) return new Map();
      throw error;
    }
    try {
      const { notes } = settledSchema.parse(JSON.parse(text));
      return new Map(
        Object.entries(notes).map(([note, { side, prints }]) => [
          note,
          { side, prints: decodePrints(prints) },
        ]),
      );
    } catch {
      throw new BadSettledNotes(
        `${this.file} is damaged: it says which notes adapters are measured on. Restore it, or delete the folder it is in to begin anew without the adapters there.`,
      );
    }
  }
}
