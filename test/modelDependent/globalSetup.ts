import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { fetchModel } from "../../server/models/files/modelFiles";

declare module "vitest" {
  interface ProvidedContext {
    /** The embedded model's file; empty when it could not be fetched. */
    modelFile: string;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide("modelFile", await embeddedModel());
}

/**
 * The embedded model's file, fetched once for all tests: into PENPRINT_TEST_MODEL_CACHE, else .cache/model. Empty when
 * it could not be.
 */
export async function embeddedModel(): Promise<string> {
  const cacheFolder = resolve(process.env["PENPRINT_TEST_MODEL_CACHE"] ?? ".cache/model");
  const model = await fetchModel(
    {
      cacheFolder,
      assetsFolder: resolve("server/assets"),
      location: "",
      sha256: "",
      huggingFaceEndpoint: "https://huggingface.co",
      proxy: "",
    },
    () => undefined,
  );
  if (model.kind === "ok") return model.value.file;
  const message = `The embedded model is not here: ${model.why} ${model.userAction}`;
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(`${message}\nThe tests that need it are skipped.`);
  return "";
}
