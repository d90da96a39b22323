import { existsSync, statSync } from "node:fs";
import { badInput } from "./context";

/** Ends the command where a path that was given is no file and no folder. */
export function refuseOthers(paths: readonly string[]): void {
  for (const path of paths) {
    if (!existsSync(path)) throw badInput(`${path} does not exist: name files or folders.`);
    const info = statSync(path);
    if (info.isFile() || info.isDirectory()) continue;
    throw badInput(`${path} is a pipe or a device: save its text in a file, and name that.`);
  }
}
