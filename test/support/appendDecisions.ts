import { CaptureLog } from "../../server/storage/captureLog";
import { decisionLine } from "./decisions";

/** Appends decisions to a log until it is killed; prints each id once it is acknowledged. */
const [file, prefix, count] = process.argv.slice(2) as [string, string, string];

async function main(): Promise<void> {
  const limits = { maxDays: 10_000, maxMegabytes: 1000 };
  const log = new CaptureLog(file, limits, { now: () => new Date() });
  const opened = await log.open();
  if (opened.kind === "failed") throw new Error(opened.why);
  for (let at = 0; at < Number(count); at++) {
    const id = `${prefix}-${at}`;
    const result = await log.append([decisionLine(id)]);
    if (result.kind === "failed") throw new Error(result.why);
    process.stdout.write(`${id}\n`);
  }
}

void main();
