import { addAbortSignal, type Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { jsonIn, linesOf } from "../storage/byteLines";
import { badInput } from "./context";
import { printableJson } from "../core/text/printable";

const identified = z.object({ id: z.union([z.string(), z.number()]).optional() });

/**
 * Reads JSON objects from stdin line by line, answers each in order with one flushed line.
 * A line that does not fit gives `{"id","error"}`; the run goes on and ends as bad input (exit 2).
 * When `signal` is aborted reading stops, also while it waits for a line; what was answered stands.
 */
export async function answerLines<T>(
  schema: z.ZodType<T>,
  answer: (value: T) => Promise<unknown>,
  signal: AbortSignal,
  input: Readable = process.stdin,
): Promise<void> {
  let line = 0;
  let bad = 0;
  for await (const bytes of linesOf(addAbortSignal(signal, input))) {
    await setImmediate(); // lets an interrupt in
    signal.throwIfAborted();
    line++;
    const parsed = parseLine(schema, bytes);
    if (parsed === undefined) continue;
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

/** Undefined for an empty line. A byte order mark is no part of it. */
function parseLine<T>(schema: z.ZodType<T>, bytes: Buffer): Line<T> | undefined {
  let json: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.trim() === "") return undefined;
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof TypeError) {
      const id = identified.safeParse(jsonIn(bytes.toString("utf8"))).data?.id ?? null;
      return { kind: "bad", id, why: "not valid UTF-8: save it with that encoding" };
    }
    return { kind: "bad", id: null, why: error instanceof Error ? error.message : "not JSON" };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: "ok", value: parsed.data };
  const id = identified.safeParse(json).data?.id ?? null;
  return { kind: "bad", id, why: z.prettifyError(parsed.error) };
}

export function write(value: unknown): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(`${printableJson(value)}\n`, (error) => (error ? failed(error) : done()));
  });
}
