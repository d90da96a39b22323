import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PairMetrics } from "../core/learning/gate";
import type { Sampled } from "../core/learning/styleFilter";
import { byteLines, jsonIn } from "./byteLines";
import { wayOut } from "./fileErrors";
import { lockAtOnce } from "./fileLock";
import { replaceFile } from "./replaceFile";
import type { ServiceResult } from "../workflows/ports";
import type { StageResult } from "../workflows/trainingPorts";
import type { TrainingWork } from "../workflows/trainAuthor";
import { t } from "../workflows/worded";

const stateSchema = z.object({
  version: z.literal(1),
  /** Equal for trainings of the same rows with the same settings. */
  key: z.string(),
  done: z.record(
    z.string(),
    z.object({ adapter: z.string().optional(), peft: z.string().optional() }),
  ),
});
type State = z.infer<typeof stateSchema>;

const sampleSchema = z.object({
  id: z.string(),
  candidates: z.array(
    z.object({
      plain: z.string(),
      accepted: z.boolean(),
      logit: z.number(),
      added: z.array(z.string()).readonly(),
      unsupported: z.number(),
    }),
  ),
});
type Samples = z.infer<typeof sampleSchema>["candidates"];

const measuredSchema = z.object({
  key: z.string(),
  metrics: z.object({
    ...{ kept: z.number(), added: z.number(), refused: z.number(), overlap: z.number() },
    style: z.number().nullable(),
  }),
});

export interface TrainingFolderOptions {
  readonly dataFolder: string;
  /** A name for the author that every file system takes. */
  readonly name: string;
  readonly key: string;
  /** `whenSame`: where what was stopped was the same training; else anew. */
  readonly resume: boolean | "whenSame";
}

/** `training/<author>` in the data folder: checkpoints, rows, and which steps are done. One training at a time. */
export class TrainingFolder implements TrainingWork {
  private constructor(
    private readonly folder: string,
    private state: State,
    readonly resumed: boolean,
    private readonly samples: Map<string, Samples>,
    private readonly measured: Map<string, PairMetrics>,
    private readonly release: () => Promise<void>,
  ) {}

  static async open(options: TrainingFolderOptions): Promise<ServiceResult<TrainingFolder>> {
    const training = join(options.dataFolder, "training");
    const folder = join(training, options.name);
    const file = join(folder, "state.json");
    try {
      await mkdir(training, { recursive: true });
      const release = await lockAtOnce(join(training, "running"));
      if (release === undefined) {
        return failed(
          t("A training is running already, in another window or terminal."),
          t(
            "Wait until it is finished, or stop it. If none is running, delete {0}.",
            join(training, "running.lock"),
          ),
        );
      }
      const { resume, key } = options;
      const stopped = resume === false ? undefined : await readState(file);
      const before = resume === "whenSame" && stopped?.key !== key ? undefined : stopped;
      if (before !== undefined && before.key !== key) {
        await release();
        return failed(
          t("The data set or the settings are not those of the training that was stopped."),
          t("Start it anew without --resume, or build the data set as it was."),
        );
      }
      if (before === undefined) await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const state = before ?? { version: 1, key, done: {} };
      const samples = await readLines(join(folder, "sampled.jsonl"), sampleSchema);
      const measured = await readLines(join(folder, "measured.jsonl"), measuredSchema);
      const opened = new TrainingFolder(
        ...([folder, state, before !== undefined] as const),
        new Map(samples.map(({ id, candidates }) => [id, candidates])),
        new Map(measured.map(({ key, metrics }) => [key, metrics])),
        release,
      );
      await opened.save();
      return { kind: "ok", value: opened };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failed(`${folder}: ${why}.`, wayOut(error, folder));
    }
  }

  folderOf(step: string): string {
    return join(this.folder, step);
  }

  done(step: string): StageResult | undefined {
    return this.state.done[step];
  }

  async finish(step: string, { adapter, peft }: StageResult): Promise<void> {
    const result = {
      ...(adapter === undefined ? {} : { adapter }),
      ...(peft === undefined ? {} : { peft }),
    };
    this.state = { ...this.state, done: { ...this.state.done, [step]: result } };
    await this.save();
  }

  sampledOf(id: string): Samples | undefined {
    return this.samples.get(id);
  }

  async keepSampled(id: string, candidates: Sampled["candidates"]): Promise<void> {
    const line = sampleSchema.parse({ id, candidates });
    this.samples.set(id, line.candidates);
    await appendFile(join(this.folder, "sampled.jsonl"), `${JSON.stringify(line)}\n`);
  }

  measuredOf(key: string): PairMetrics | undefined {
    return this.measured.get(key);
  }

  async keepMeasured(key: string, metrics: PairMetrics): Promise<void> {
    this.measured.set(key, metrics);
    await appendFile(join(this.folder, "measured.jsonl"), `${JSON.stringify({ key, metrics })}\n`);
  }

  async writeRows(name: string, rows: readonly object[]): Promise<string> {
    const file = join(this.folder, `${name}.jsonl`);
    await replaceFile(
      file,
      rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`, "utf8")),
    );
    return file;
  }

  /** Lets others train. What is finished stays, to be resumed. */
  async close(): Promise<void> {
    await this.release();
  }

  private async save(): Promise<void> {
    const text = `${JSON.stringify(this.state, null, 2)}\n`;
    await replaceFile(join(this.folder, "state.json"), [Buffer.from(text, "utf8")]);
  }
}

async function readState(file: string): Promise<State | undefined> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const lines: T[] = [];
  for await (const bytes of byteLines(file)) {
    const line = schema.safeParse(jsonIn(bytes.toString("utf8"))).data;
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

const failed = (why: string, userAction: string) => ({ kind: "failed", why, userAction }) as const;
