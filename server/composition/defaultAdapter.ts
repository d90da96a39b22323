import { existsSync } from "node:fs";
import type { Settings } from "../protocol/settings";
import { shippedAdapter } from "../storage/installation";

/** The adapter that ships, where the settings name no other model and no server: it fits the embedded model alone. */
export function defaultAdapter({ model }: Pick<Settings, "model">): string | null {
  const embedded = model.location === "" && model.serverUrl === "";
  return embedded && existsSync(shippedAdapter()) ? shippedAdapter() : null;
}
