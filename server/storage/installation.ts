import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The folder that holds package.json, whether running from `dist/` or from the sources. */
export function installationRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${__dirname}.`);
    folder = parent;
  }
  return folder;
}

export function assetsFolder(): string {
  return join(installationRoot(), "server", "assets");
}

/** The adapter that ships, made for the embedded model. */
export const shippedAdapter = (): string => join(assetsFolder(), "adapter.gguf");

/** Log, profiles, adapters and model cache live here unless `--data-dir` or PENPRINT_DATA says otherwise. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["PENPRINT_DATA"];
  if (named !== undefined && named !== "") return named;
  if (process.platform === "win32") {
    return join(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "penprint");
  }
  if (process.platform === "darwin") {
    return join(homedir(), "Library", "Application Support", "penprint");
  }
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "penprint");
}
