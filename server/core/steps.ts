/**
 * Work that can be interrupted: it stops after every small piece, and whoever runs it decides when to go on. Core knows no
 * clock; `server/workflows/inSlices.ts` does.
 */
export type Steps<T> = Generator<void, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
