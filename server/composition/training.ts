import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { GateReport } from "../core/learning/gate";
import type { AdapterStore } from "../storage/adapterStore";
import { fileNameOf } from "../storage/authorNames";
import type { ReadDataset } from "../storage/datasetFolder";
import { wayOut } from "../storage/fileErrors";
import { TrainingFolder } from "../storage/trainingFolder";
import { TrainingHistory, trainingFolderOf } from "../storage/trainingHistory";
import type { ServiceResult } from "../workflows/ports";
import {
  estimateTraining,
  trainAuthor,
  type TrainEvent,
  type TrainParts,
  type TrainTask,
} from "../workflows/trainAuthor";

export interface TrainingTask extends Omit<TrainTask, "rows"> {
  readonly author: string;
  readonly dataFolder: string;
  readonly data: ReadDataset;
  /** SHA-256 of the base model; null where nobody told it. */
  readonly baseHash: string | null;
  /** Names of the adapters that `from` was trained on from, itself first. */
  readonly parents: readonly string[];
  /** Where the adapter is copied to, whatever the gate says. */
  readonly out?: string | undefined;
  readonly dryRun: boolean;
  readonly resume: boolean | "whenSame";
}

export interface TrainingOutcome {
  /** Null for a dry run. */
  readonly gate: GateReport | null;
  /** The adapter's file: the copy that was asked for, else the installed one; null where there is none. */
  readonly adapter: string | null;
}

/** Trains, asks the gate, and installs what it accepts. The adapter in use stays until then. */
export async function trainAndInstall(
  task: TrainingTask,
  store: AdapterStore,
  parts: Omit<TrainParts, "work">,
): Promise<ServiceResult<TrainingOutcome>> {
  const { author, dataFolder, data, recipe, stages, from, resume } = task;
  const key = createHash("sha256")
    .update(JSON.stringify([data.sha256, recipe, stages, from, task.baseHash]))
    .digest("hex");
  // Asking what it takes leaves alone what a training has finished.
  const name = task.dryRun ? `${fileNameOf(author)}-estimate` : fileNameOf(author);
  const opened = await TrainingFolder.open({ dataFolder, name, key, resume });
  if (opened.kind === "failed") return opened;
  const work = opened.value;
  const rows = { sft: data.sft, preference: data.preference, holdout: data.holdout };
  try {
    if (task.dryRun) {
      const estimate = await estimateTraining({ ...task, rows }, { ...parts, work });
      return estimate.kind === "failed"
        ? estimate
        : { kind: "ok", value: { gate: null, adapter: null } };
    }
    const history = new TrainingHistory(trainingFolderOf(dataFolder, author));
    const onEvent = (event: TrainEvent): void => {
      if (event.event === "step") history.keepStep(event);
      parts.onEvent(event);
    };
    const trained = await trainAuthor({ ...task, rows }, { ...parts, work, onEvent });
    if (trained.kind === "failed") return trained;
    const { adapter, peft, gate } = trained.value;
    await history.keepGate(gate, new Date());
    if (task.out !== undefined) {
      const copied = await copyTo(adapter, task.out);
      if (copied.kind === "failed") return copied;
    }
    if (!gate.accepted) return { kind: "ok", value: { gate, adapter: task.out ?? null } };
    const { parents, baseHash } = task;
    const { accepted, metrics, why } = gate;
    const installed = await store.install({
      adapter,
      peft,
      card: {
        ...{ parents, base: baseHash, data: data.sha256, recipe: { ...recipe, stages } },
        gate: { accepted, metrics: { ...metrics }, why },
      },
    });
    if (installed.kind === "failed") return installed;
    return { kind: "ok", value: { gate, adapter: task.out ?? installed.value.file } };
  } finally {
    await work.close();
  }
}

async function copyTo(from: string, to: string): Promise<ServiceResult<null>> {
  try {
    await copyFile(from, to);
    return { kind: "ok", value: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "failed", why: `${to}: ${why}.`, userAction: wayOut(error, to) };
  }
}

/** What a training starts from: the trainer takes PEFT's form where it is kept beside the file. */
export function startOf(adapter: string): string {
  const peft = join(dirname(adapter), "peft");
  return existsSync(peft) ? peft : adapter;
}
