import { createReadStream } from "node:fs";
import { isMissing } from "./fileErrors";

const newline = 0x0a;

/**
 * Lines as bytes, without their line feeds. Only a line feed ends a line, nothing else that a reader of text may take for
 * an end, such as U+2028, which JSON holds unescaped.
 */
export async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      yield Buffer.concat([...rest, bytes.subarray(from, at)]);
      rest = [];
      from = at + 1;
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** The lines of a file; a missing file has none. */
export async function* byteLines(file: string): AsyncGenerator<Buffer> {
  try {
    yield* linesOf(createReadStream(file) as AsyncIterable<Buffer>);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Undefined for what is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
