import { open, readFile, truncate } from "node:fs/promises";
import { z } from "zod";
import { systemNames } from "../workflows/benchSystems";
import type { KeptOutput, KeptOutputs } from "../workflows/runNotebench";
import { jsonIn } from "./byteLines";
import { isMissing } from "./fileErrors";

const outputSchema = z.object({
  system: z.enum(systemNames),
  key: z.string(),
  id: z.string(),
  text: z.string(),
  accepted: z.boolean().nullable(),
  origin: z.string(),
  refused: z.boolean(),
  seconds: z.number().nullable(),
  raw: z.object({ text: z.string(), refused: z.boolean() }).optional(),
});

/** Outputs of a benchmark, one JSON line each, appended as they are made. */
export class BenchOutputs implements KeptOutputs {
  private readonly known = new Map<string, KeptOutput>();

  private constructor(private readonly file: string) {}

  /**
   * Reads what there is. A last line that an interruption tore is cut off; other lines that do not fit are passed over,
   * and what they held is made again.
   */
  static async open(file: string): Promise<BenchOutputs> {
    const outputs = new BenchOutputs(file);
    const bytes = await readFile(file).catch((error: unknown) => {
      if (isMissing(error)) return Buffer.alloc(0);
      throw error;
    });
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) await truncate(file, end);
    for (const line of bytes.subarray(0, end).toString("utf8").split("\n")) {
      const output = outputSchema.safeParse(jsonIn(line)).data;
      if (output !== undefined) outputs.known.set(output.key, output);
    }
    return outputs;
  }

  get(key: string): KeptOutput | undefined {
    return this.known.get(key);
  }

  async add(output: KeptOutput): Promise<void> {
    const handle = await open(this.file, "a");
    try {
      await handle.appendFile(`${JSON.stringify(output)}\n`);
    } finally {
      await handle.close();
    }
    this.known.set(output.key, output);
  }
}
