import type { Command } from "commander";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { adapterStore } from "../composition/adapters";
import { openTrainer } from "../composition/trainer";
import { startOf, trainAndInstall } from "../composition/training";
import { FEWEST_PAIRS } from "../core/learning/evidence";
import { silentLogger } from "../core/log";
import type { Profile } from "../core/style/profile";
import { viewOf } from "../core/style/view";
import { findModel } from "../models/files/modelFiles";
import { modelFileOptions, openStylist } from "../models/openStylist";
import { readBackground } from "../storage/backgroundFile";
import { DatasetFolder } from "../storage/datasetFolder";
import { assetsFolder, installationRoot } from "../storage/installation";
import { ProfileStore, readProfile } from "../storage/profileStore";
import type { ServiceResult, TrainingRecipe } from "../workflows/ports";
import { trainingStages } from "../workflows/trainAuthor";
import { badInput, CommandError, contextOf, missing, type CommandContext } from "./context";
import { write } from "./jsonl";
import { ProgressBar } from "./progress";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty"),
  data: z.string(),
  from: z.string().optional(),
  stages: z.enum(trainingStages, `--stages: ${trainingStages.join(" or ")}`),
  out: z.string().optional(),
  profile: z.string().optional(),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0xffffffff),
  maxSteps: z.coerce.number("--max-steps: a number").int().min(1).optional(),
  dryRun: z.boolean().default(false),
  resume: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** `train`: a LoRA adapter from an author's rows; JSON lines on stdout, the last one the gate's. */
export function trainCommand(program: Command): void {
  program
    .command("train")
    .description("train an adapter on the author's own texts; JSON lines, the last one the gate's")
    .requiredOption("--author <name>", "whose adapter it is")
    .requiredOption("--data <dir>", "what `dataset build` wrote")
    .option("--from <file>", "the adapter to go on from, or none (default: the one in use)")
    .option("--stages <stages>", trainingStages.join(" or "), "sft,filter,dpo")
    .option("--out <file>", "a copy of the adapter, whatever the gate says")
    .option(
      "--profile <file>",
      "the author's profile (default: the data set's, else the learned one)",
    )
    .option("--seed <n>", "the same seed gives the same adapter", "0")
    .option("--max-steps <n>", "stop every stage after so many steps")
    .option("--dry-run", "say what it would take in time and memory")
    .option("--resume", "go on where training stopped")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await train(options.data, contextOf(command));
    });
}

async function train(options: Options, context: CommandContext): Promise<void> {
  const { author } = options;
  const folder = new DatasetFolder(resolve(options.data));
  const data = orBad(await folder.read());
  if (data.sft.length === 0) {
    throw badInput(`${folder.file("sft.jsonl")} holds no rows: there is nothing to train on.`);
  }
  if (data.holdout.length < FEWEST_PAIRS && options.out === undefined && !options.dryRun) {
    const why = `Too little evidence: ${data.holdout.length} pairs are held out, ${FEWEST_PAIRS - data.holdout.length} are missing. Nothing was trained; with --out FILE it is, and not installed.`;
    const metrics = { pairs: data.holdout.length, needed: FEWEST_PAIRS };
    await write({ gate: { accepted: false, metrics, why: [why] }, adapter: null });
    throw new CommandError("", 1);
  }
  const profile = await profileOf(options, folder, context);
  const background = await readBackground();
  const store = adapterStore(author, context);
  const inUse = orBad(await store.current());
  const settings = { ...context.settings, model: { ...context.settings.model, serverUrl: "" } };
  const places = { dataFolder: context.dataFolder, assetsFolder: assetsFolder() };
  const base = orMissing(await findModel(modelFileOptions(settings, places), context.signal));
  const bar = new ProgressBar(context, "trainer");
  const trainer = orMissing(
    await openTrainer(
      { dataFolder: context.dataFolder, proxy: context.settings.proxy },
      bar.report,
      context.signal,
    ).finally(() => bar.stop()),
  );
  const template = await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8");
  const open = openStylist({
    ...places,
    settings,
    childFile: join(installationRoot(), "dist", "model-child.js"),
    template,
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
          dataFolder: context.dataFolder,
          stages: options.stages,
          from: start === null ? null : startOf(start),
          parents: options.from === undefined ? [inUse.id] : [options.from],
          recipe: recipeOf(options),
          candidates: settings.model.candidates,
          baseHash: base.sha256 ?? null,
          out: options.out === undefined ? undefined : resolve(options.out),
          dryRun: options.dryRun,
          resume: options.resume,
          signal: context.signal,
        },
        store,
        {
          trainer,
          base: base.file,
          cache: join(context.dataFolder, "training-cache"),
          stylist: (adapter) => open.withAdapter(adapter ?? inUse.file),
          viewWithout: (note) => viewOf(profile, background, { place: note }),
          onEvent: (event) => void write(event),
        },
      ),
    );
    if (outcome.gate === null) return;
    const { accepted, metrics, why } = outcome.gate;
    await write({ gate: { accepted, metrics, why }, adapter: outcome.adapter });
    if (!accepted) throw new CommandError("", 1);
  } finally {
    open.dispose();
  }
}

const recipeOf = ({ seed, maxSteps }: Options): TrainingRecipe => ({
  rank: null,
  alpha: null,
  dropout: 0.05,
  learningRate: 2e-4,
  epochs: 1,
  maxSteps: maxSteps ?? null,
  tokensPerBatch: 4096,
  maxLength: 2048,
  seed,
  beta: 0.1,
});

function startNamed(from: string): string | null {
  if (from === "none") return null;
  const file = resolve(from);
  if (existsSync(file)) return file;
  throw missing(`${file} does not exist: name an adapter, or --from none.`);
}

async function profileOf(
  { author, profile }: Options,
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

function orBad<T>(result: ServiceResult<T>): T {
  if (result.kind === "failed") throw badInput(`${result.why} ${result.userAction}`);
  return result.value;
}

function orMissing<T>(result: ServiceResult<T>): T {
  if (result.kind === "failed") throw missing(`${result.why} ${result.userAction}`);
  return result.value;
}
