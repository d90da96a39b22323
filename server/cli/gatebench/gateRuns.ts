import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { rowKinds } from "../../core/learning/poison";
import { byteLines, jsonIn } from "../../storage/byteLines";

const runSchema = z.object({
  /** Changes with everything that the run is made of. */
  stamp: z.string(),
  author: z.string(),
  kind: z.enum(rowKinds),
  seed: z.int(),
  /** Rows trained on, and pairs held out. */
  rows: z.int(),
  held: z.int(),
  accepted: z.boolean(),
  why: z.array(z.string()),
  metrics: z.record(z.string(), z.unknown()),
  seconds: z.number(),
});
export type GateRun = z.infer<typeof runSchema>;

/** Trainings that went through the gate, a JSON line each: an interrupted bench goes on from there. */
export class GateRuns {
  private constructor(
    private readonly file: string,
    private readonly runs: GateRun[],
  ) {}

  static async open(file: string): Promise<GateRuns> {
    await mkdir(dirname(file), { recursive: true });
    const runs: GateRun[] = [];
    for await (const bytes of byteLines(file)) {
      const run = runSchema.safeParse(jsonIn(bytes.toString("utf8"))).data;
      if (run !== undefined) runs.push(run);
    }
    return new GateRuns(file, runs);
  }

  find(stamp: string): GateRun | undefined {
    return this.runs.find((run) => run.stamp === stamp);
  }

  async add(run: GateRun): Promise<GateRun> {
    this.runs.push(run);
    // A line that an interruption tore ends here.
    await appendFile(this.file, `\n${JSON.stringify(run)}\n`);
    return run;
  }
}
