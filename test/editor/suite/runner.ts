import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { screenshot } from "./hands";

interface TestCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const tests: TestCase[] = [];
const limitMs = 150_000;

/** Tests run in the order they were named; each builds on what those before it did to the window. */
export function test(name: string, run: () => Promise<void>): void {
  tests.push({ name, run });
}

/** Runs every test (or those whose names match the pattern PENPRINT_SUITE_ONLY); throws when one failed. */
export async function runTests(): Promise<void> {
  const only = new RegExp(process.env["PENPRINT_SUITE_ONLY"] ?? "");
  const chosen = tests.filter(({ name }) => only.test(name));
  let failed = 0;
  for (const { name, run } of chosen) {
    const started = performance.now();
    const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
    try {
      await within(limitMs, run());
      console.log(`  ok    ${name} (${seconds()} s)`);
    } catch (error) {
      failed++;
      await screenshot(`failed-${failed}`);
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(`  FAIL  ${name} (${seconds()} s)\n${trace}`);
    }
  }
  report(chosen.length - failed, failed);
  if (failed > 0 || chosen.length === 0) {
    throw new Error(`${failed} of ${chosen.length} editor tests failed.`);
  }
}

/** Fails when `work` takes longer; it cannot be stopped, but the tests after it go on. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const stop = new AbortController();
  const late = wait(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`It did not end within ${milliseconds / 1000} s.`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    stop.abort();
  }
}

/** In the format that `npm test` reads from its other runners. */
function report(numPassedTests: number, numFailedTests: number): void {
  const file = process.env["PENPRINT_SUITE_RESULTS"];
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ numPassedTests, numFailedTests, numPendingTests: 0 }));
}
