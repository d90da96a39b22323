import { existsSync } from "node:fs";
import { checkAdapter } from "../models/files/adapterFile";
import { findModel } from "../models/files/modelFiles";
import { modelFileOptions } from "../models/openStylist";
import type { Settings } from "../protocol/settings";
import { AdapterStore } from "../storage/adapterStore";
import { assetsFolder, shippedAdapter } from "../storage/installation";

export interface AdapterPlaces {
  readonly dataFolder: string;
  readonly settings: Pick<Settings, "model" | "proxy">;
  /** Where the versions are kept; absent = the data folder, in which the base model is looked for. */
  readonly home?: string | undefined;
  /** The adapter that ships; other only in tests. */
  readonly ships?: string;
}

/** An author's adapters, checked against the base model that the settings name before they are used. */
export function adapterStore(
  author: string,
  { dataFolder, settings, home = dataFolder, ships = shippedAdapter() }: AdapterPlaces,
): AdapterStore {
  return new AdapterStore({
    dataFolder: home,
    author,
    shipped: existsSync(ships) ? ships : undefined,
    clock: { now: () => new Date() },
    check: async (file) => {
      const base = await findModel(
        modelFileOptions(settings, { dataFolder, assetsFolder: assetsFolder() }),
      );
      return base.kind === "failed" ? base : checkAdapter(file, base.value);
    },
  });
}

/** The adapter that a rewrite in this author's voice takes: the installed one, else the shipped one, else none. */
export async function adapterFor(author: string, places: AdapterPlaces) {
  return adapterStore(author, places).current();
}
