import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Dataset } from "../core/learning/dataset";
import { wordsKey } from "../core/learning/nearDuplicates";
import type { ServiceResult } from "../workflows/ports";
import { byteLines, jsonIn } from "./byteLines";
import { isMissing } from "./fileErrors";
import { withFileLock } from "./fileLock";
import { replaceFile } from "./replaceFile";

const message = z.object({ role: z.enum(["system", "user"]), content: z.string() });
const answer = z.tuple([z.object({ role: z.literal("assistant"), content: z.string().min(1) })]);
const head = { id: z.string(), note: z.string(), source: z.string() };
const prompt = z.array(message).min(1);
const sftSchema = z.object({
  ...head,
  neutral: z.string(),
  text: z.string(),
  prompt,
  completion: answer,
});
const preferenceSchema = z.object({ ...head, prompt, chosen: answer, rejected: answer });
const holdoutSchema = z.object({
  id: z.string(),
  note: z.string(),
  neutral: z.string(),
  text: z.string(),
  references: z.array(z.object({ note: z.string(), text: z.string() })),
});

type Rows = Pick<Dataset, "sft" | "preference" | "holdout">;
export interface ReadDataset extends Rows {
  /** Of all rows. */
  readonly sha256: string;
}

interface WholeDataset extends ReadDataset {
  /** Texts that are not trained on: those held out, and those of struck rows. */
  readonly withheld: readonly string[];
}

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

  /**
   * Every file is replaced in one step. The report goes first and comes last: it stands only beside the rows that it is
   * about, also when this is killed in between.
   */
  async write({ sft, preference, holdout, report }: Dataset): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await withFileLock(join(this.folder, "dataset"), async (lock) => {
      const rows = { "sft.jsonl": sft, "preference.jsonl": preference, "holdout.jsonl": holdout };
      await rm(this.file("report.json"), { force: true });
      for (const [name, list] of Object.entries(rows)) {
        const lines = list.map((row) => Buffer.from(`${JSON.stringify(row)}\n`, "utf8"));
        await replaceFile(join(this.folder, name), lines, () => lock.check());
      }
      const text = `${JSON.stringify(report, null, 2)}\n`;
      await replaceFile(this.file("report.json"), [Buffer.from(text, "utf8")], () => lock.check());
    });
  }

  /** The rows as they stand, without struck ones; a row that is none is said with its line. */
  async read(): Promise<ServiceResult<WholeDataset>> {
    const sft = await this.rows("sft.jsonl", sftSchema);
    const preference = await this.rows("preference.jsonl", preferenceSchema);
    const holdout = await this.rows("holdout.jsonl", holdoutSchema);
    for (const read of [sft, preference, holdout]) {
      if (typeof read !== "string") continue;
      return {
        kind: "failed",
        why: read,
        userAction: "Build the data set (again) with `penprint dataset build`.",
      };
    }
    const struck = await this.struck();
    const wanted = <T>(list: readonly T[] | string): readonly T[] =>
      (list as readonly (T & { readonly id: string })[]).filter(({ id }) => !struck.has(id));
    const rows = {
      sft: wanted(sft),
      preference: wanted(preference),
      holdout: wanted(holdout),
    } as Rows;
    const sha256 = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
    const struckTexts = (sft as Rows["sft"]).filter(({ id }) => struck.has(id));
    const withheld = [...struckTexts, ...(holdout as Rows["holdout"])].map(({ text }) => text);
    return { kind: "ok", value: { ...rows, sha256, withheld } };
  }

  private async rows<T>(name: DatasetFile, schema: z.ZodType<T>): Promise<readonly T[] | string> {
    const file = this.file(name);
    if (!existsSync(file)) return `${file} does not exist.`;
    const rows: T[] = [];
    let line = 0;
    for await (const bytes of byteLines(file)) {
      line++;
      const text = bytes.toString("utf8");
      if (text.trim() === "") continue;
      const row = schema.safeParse(jsonIn(text));
      if (!row.success) return `${file}:${line}: ${z.prettifyError(row.error)}`;
      rows.push(row.data);
    }
    return rows;
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
  | "profile.json"
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
