import { Worker } from "node:worker_threads";

/** Milliseconds after which one input is taken for a hang that never ends. */
const HANG = 20_000;

const watch = `
  const { workerData } = require("node:worker_threads");
  const { writeFileSync } = require("node:fs");
  const state = new Int32Array(workerData.shared, 0, 2);
  let last = -1, since = Date.now();
  setInterval(() => {
    const now = Atomics.load(state, 0);
    if (now !== last) { last = now; since = Date.now(); return; }
    if (Date.now() - since < ${HANG}) return;
    const bytes = new Uint8Array(workerData.shared, 8, state[1]);
    writeFileSync(workerData.file, Buffer.from(bytes));
    console.error("hangs; the input is in " + workerData.file);
    process.kill(process.pid, "SIGKILL");
  }, 500);
`;

/** Keeps the input that is being tried, and ends the process when one of them never comes to an end. */
export class Watchdog {
  private readonly shared = new SharedArrayBuffer(8 + 256_000);
  private readonly state = new Int32Array(this.shared, 0, 2);

  private readonly worker: Worker;

  constructor(file: string) {
    this.worker = new Worker(watch, { eval: true, workerData: { shared: this.shared, file } });
    this.worker.unref();
  }

  begin(input: Buffer): void {
    new Uint8Array(this.shared, 8).set(input.subarray(0, 256_000));
    this.state[1] = Math.min(input.length, 256_000);
    Atomics.add(this.state, 0, 1);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
