import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Dataset } from "../core/learning/dataset";
import { wordsKey } from "../core/learning/nearDuplicates";
import { byteLines } from "./byteLines";
import { isMissing } from "./fileErrors";
import { withFileLock } from "./fileLock";
import { replaceFile } from "./replaceFile";

const neutralLine = z.object({ text: z.string(), neutral: z.string() });

/** The files of a data set. What the user decided about it (`struck.txt`) outlives every build. */
export class DatasetFolder {
  constructor(readonly folder: string) {}

  file(name: DatasetFile): string {
    return join(this.folder, name);
  }

  /** Ids of rows that the user does not want, one a line; what follows the id on its line is the user's own note. */
  async struck(): Promise<ReadonlySet<string>> {
    const text = await this.text("struck.txt");
    return new Set(text.split(/\r?\n/).flatMap((line) => /^\s*([^\s#]+)/.exec(line)?.[1] ?? []));
  }

  async strike(ids: readonly string[]): Promise<void> {
    const known = await this.struck();
    const fresh = ids.filter((id) => !known.has(id));
    if (fresh.length === 0) return;
    await mkdir(this.folder, { recursive: true });
    const before = await this.text("struck.txt");
    const end = before === "" || before.endsWith("\n") ? "" : "\n";
    await replaceFile(this.file("struck.txt"), [
      Buffer.from(`${before}${end}${fresh.join("\n")}\n`, "utf8"),
    ]);
  }

  /** What a planner made of the author's passages in earlier builds. */
  async neutrals(): Promise<Neutrals> {
    const known = new Map<string, string>();
    for await (const bytes of byteLines(this.file("neutral.jsonl"))) {
      const line = neutralLine.safeParse(jsonIn(bytes.toString("utf8"))).data;
      if (line !== undefined) known.set(line.text, line.neutral);
    }
    await mkdir(this.folder, { recursive: true });
    return new Neutrals(this.file("neutral.jsonl"), known);
  }

  /** Every file is replaced in one step; the report last: it stands only beside the rows that it is about. */
  async write({ sft, preference, holdout, report }: Dataset): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await withFileLock(join(this.folder, "dataset"), async (lock) => {
      const rows = { "sft.jsonl": sft, "preference.jsonl": preference, "holdout.jsonl": holdout };
      for (const [name, list] of Object.entries(rows)) {
        const lines = list.map((row) => Buffer.from(`${JSON.stringify(row)}\n`, "utf8"));
        await replaceFile(join(this.folder, name), lines, () => lock.check());
      }
      const text = `${JSON.stringify(report, null, 2)}\n`;
      await replaceFile(this.file("report.json"), [Buffer.from(text, "utf8")], () => lock.check());
    });
  }

  private async text(name: DatasetFile): Promise<string> {
    try {
      return await readFile(this.file(name), "utf8");
    } catch (error) {
      if (isMissing(error)) return "";
      throw error;
    }
  }
}

export type DatasetFile =
  | "sft.jsonl"
  | "preference.jsonl"
  | "holdout.jsonl"
  | "report.json"
  | "struck.txt"
  | "neutral.jsonl";

/** Kept as they come: an interrupted build has asked for nothing in vain. */
class Neutrals {
  constructor(
    private readonly file: string,
    private readonly known: Map<string, string>,
  ) {}

  get(text: string): string | undefined {
    return this.known.get(keyOf(text));
  }

  async add(text: string, neutral: string): Promise<void> {
    this.known.set(keyOf(text), neutral);
    await appendFile(this.file, `${JSON.stringify({ text: keyOf(text), neutral })}\n`, {
      mode: 0o600,
    });
  }
}

const keyOf = (text: string): string =>
  createHash("sha256").update(wordsKey(text)).digest("hex").slice(0, 32);

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
