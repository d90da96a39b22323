// What the tests fetch once, into .cache: fetched ahead while tests run that need none of it.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { installTrainer } from "../../server/models/trainer/trainerEnvironment";
import { embeddedModel } from "../modelDependent/globalSetup";
import { installLlamaServer } from "./llamaServer";

/** A download that fails is said by the tests that need it. */
async function ahead(name: string, fetch: () => Promise<unknown>): Promise<void> {
  try {
    await fetch();
  } catch (error) {
    console.warn(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

await ahead("model", embeddedModel);
await ahead("llama.cpp's server", installLlamaServer);
await ahead("editor", () =>
  promisify(execFile)(process.execPath, ["test/editor/installCodeServer.mjs"]),
);
await ahead("trainer", () => {
  const folder = resolve(process.env["PENPRINT_TEST_TRAINER"] ?? ".cache/trainer");
  const options = { folder, packageFolder: resolve("server/trainer"), proxy: "" };
  return installTrainer(options, () => undefined);
});
