import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StageConfig, Trainer } from "../../server/workflows/trainingPorts";

export interface ScriptedTrainer extends Trainer {
  readonly asked: readonly (StageConfig & { readonly lines: readonly Record<string, unknown>[] })[];
  /** The next stage of this name fails. */
  failAt(stage: StageConfig["stage"]): void;
}

/** A trainer that tunes nothing: it writes the files that a real one would, and remembers what it was asked for. */
export function scriptedTrainer(): ScriptedTrainer {
  const asked: ScriptedTrainer["asked"][number][] = [];
  let failing: string | undefined;
  return {
    asked,
    failAt: (stage) => (failing = stage),
    runStage(config, onEvent, signal) {
      signal.throwIfAborted();
      const text = config.rows === "" ? "" : readFileSync(config.rows, "utf8");
      const lines = text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      asked.push({ ...config, lines });
      if (failing === config.stage) {
        failing = undefined;
        return Promise.resolve({ kind: "failed", why: "It was killed.", userAction: "--resume" });
      }
      if (config.stage === "estimate") {
        onEvent({ event: "estimate", tokens: 100, seconds: 2, memoryBytes: 1e9 });
        return Promise.resolve({ kind: "ok", value: {} });
      }
      onEvent({
        ...{ event: "step", stage: config.stage, step: 1, steps: 1, loss: 1 },
        ...{ tokensPerSecond: 80, secondsLeft: 0 },
      });
      onEvent({ event: "saved" });
      const peft = join(config.out, "peft");
      mkdirSync(peft, { recursive: true });
      const adapter = join(config.out, "adapter.gguf");
      writeFileSync(adapter, config.out);
      return Promise.resolve({ kind: "ok", value: { adapter, peft } });
    },
  };
}
