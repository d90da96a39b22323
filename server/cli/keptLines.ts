import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { byteLines, jsonIn } from "../storage/byteLines";

/** What a long measurement has come to so far, a JSON line each: an interrupted one goes on from there. */
export class KeptLines<T> {
  private constructor(
    private readonly file: string,
    private readonly lines: T[],
  ) {}

  /** Lines that do not fit are passed over: what stood in them is made again. */
  static async open<T>(file: string, schema: z.ZodType<T>): Promise<KeptLines<T>> {
    await mkdir(dirname(file), { recursive: true });
    const lines: T[] = [];
    for await (const bytes of byteLines(file)) {
      const line = schema.safeParse(jsonIn(bytes.toString("utf8")));
      if (line.success) lines.push(line.data);
    }
    return new KeptLines(file, lines);
  }

  get all(): readonly T[] {
    return this.lines;
  }

  async add<L extends T>(line: L): Promise<L> {
    this.lines.push(line);
    // A line that an interruption tore ends here.
    await appendFile(this.file, `\n${JSON.stringify(line)}\n`);
    return line;
  }
}
