import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { adapterStore } from "../composition/adapters";
import { defaultRecipe, prepareTraining } from "../composition/prepareTraining";
import { startOf, trainAndInstall } from "../composition/training";
import { FEWEST_PAIRS } from "../core/learning/evidence";
import { silentLogger } from "../core/log";
import type { Profile } from "../core/style/profile";
import { viewOf } from "../core/style/view";
import { openStylist } from "../models/openStylist";
import { readBackground } from "../storage/backgroundFile";
import { DatasetFolder } from "../storage/datasetFolder";
import { assetsFolder, installationRoot } from "../storage/installation";
import { ProfileStore, readProfile } from "../storage/profileStore";
import type { ServiceResult } from "../workflows/ports";
import type { TrainingRecipe } from "../workflows/trainingPorts";
import type { trainingStages } from "../workflows/trainAuthor";
import { badInput, missing, orBad, type CommandContext } from "./context";
import { ProgressBar } from "./progress";

export interface TrainOptions {
  readonly author: string;
  /** Folder of the data set. */
  readonly data: string;
  readonly from?: string | undefined;
  readonly stages: (typeof trainingStages)[number];
  readonly out?: string | undefined;
  readonly profile?: string | undefined;
  readonly seed: number;
  readonly maxSteps?: number | undefined;
  readonly dryRun: boolean;
  readonly resume: boolean | "whenSame";
  /** Where versions are installed; absent = the data folder. */
  readonly home?: string;
}

export interface TrainedLine {
  readonly gate: {
    readonly accepted: boolean;
    readonly metrics: object;
    readonly why: readonly string[];
  };
  readonly adapter: string | null;
}

/** Trains one author's adapter and tells its events; what the gate says, undefined for a dry run. */
export async function trainOne(
  options: TrainOptions,
  context: CommandContext,
  tell: (event: object) => void,
): Promise<TrainedLine | undefined> {
  const { author } = options;
  const folder = new DatasetFolder(resolve(options.data));
  const data = orBad(await folder.read());
  if (data.sft.length === 0) {
    throw badInput(`${folder.file("sft.jsonl")} holds no rows: there is nothing to train on.`);
  }
  if (data.holdout.length < FEWEST_PAIRS && options.out === undefined && !options.dryRun) {
    const why = `Too little evidence: ${data.holdout.length} pairs are held out, ${FEWEST_PAIRS - data.holdout.length} are missing. Nothing was trained; with --out FILE it is, and not installed.`;
    const metrics = { pairs: data.holdout.length, needed: FEWEST_PAIRS };
    return { gate: { accepted: false, metrics, why: [why] }, adapter: null };
  }
  const profile = await profileOf(options, folder, context);
  const background = await readBackground();
  const { home } = options;
  const store = adapterStore(author, { ...context, home });
  const inUse = orBad(await store.current());
  const { dataFolder, signal } = context;
  const settings = { ...context.settings, model: { ...context.settings.model, serverUrl: "" } };
  const bar = new ProgressBar(context, "trainer");
  const { trainer, base, baseHash, cache, template } = orMissing(
    await prepareTraining({ dataFolder, settings, signal, installing: bar.report }).finally(() =>
      bar.stop(),
    ),
  );
  const open = openStylist({
    ...{ dataFolder, settings, template },
    assetsFolder: assetsFolder(),
    childFile: join(installationRoot(), "dist", "model-child.js"),
    adapter: inUse.file,
    key: "",
    logger: silentLogger,
  });
  try {
    const start = options.from === undefined ? inUse.file : startNamed(options.from);
    const outcome = orBad(
      await trainAndInstall(
        {
          author,
          data,
          template,
          dataFolder: home ?? dataFolder,
          stages: options.stages,
          from: start === null ? null : startOf(start),
          parents: options.from === undefined ? [inUse.id] : [options.from],
          recipe: recipeOf(options),
          candidates: settings.model.candidates,
          baseHash,
          out: options.out === undefined ? undefined : resolve(options.out),
          dryRun: options.dryRun,
          resume: options.resume,
          signal,
        },
        store,
        {
          ...{ trainer, base, cache },
          stylist: (adapter) => open.withAdapter(adapter ?? inUse.file),
          viewWithout: (note) => viewOf(profile, background, { place: note }),
          onEvent: tell,
        },
      ),
    );
    if (outcome.gate === null) return undefined;
    const { accepted, metrics, why } = outcome.gate;
    return { gate: { accepted, metrics, why }, adapter: outcome.adapter };
  } finally {
    open.dispose();
  }
}

const recipeOf = ({ seed, maxSteps }: TrainOptions): TrainingRecipe => ({
  ...defaultRecipe,
  maxSteps: maxSteps ?? null,
  seed,
});

function startNamed(from: string): string | null {
  if (from === "none") return null;
  const file = resolve(from);
  if (existsSync(file)) return file;
  throw missing(`${file} does not exist: name an adapter, or --from none.`);
}

async function profileOf(
  { author, profile }: TrainOptions,
  folder: DatasetFolder,
  { dataFolder }: CommandContext,
): Promise<Profile> {
  const files =
    profile === undefined
      ? [folder.file("profile.json"), new ProfileStore(dataFolder).fileOf(author)]
      : [resolve(profile)];
  for (const file of files) {
    const read = await readProfile(file);
    if (read.kind === "read") return read.profile;
    if (read.kind === "refused") throw badInput(`${file} ${read.why}`);
  }
  throw missing(
    `${author} has not been learned, so that no text can be judged: build the data set with --notes, or name a --profile that \`penprint learn\` wrote.`,
  );
}

function orMissing<T>(result: ServiceResult<T>): T {
  if (result.kind === "failed") throw missing(`${result.why} ${result.userAction}`);
  return result.value;
}
