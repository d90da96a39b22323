import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Findings } from "./report/results";

export const root = resolve(__dirname, "..", "..");

export interface BenchOptions {
  /** Small inputs, few repeats. */
  readonly quick: boolean;
  /** A folder of the benchmark's own. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** One thing that is measured, with its rival or limit. */
export interface Benchmark {
  readonly title: string;
  readonly run: (options: BenchOptions) => Promise<Findings> | Findings;
}

/** What a command of the built `penprint` took; the peak is of resident memory. */
export interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly output: string;
}

/** Runs the built command line to its end; throws where it fails, or takes longer than `limit` milliseconds. */
export function penprint(folder: string, args: readonly string[], limit = 300_000): Cost {
  const bundle = join(root, "dist", "penprint.js");
  const script = join(folder, "measured.js");
  writeFileSync(
    script,
    `process.on("exit", () => process.stderr.write("\\nmaxrss " + process.resourceUsage().maxRSS + "\\n"));
process.argv.splice(1, 1, ${JSON.stringify(bundle)});
require(${JSON.stringify(bundle)});\n`,
  );
  const started = performance.now();
  const ran = spawnSync(process.execPath, [script, ...args, "--data-dir", join(folder, "data")], {
    encoding: "utf8",
    maxBuffer: 1e9,
    timeout: limit,
    killSignal: "SIGKILL",
  });
  const milliseconds = performance.now() - started;
  if (ran.status === null) throw new Error(`penprint ${args[0]}: not done in ${limit / 1000} s`);
  if (ran.status !== 0) {
    throw new Error(`penprint ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  }
  const peak = Number(/maxrss (\d+)/.exec(ran.stderr)?.[1]);
  return { milliseconds, megabytes: peak / 1024, output: ran.stdout };
}
