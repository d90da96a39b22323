import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeBackground, type Background } from "../core/style/background";
import { assetsFolder } from "./installation";

const known = new Map<string, Promise<Background>>();

/** The shipped background statistics, read once. Throws when the installation is damaged. */
export function readBackground(
  file: string = join(assetsFolder(), "background.bin"),
): Promise<Background> {
  let background = known.get(file);
  if (background === undefined) {
    background = readFile(file).then((bytes) => decodeBackground(bytes));
    known.set(file, background);
  }
  return background;
}
