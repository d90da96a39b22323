import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import type { HostedUpload } from "./hostedUpload";

export interface ConsentFacts {
  readonly author: string;
  /** The service's base URL as it is shown. */
  readonly address: string;
  readonly model: string;
  readonly method: string;
  readonly upload: HostedUpload;
}

/** Says what would leave this machine, and where to. */
export function whatLeaves({ author, address, model, method, upload }: ConsentFacts): string {
  const { host, protocol } = new URL(address);
  const lines = [
    `To be sent to ${host} (${address}), to tune ${model}:`,
    `  ${upload.rows} rows for ${method} fine-tuning: passages of ${author}'s notes and drafts as they stand, ${upload.words} words, ${upload.characters} characters.`,
    `  All of them are in ${upload.file}: look at it. Beside it only the names of model and method and the seed are sent.`,
    `  A row that is to stay here: put its id into struck.txt of the data set. The file is written anew every time.`,
    `  What is sent stays there until it is deleted there, and the service may charge for the job.`,
  ];
  if (upload.leftOut > 0) {
    lines.push(
      `  Rows left out because they show a text that is held out or was struck: ${upload.leftOut}.`,
    );
  }
  if (protocol === "http:" && !/^(?:localhost|127\.|\[::1\])/.test(host)) {
    lines.push("  The address is no https address: on its way it can be read by others.");
  }
  return lines.join("\n");
}

/** Asks a yes-or-no question; nothing, the end of the input and all but y and yes mean no. */
export async function agrees(
  question: string,
  signal: AbortSignal,
  input: Readable = process.stdin,
  output: Writable = process.stderr,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  // A terminal that is read from line by line gives no signal of its own.
  lines.on("SIGINT", () => process.emit("SIGINT"));
  try {
    const closed = new Promise<string>((done) => lines.once("close", () => done("")));
    const answer = await Promise.race([lines.question(`${question} y/N `, { signal }), closed]);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
