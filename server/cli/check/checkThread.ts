import { parentPort, workerData } from "node:worker_threads";
import { openCheck, type CheckTerms } from "./checkNamed";
import type { ThreadAnswer, ThreadTask } from "./checkThreads";

/** The program of a thread: checks the notes that it is handed, one after the other. */
const port = parentPort!;
const answer = (message: ThreadAnswer): void => port.postMessage(message);
/** Whoever calls the work off ends the thread. */
const never = new AbortController().signal;

void openCheck(workerData as CheckTerms, never).then((opened) => {
  if (opened.kind === "refused") {
    answer(opened);
    return;
  }
  let before = Promise.resolve();
  port.on("message", ({ index, named }: ThreadTask) => {
    before = before.then(async () => {
      answer({ kind: "checked", index, note: await opened.check(named) });
    });
  });
  answer({ kind: "ready" });
});
