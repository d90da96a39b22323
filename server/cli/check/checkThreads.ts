import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { installationRoot } from "../../storage/installation";
import type { CheckedNote } from "./checkedFile";
import type { CheckTerms } from "./checkNamed";
import type { NamedNote } from "./namedNotes";

/** A note for a thread; `index` is its place among all. */
export interface ThreadTask {
  readonly index: number;
  readonly named: NamedNote;
}

export type ThreadAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "checked"; readonly index: number; readonly note: CheckedNote };

/** Notes that a thread is handed ahead, so that it never waits for the next. */
const AHEAD = 4;

/**
 * Checks notes in `jobs` threads; `found` is called in the order of the notes. Answers why they cannot be checked at all,
 * or undefined when all are. Throws the signal's reason, and what a thread throws.
 */
export async function checkInThreads(
  notes: readonly NamedNote[],
  jobs: number,
  terms: CheckTerms,
  signal: AbortSignal,
  found: (note: CheckedNote) => void,
): Promise<string | undefined> {
  const file = join(installationRoot(), "dist", "check-thread.js");
  const workers = Array.from({ length: jobs }, () => new Worker(file, { workerData: terms }));
  const done = new Map<number, CheckedNote>();
  let next = 0;
  let told = 0;
  const giveTo = (worker: Worker): void => {
    const named = notes[next];
    if (named === undefined) return;
    worker.postMessage({ index: next, named } satisfies ThreadTask);
    next++;
  };
  const tell = (index: number, note: CheckedNote): void => {
    done.set(index, note);
    for (let one = done.get(told); one !== undefined; one = done.get(told)) {
      done.delete(told);
      told++;
      found(one);
    }
  };
  try {
    return await new Promise((resolve, reject) => {
      const callOff = (): void => reject(signal.reason as Error);
      if (signal.aborted) callOff();
      signal.addEventListener("abort", callOff, { once: true });
      for (const worker of workers) {
        worker.on("error", reject);
        worker.on("exit", () => reject(new Error("a thread that checked notes ended")));
        worker.on("message", (answer: ThreadAnswer) => {
          if (answer.kind === "refused") resolve(answer.why);
          else if (answer.kind === "ready") for (let i = 0; i < AHEAD; i++) giveTo(worker);
          else {
            giveTo(worker);
            try {
              tell(answer.index, answer.note);
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
            if (told === notes.length) resolve(undefined);
          }
        });
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
