import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export interface RecordedNetwork {
  /** For every process of the test. */
  readonly env: Readonly<Record<string, string>>;
  /** Where processes went, each place once; throws where no process was watched. */
  places(): readonly string[];
}

/** Watches processes and their children by what they load first; `folder` takes the record. */
export function recordedNetwork(folder: string): RecordedNetwork {
  const file = join(folder, "network.txt");
  const preload = resolve("test/support/recordNetwork.cjs");
  return {
    env: { NODE_OPTIONS: `--require ${preload}`, PENPRINT_TEST_NETWORK: file },
    places: () => {
      const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
      if (!lines.some((line) => line.startsWith("loaded "))) throw new Error("Nobody was watched.");
      return [...new Set(lines.filter((line) => !line.startsWith("loaded ")))].sort();
    },
  };
}
