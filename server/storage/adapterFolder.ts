import { join } from "node:path";
import { fileNameOf } from "./authorNames";

/** Where an author's adapters are, and which notes they are measured on. */
export function adapterFolder(dataFolder: string, author: string): string {
  return join(dataFolder, "adapters", fileNameOf(author));
}
