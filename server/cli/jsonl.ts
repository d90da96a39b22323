import { createInterface } from "node:readline";
import { z } from "zod";
import { badInput } from "./context";

const identified = z.object({ id: z.union([z.string(), z.number()]).optional() });

/**
 * Reads JSON objects from stdin line by line, answers each in order with one flushed line.
 * A line that does not fit gives `{"id","error"}`; the run goes on and ends as bad input (exit 2).
 */
export async function answerLines<T>(
  schema: z.ZodType<T>,
  answer: (value: T) => Promise<unknown>,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<void> {
  let line = 0;
  let bad = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    if (text.trim() === "") continue;
    const parsed = parseLine(schema, text);
    if (parsed.kind === "bad") {
      bad++;
      await write({ id: parsed.id, error: `line ${line}: ${parsed.why}` });
    } else {
      await write(await answer(parsed.value));
    }
  }
  if (bad > 0) throw badInput(`${bad} of ${line} lines could not be read; see their "error".`);
}

type Line<T> = { kind: "ok"; value: T } | { kind: "bad"; id: string | number | null; why: string };

function parseLine<T>(schema: z.ZodType<T>, text: string): Line<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: "bad", id: null, why: error instanceof Error ? error.message : "not JSON" };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: "ok", value: parsed.data };
  const id = identified.safeParse(json).data?.id ?? null;
  return { kind: "bad", id, why: z.prettifyError(parsed.error) };
}

export function write(value: unknown): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(`${JSON.stringify(value)}\n`, (error) => (error ? failed(error) : done()));
  });
}
