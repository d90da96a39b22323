import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Logger } from "../core/log";
import { LONG_REFERENCE, SHORT_REFERENCE } from "../core/rewrite/prompt";
import type { Settings } from "../protocol/settings";
import type { Stylist } from "../workflows/ports";
import { EmbeddedModel } from "./embedded/embeddedModel";
import { EmbeddedStylist } from "./embedded/embeddedStylist";
import { defaultModel } from "./files/defaultModel";
import { findModel, type ModelFileOptions } from "./files/modelFiles";
import { OpenAiClient } from "./openAiClient";
import { proxyDispatcher } from "./proxy";
import { stylistKey } from "./serverKeys";
import { ServerStylist } from "./serverStylist";

export interface StylistPlaces {
  readonly dataFolder: string;
  readonly assetsFolder: string;
  /** `dist/model-child.js`. */
  readonly childFile: string;
}

export interface StylistParts extends StylistPlaces {
  readonly settings: Pick<Settings, "model" | "planner" | "proxy">;
  /** Text of `assets/prompts/restyle.md`. */
  readonly template: string;
  /** File of a LoRA adapter; null = none. */
  readonly adapter: string | null;
  /** What a server calls the author's adapter: it stands for `{author}` in `model.serverModel`. */
  readonly served?: string | undefined;
  /** The planner's key where the editor keeps one, empty where not: see `stylistKey`. */
  readonly key: string;
  readonly logger: Logger;
}

export interface OpenStylist {
  readonly stylist: Stylist;
  /** The same model with another adapter over it, or none; a server stays as it is. */
  withAdapter(file: string | null): Stylist;
  /** Absent when the stylist is a server. */
  readonly embedded?: EmbeddedModel;
  dispose(): void;
}

const AUTHOR = "{author}";

/** The stylist that the settings ask for. Nothing is started before it is needed. */
export function openStylist(parts: StylistParts): OpenStylist {
  const { settings, template, logger } = parts;
  if (settings.model.serverUrl !== "") {
    const dispatcher = proxyDispatcher(settings.proxy, process.env);
    const { serverModel } = settings.model;
    const served = serverModel.includes(AUTHOR) ? parts.served : undefined;
    const server = new OpenAiClient({
      baseUrl: settings.model.serverUrl,
      model: served === undefined ? serverModel : serverModel.replaceAll(AUTHOR, served),
      key: stylistKey(settings, parts.key, process.env),
      timeoutSeconds: settings.planner.timeoutSeconds,
      dispatcher,
    });
    // An adapter was trained on references as short as the embedded model is shown.
    const longest = served === undefined ? LONG_REFERENCE : SHORT_REFERENCE;
    const stylist = new ServerStylist(server, template, longest);
    return {
      stylist,
      withAdapter: () => stylist,
      dispose: () => void dispatcher.close().catch(() => undefined),
    };
  }
  const files = modelFileOptions(settings, parts);
  const embedded = new EmbeddedModel({
    childFile: parts.childFile,
    file: () => findModel(files),
    adapter: parts.adapter,
    contextTokens: settings.model.contextTokens,
    threads: settings.model.threads === 0 ? availableParallelism() : settings.model.threads,
    logger,
  });
  const model = modelName(settings.model.location);
  const withAdapter = (file: string | null): Stylist =>
    new EmbeddedStylist(embedded, template, model, file);
  return {
    stylist: withAdapter(parts.adapter),
    withAdapter,
    embedded,
    dispose: () => embedded.dispose(),
  };
}

/** Where the settings say that the model is, and where it is kept. */
export function modelFileOptions(
  { model, proxy }: Pick<Settings, "model" | "proxy">,
  { dataFolder, assetsFolder }: Pick<StylistPlaces, "dataFolder" | "assetsFolder">,
): ModelFileOptions {
  const { location, sha256, huggingFaceEndpoint } = model;
  const cacheFolder = join(dataFolder, "models");
  return { cacheFolder, assetsFolder, location, sha256, huggingFaceEndpoint, proxy };
}

/** What the user reads as the model's name before it is loaded. */
export function modelName(location: string): string {
  const last =
    location
      .replace(/[\\/]+$/, "")
      .split(/[\\/]/)
      .at(-1) ?? "";
  return last === "" ? defaultModel.name : last.replace(/\.gguf$/i, "");
}
