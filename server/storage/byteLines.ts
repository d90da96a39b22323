import { createReadStream } from "node:fs";
import { isMissing } from "./fileErrors";

const newline = 0x0a;

/**
 * The lines of a file as bytes, without their line feeds; a missing file has none. Only a line feed ends a line,
 * nothing else that a reader of text may take for an end, such as U+2028, which JSON holds unescaped.
 */
export async function* byteLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]);
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
