import { Worker } from "node:worker_threads";

/** Milliseconds between two looks. */
const INTERVAL = 1000;

const watch = `
  const { workerData } = require("node:worker_threads");
  setInterval(() => {
    try {
      process.kill(workerData.parent, 0);
      if (process.platform === "win32" || process.ppid === workerData.parent) return;
    } catch (error) {
      if (error.code === "EPERM") return;
    }
    process.kill(process.pid, "SIGKILL");
  }, ${INTERVAL});
`;

/**
 * Ends this process when its parent is gone, even while native or other code holds the main thread, where the closed
 * channel would not be noticed.
 */
export function endWithParent(): void {
  new Worker(watch, { eval: true, workerData: { parent: process.ppid } }).unref();
}
