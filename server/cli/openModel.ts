import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { silentLogger } from "../core/log";
import { adapterFor } from "../composition/adapters";
import { openStylist, type OpenStylist } from "../models/openStylist";
import type { Settings } from "../protocol/settings";
import { assetsFolder, installationRoot } from "../storage/installation";
import { servedName } from "../storage/servedAdapters";
import { missing, type CommandContext } from "./context";

export interface ModelChoice {
  /** A LoRA adapter's file, or `none`; absent = what the author has installed, else the one that ships. */
  readonly adapter?: string | undefined;
  /** Whose voice it is; absent = nobody's, so that an adapter must be named. */
  readonly author?: string | undefined;
  /** A GGUF file instead of the embedded model. */
  readonly model?: string | undefined;
}

const otherModel = "Name a GGUF file with --model, or leave it out for the embedded model.";

/** The stylist, ready to work; without its model or adapter the command ends here. */
export async function openModel(
  choice: ModelChoice,
  context: CommandContext,
): Promise<OpenStylist> {
  const settings = settingsFor(choice, context.settings);
  const adapter = await chosenAdapter(choice, context);
  if (adapter !== null && !existsSync(adapter)) {
    throw missing(`${adapter} does not exist: train an adapter, or use --adapter none.`);
  }
  if (choice.model !== undefined && !existsSync(choice.model)) {
    throw missing(`--model ${choice.model} does not exist. ${otherModel}`);
  }
  const open = openStylist({
    settings,
    dataFolder: context.dataFolder,
    assetsFolder: assetsFolder(),
    childFile: join(installationRoot(), "dist", "model-child.js"),
    template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    adapter,
    ...(choice.author === undefined ? {} : { served: servedName(choice.author) }),
    key: "",
    logger: silentLogger,
  });
  const loaded = await open.embedded?.load(context.signal);
  if (loaded?.kind === "failed") {
    open.dispose();
    const { why, userAction } = loaded;
    const isSettings = choice.model !== undefined && userAction.includes('"model.location"');
    throw missing(`${why}\n${isSettings ? otherModel : userAction}`);
  }
  return open;
}

/** The adapter that was named; else the author's own, unless another model than the one it is made for was named. */
async function chosenAdapter(
  { adapter, author, model }: ModelChoice,
  { dataFolder, settings }: CommandContext,
): Promise<string | null> {
  if (adapter === "none") return null;
  if (adapter !== undefined) return resolve(adapter);
  if (author === undefined || model !== undefined || settings.model.serverUrl !== "") return null;
  const own = await adapterFor(author, { dataFolder, settings });
  if (own.kind === "failed") throw missing(`${own.why} ${own.userAction}`);
  return own.value.file;
}

function settingsFor({ model }: ModelChoice, settings: Settings): Settings {
  if (model === undefined) return settings;
  const location = resolve(model);
  return { ...settings, model: { ...settings.model, location, sha256: "", serverUrl: "" } };
}
