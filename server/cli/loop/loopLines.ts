import { z } from "zod";
import { arms } from "../../core/loop/loopReport";
import { KeptLines } from "../keptLines";

const lineSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("output"),
    round: z.int(),
    arm: z.enum(arms),
    id: z.string(),
    /** What was offered; where nothing passed the checks, the draft. */
    text: z.string(),
    offered: z.boolean(),
    references: z.array(z.object({ id: z.string(), note: z.string(), text: z.string() })),
  }),
  z.object({
    kind: z.literal("lesson"),
    round: z.int(),
    pairs: z.int(),
    accepted: z.boolean(),
    why: z.string(),
    seconds: z.number(),
    /** In use from now on; null = still the first. */
    adapter: z.string().nullable(),
  }),
]);
export type LoopLine = z.infer<typeof lineSchema>;
export type OutputLine = Extract<LoopLine, { kind: "output" }>;
export type LessonLine = Extract<LoopLine, { kind: "lesson" }>;

/** What an author's loop has come to so far. */
export class LoopLines {
  private constructor(private readonly kept: KeptLines<LoopLine>) {}

  static async open(file: string): Promise<LoopLines> {
    return new LoopLines(await KeptLines.open(file, lineSchema));
  }

  output(round: number, arm: OutputLine["arm"], id: string): OutputLine | undefined {
    return this.outputs.find((one) => one.round === round && one.arm === arm && one.id === id);
  }

  lesson(round: number): LessonLine | undefined {
    return this.lessons.find((one) => one.round === round);
  }

  get outputs(): readonly OutputLine[] {
    return this.kept.all.filter((line) => line.kind === "output");
  }

  get lessons(): readonly LessonLine[] {
    return this.kept.all.filter((line) => line.kind === "lesson");
  }

  add<T extends LoopLine>(line: T): Promise<T> {
    return this.kept.add(line);
  }
}
