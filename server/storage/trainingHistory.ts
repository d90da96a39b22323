import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { gateFigures } from "../core/dashboard/gateFigures";
import type { LastTraining, LossStep } from "../core/dashboard/types";
import { gateSchema, type GateOutcome } from "../core/learning/adapterCard";
import { byteLines, jsonIn } from "./byteLines";
import { fileNameOf } from "./authorNames";
import { isMissing } from "./fileErrors";
import { replaceFile } from "./replaceFile";

const stepSchema = z.object({
  stage: z.string(),
  step: z.int(),
  steps: z.int(),
  loss: z.number(),
});

const verdictSchema = z.object({
  version: z.literal(1),
  time: z.iso.datetime(),
  gate: gateSchema,
});

/** The folder of an author's trainings; one training is kept, the last. */
export const trainingFolderOf = (dataFolder: string, author: string): string =>
  join(dataFolder, "training", fileNameOf(author));

/** What is kept of a training to be looked at: the loss of every step, and what the gate said, also when it refused. */
export class TrainingHistory {
  private readonly losses: string;
  private readonly verdict: string;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.losses = join(folder, "losses.jsonl");
    this.verdict = join(folder, "gate.json");
  }

  /** Kept in the order of the calls; a disk that is full loses the drawing, never the training. */
  keepStep({ stage, step, steps, loss }: LossStep): void {
    const line = `${JSON.stringify({ stage, step, steps, loss })}\n`;
    this.writing = this.writing.then(() => appendFile(this.losses, line)).catch(() => undefined);
  }

  async keepGate(gate: GateOutcome, time: Date): Promise<void> {
    await this.writing;
    const { accepted, metrics, why } = gate;
    const kept = { version: 1, time: time.toISOString(), gate: { accepted, metrics, why } };
    const text = `${JSON.stringify(kept, null, 2)}\n`;
    await replaceFile(this.verdict, [Buffer.from(text, "utf8")]).catch(() => undefined);
  }

  /** `undefined` where nothing was trained; a line that cannot be read is left out. */
  async read(): Promise<LastTraining | undefined> {
    // Steps after the last checkpoint are taken again when a training is resumed: the later ones count.
    const steps = new Map<string, LossStep>();
    for await (const bytes of byteLines(this.losses)) {
      const step = stepSchema.safeParse(jsonIn(bytes.toString("utf8"))).data;
      if (step !== undefined) steps.set(`${step.step} ${step.stage}`, step);
    }
    const losses = [...steps.values()];
    const verdict = await this.readVerdict();
    if (verdict === undefined) return losses.length === 0 ? undefined : { losses };
    return { judged: verdict.time, gate: gateFigures(verdict.gate), losses };
  }

  private async readVerdict() {
    try {
      return verdictSchema.safeParse(JSON.parse(await readFile(this.verdict, "utf8"))).data;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}
