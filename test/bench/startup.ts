/**
 * npm run bench:startup: what activation costs the extension host, how long the server's process takes to its answers,
 * and the memory it then holds.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { LspClient, uriOf } from "../support/lspClient";
import { writer } from "./prose";

const runs = 10;
const costSchema = z.object({ activation: z.number(), after: z.number() });

async function main(): Promise<void> {
  const costs = Array.from({ length: runs }, () => {
    const answer = execFileSync(process.execPath, ["test/bench/activation.mjs"], {
      encoding: "utf8",
    });
    return costSchema.parse(JSON.parse(answer));
  });
  print(
    "activation (limit 100), ms of CPU",
    costs.map(({ activation }) => activation),
  );
  print(
    "client read after it, ms of CPU",
    costs.map(({ after }) => after),
  );
  const folder = mkdtempSync(join(tmpdir(), "penprint-bench-"));
  const ready: number[] = [];
  const firstFindings: number[] = [];
  const megabytes: number[] = [];
  try {
    for (let i = 0; i < runs; i++) {
      const started = performance.now();
      const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
      ready.push(performance.now() - started);
      const uri = uriOf(join(folder, "note.md"));
      await client.open(uri, writer(1).note(1_000));
      await client.pull(uri);
      firstFindings.push(performance.now() - started);
      await wait(500);
      megabytes.push(residentMegabytes(client.process.pid!));
      await client.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print("ready (initialize answered), ms", ready);
  print("findings of a 1,000-word note, ms", firstFindings);
  print("resident memory without a model, MB", megabytes);
}

function residentMegabytes(pid: number): number {
  if (process.platform === "linux") {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
  }
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1000;
}

function print(name: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  console.log(
    `${name.padEnd(36)} median ${median.toFixed(0).padStart(5)}   worst ${sorted.at(-1)!.toFixed(0).padStart(5)}`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
