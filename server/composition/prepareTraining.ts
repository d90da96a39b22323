import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findModel } from "../models/files/modelFiles";
import { modelFileOptions } from "../models/openStylist";
import type { Settings } from "../protocol/settings";
import { assetsFolder } from "../storage/installation";
import type { Progress, ServiceResult } from "../workflows/ports";
import type { TrainingRecipe } from "../workflows/trainingPorts";
import type { TrainParts } from "../workflows/trainAuthor";
import { openTrainer } from "./trainer";

export interface TrainingPlaces {
  readonly dataFolder: string;
  readonly settings: Pick<Settings, "model" | "proxy">;
  readonly signal: AbortSignal;
  /** While the trainer's packages are installed, the first time. */
  readonly installing: Progress;
}

export interface PreparedTraining extends Pick<TrainParts, "trainer" | "base" | "cache"> {
  /** SHA-256 of the base model; null where nobody told it. */
  readonly baseHash: string | null;
  /** Text of `assets/prompts/restyle.md`. */
  readonly template: string;
}

/** What every training needs: the embedded base model and the trainer, installed where it is not yet. */
export async function prepareTraining({
  dataFolder,
  settings,
  signal,
  installing,
}: TrainingPlaces): Promise<ServiceResult<PreparedTraining>> {
  const model = { ...settings.model, serverUrl: "" };
  const places = { dataFolder, assetsFolder: assetsFolder() };
  const base = await findModel(modelFileOptions({ ...settings, model }, places), signal);
  if (base.kind === "failed") return base;
  const trainer = await openTrainer({ dataFolder, proxy: settings.proxy }, installing, signal);
  if (trainer.kind === "failed") return trainer;
  return {
    kind: "ok",
    value: {
      trainer: trainer.value,
      base: base.value.file,
      baseHash: base.value.sha256 ?? null,
      cache: join(dataFolder, "training-cache"),
      template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    },
  };
}

/** The settings of a training, where nothing else is asked for. */
export const defaultRecipe: TrainingRecipe = {
  rank: null,
  alpha: null,
  // On processors dropout costs as much as the rest of a step.
  dropout: 0,
  learningRate: 4e-4,
  epochs: null,
  maxSteps: null,
  // Three or four pairs: a hundred pairs in batches of twenty are too few steps to learn from.
  tokensPerBatch: 1024,
  maxLength: 2048,
  seed: 0,
  beta: 0.1,
};
