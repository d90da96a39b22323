import { existsSync } from "node:fs";
import { join } from "node:path";
import { gateFigures } from "../core/dashboard/gateFigures";
import type { TrainedVersion, TrainingData, TrainingHistory } from "../core/dashboard/types";
import type { AdapterCard } from "../core/learning/adapterCard";
import type { AdapterVersion } from "../storage/adapterStore";
import { fileNameOf } from "../storage/authorNames";
import { DatasetFolder, type ReadDataset } from "../storage/datasetFolder";
import { TrainingHistory as KeptTraining, trainingFolderOf } from "../storage/trainingHistory";
import { adapterStore, type AdapterPlaces } from "./adapters";

/** What the author's model was trained on and how that came out: adapters, data set, the last training. */
export async function trainingRecord(
  author: string,
  places: AdapterPlaces & {
    /** The data set's folder; absent = the editor's. */
    readonly data?: string | undefined;
  },
): Promise<TrainingHistory> {
  const { dataFolder, data = join(dataFolder, "data-sets", fileNameOf(author)) } = places;
  const store = adapterStore(author, places);
  const [listed, current, dataset, last] = await Promise.all([
    store.list(),
    store.current(),
    readDataset(new DatasetFolder(data)),
    new KeptTraining(trainingFolderOf(dataFolder, author)).read(),
  ]);
  const problems = [listed, current, dataset].flatMap((read) =>
    read?.kind === "failed" ? [`${read.why} ${read.userAction}`] : [],
  );
  const rows = dataset?.kind === "ok" ? dataset.value : undefined;
  return {
    current: current.kind === "ok" ? current.value.id : "",
    versions: listed.kind === "ok" ? listed.value.map((one) => versionOf(one, rows?.sha256)) : [],
    ...(rows === undefined ? {} : { data: countsOf(rows) }),
    ...(last === undefined ? {} : { last }),
    problems: [...new Set(problems)],
  };
}

async function readDataset(folder: DatasetFolder) {
  return existsSync(folder.file("report.json")) ? folder.read() : undefined;
}

function versionOf(
  { id, card, problem }: AdapterVersion,
  sha256: string | undefined,
): TrainedVersion {
  return {
    id,
    ...(card === undefined ? {} : { card: pickedFrom(card) }),
    ...(card?.gate == null ? {} : { gate: gateFigures(card.gate) }),
    onThisData: card !== undefined && card.data !== null && card.data === sha256,
    ...(problem === undefined ? {} : { problem }),
  };
}

const pickedFrom = ({ created, parents, recipe }: AdapterCard) => ({ created, parents, recipe });

function countsOf({ sft, preference, holdout }: ReadDataset): TrainingData {
  const sources: Record<string, number> = {};
  for (const { source } of sft) sources[source] = (sources[source] ?? 0) + 1;
  return {
    pairs: sft.length,
    preferences: preference.length,
    heldOut: holdout.length,
    sources,
  };
}
