import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { silentLogger } from "../core/log";
import { openStylist, type OpenStylist } from "../models/openStylist";
import type { Settings } from "../protocol/settings";
import { assetsFolder, installationRoot } from "../storage/installation";
import { missing, type CommandContext } from "./context";

export interface ModelChoice {
  /** A LoRA adapter's file; null = none. */
  readonly adapter: string | null;
  /** A GGUF file instead of the embedded model. */
  readonly model?: string | undefined;
}

/** The stylist, ready to work; without its model or adapter the command ends here. */
export async function openModel(
  choice: ModelChoice,
  context: CommandContext,
): Promise<OpenStylist> {
  const adapter = choice.adapter === null ? null : resolve(choice.adapter);
  if (adapter !== null && !existsSync(adapter)) {
    throw missing(`${adapter} does not exist: train an adapter, or use --adapter none.`);
  }
  const open = openStylist({
    settings: settingsFor(choice, context.settings),
    dataFolder: context.dataFolder,
    assetsFolder: assetsFolder(),
    childFile: join(installationRoot(), "dist", "model-child.js"),
    template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    adapter,
    key: "",
    logger: silentLogger,
  });
  const loaded = await open.embedded?.load(context.signal);
  if (loaded?.kind === "failed") {
    open.dispose();
    throw missing(`${loaded.why}\n${loaded.userAction}`);
  }
  return open;
}

function settingsFor({ model }: ModelChoice, settings: Settings): Settings {
  if (model === undefined) return settings;
  const location = resolve(model);
  return { ...settings, model: { ...settings.model, location, sha256: "", serverUrl: "" } };
}
