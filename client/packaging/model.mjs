import { join } from "node:path";
import { run } from "./run.mjs";

/** The embedded model's file, fetched where it is not there yet and verified by the command line itself. */
export async function embeddedModel(root) {
  const penprint = join(root, "dist", "penprint.js");
  const { stdout } = await run(process.execPath, [penprint, "model", "fetch"]);
  return stdout.split("\n")[1];
}
