import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { installTrainer } from "../../server/models/trainer/trainerEnvironment";
import { embeddedModel } from "../modelDependent/globalSetup";

declare module "vitest" {
  interface ProvidedContext {
    /** Python with the trainer's packages; empty when they could not be installed. */
    trainerPython: string;
    /** A small random model with the embedded model's tokenizer. */
    tinyModel: string;
  }
}

/** Installs the trainer once for all tests: into PENPRINT_TEST_TRAINER, else .cache/trainer. */
export default async function setup(project: TestProject): Promise<void> {
  const base = await embeddedModel();
  project.provide("modelFile", base);
  const folder = resolve(process.env["PENPRINT_TEST_TRAINER"] ?? ".cache/trainer");
  const installed = await installTrainer(
    { folder, packageFolder: resolve("server/trainer"), proxy: "" },
    (_done, _total, message) => console.log(`trainer: ${message}`),
  );
  const problem =
    installed.kind === "failed"
      ? `${installed.why} ${installed.userAction}`
      : makeTinyModel(installed.value.python, base, resolve(folder, "tiny.gguf"));
  project.provide(
    "trainerPython",
    installed.kind === "ok" && problem === "" ? installed.value.python : "",
  );
  project.provide("tinyModel", resolve(folder, "tiny.gguf"));
  if (problem === "") return;
  const message = `The trainer is not here: ${problem}`;
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(`${message}\nThe tests that need it are skipped.`);
}

/** What went wrong, or nothing. */
function makeTinyModel(python: string, base: string, file: string): string {
  if (base === "") return "the embedded model is not here";
  mkdirSync(dirname(file), { recursive: true });
  const made = spawnSync(python, [resolve("test/trainer/tinyModel.py"), base, file], {
    encoding: "utf8",
  });
  return made.status === 0 ? "" : `the tiny model could not be made: ${made.stderr}`;
}
