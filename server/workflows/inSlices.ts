import { setImmediate as nextTurn } from "node:timers/promises";
import type { Steps } from "../core/steps";

/** Milliseconds of one slice: what else the process is asked in between waits no longer than this and one step. */
const SLICE = 30;

/**
 * Runs work in slices, between which everything else gets its turn. Absent when it was given up because `isWanted` no
 * longer held after such a turn; work that fits into one slice is never given up.
 */
export async function inSlices<T>(
  steps: Steps<T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  let end = performance.now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < end) continue;
    await nextTurn();
    if (!isWanted()) return undefined;
    end = performance.now() + SLICE;
  }
}
