import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

export interface HeldLock {
  /** Throws when another process took the lock over, e.g. after this machine slept. */
  check(): void;
}

/** A process that was killed leaves its lock behind; after this many milliseconds it is taken over. */
const staleAfter = 5000;
const retries = { retries: 150, minTimeout: 20, maxTimeout: 150, factor: 1.5, randomize: true };

/** Runs `work` while no other process or window does so for the same file; waits up to about 20 seconds. */
export async function withFileLock<T>(
  file: string,
  work: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let lost: Error | undefined;
  const release = await lock(file, {
    realpath: false,
    stale: staleAfter,
    retries,
    onCompromised: (error) => (lost = error),
  });
  const check = (): void => {
    if (lost !== undefined) throw new Error(`The lock was lost: ${lost.message}`);
  };
  try {
    return await work({ check });
  } finally {
    if (lost === undefined) await release();
  }
}

/** Holds a lock until it is released or this process ends; undefined when another process holds it. */
export async function lockAtOnce(file: string): Promise<(() => Promise<void>) | undefined> {
  await mkdir(dirname(file), { recursive: true });
  try {
    return await lock(file, {
      realpath: false,
      stale: 10_000,
      retries: 0,
      // Another process took over what this one seemed to have left, e.g. while the machine slept: nothing to die of.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ELOCKED") return undefined;
    throw error;
  }
}
