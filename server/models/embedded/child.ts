import { orderSchema, type Report, type Work } from "./messages";
import { endWithParent } from "./orphanWatch";
import type { Heartbeat } from "./engine";
import { Runtime } from "./runtime";
import { messageOf, RuntimeFailure } from "./runtimeFailure";

/** The model's own process: whatever happens to it, the language server lives on. */

/** Milliseconds between two signs of life within one piece of work. */
const SIGN_EVERY = 1000;

let runtime: Runtime | undefined;
let queue: Promise<void> = Promise.resolve();
const calledOff = new Set<number>();

endWithParent();
process.on("disconnect", () => process.exit(0));
process.on("message", (received) => {
  const order = orderSchema.parse(received);
  if (order.type === "ping") report({ type: "pong" });
  else if (order.type === "abort") calledOff.add(order.id);
  else queue = queue.then(() => handle(order));
});

async function handle(order: Work): Promise<void> {
  try {
    await work(order, heartbeat(order.id));
  } catch (error) {
    if (error instanceof RuntimeFailure) {
      report({ type: "failed", id: order.id, reason: error.reason, why: error.message });
    } else {
      report({ type: "failed", id: order.id, reason: "fault", why: messageOf(error) });
    }
  } finally {
    calledOff.delete(order.id);
  }
}

async function work(order: Work, alive: Heartbeat): Promise<void> {
  const { id } = order;
  alive();
  switch (order.type) {
    case "load": {
      const previous = runtime;
      runtime = undefined;
      runtime = await Runtime.open(order, previous, alive);
      report({ type: "loaded", id, result: await runtime.prepare(order, alive) });
      break;
    }
    case "generate":
      await opened().generate(order, alive, (index, answer) =>
        report({ type: "answer", id, index, answer }),
      );
      report({ type: "generated", id });
      break;
    case "logProbability":
      report({ type: "scored", id, result: await opened().logProbabilities(order, alive) });
      break;
    case "weigh":
      report({ type: "weighed", id, result: await opened().weigh(order, alive) });
      break;
    case "speed":
      report({ type: "speed", id, result: await opened().speed(order, alive) });
      break;
  }
}

function opened(): Runtime {
  if (runtime === undefined) throw new RuntimeFailure("fault", "no model is loaded");
  return runtime;
}

function heartbeat(id: number): Heartbeat {
  let last = 0;
  return () => {
    if (calledOff.has(id)) throw new RuntimeFailure("aborted", "called off");
    const now = performance.now();
    if (now - last < SIGN_EVERY) return;
    last = now;
    report({ type: "alive", id });
  };
}

function report(message: Report): void {
  if (process.connected) process.send?.(message);
}
