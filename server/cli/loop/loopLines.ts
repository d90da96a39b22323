import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { arms } from "../../core/loop/loopReport";
import { byteLines, jsonIn } from "../../storage/byteLines";

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

/** What an author's loop has come to so far, a JSON line each: an interrupted one goes on from there. */
export class LoopLines {
  private constructor(
    private readonly file: string,
    private readonly lines: LoopLine[],
  ) {}

  static async open(file: string): Promise<LoopLines> {
    await mkdir(dirname(file), { recursive: true });
    const lines: LoopLine[] = [];
    for await (const bytes of byteLines(file)) {
      const line = lineSchema.safeParse(jsonIn(bytes.toString("utf8"))).data;
      if (line !== undefined) lines.push(line);
    }
    return new LoopLines(file, lines);
  }

  output(round: number, arm: OutputLine["arm"], id: string): OutputLine | undefined {
    return this.outputs.find((one) => one.round === round && one.arm === arm && one.id === id);
  }

  lesson(round: number): LessonLine | undefined {
    return this.lessons.find((one) => one.round === round);
  }

  get outputs(): readonly OutputLine[] {
    return this.lines.filter((line) => line.kind === "output");
  }

  get lessons(): readonly LessonLine[] {
    return this.lines.filter((line) => line.kind === "lesson");
  }

  async add<T extends LoopLine>(line: T): Promise<T> {
    this.lines.push(line);
    // A line that an interruption tore ends here.
    await appendFile(this.file, `\n${JSON.stringify(line)}\n`);
    return line;
  }
}
