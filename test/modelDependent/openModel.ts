import { resolve } from "node:path";
import { inject, onTestFinished } from "vitest";
import { silentLogger } from "../../server/core/log";
import {
  EmbeddedModel,
  type EmbeddedModelOptions,
} from "../../server/models/embedded/embeddedModel";
import { defaultPatience } from "../../server/models/embedded/modelProcess";

export const modelFile = inject("modelFile");
export const childFile = resolve("dist/model-child.js");

/** The embedded model in its own process, ended with the test. One thread: the same on every machine. */
export function openModel(
  file: string = modelFile,
  options: Partial<EmbeddedModelOptions> = {},
): EmbeddedModel {
  const model = new EmbeddedModel({
    childFile,
    file: () => Promise.resolve({ kind: "ok", value: { name: "test model", file, bytes: 0 } }),
    adapter: null,
    contextTokens: 1024,
    threads: 1,
    logger: silentLogger,
    patience: { ...defaultPatience, pingEvery: 200 },
    restartAfter: 50,
    ...options,
  });
  onTestFinished(() => model.dispose());
  return model;
}

/** The value, or the failure as an error. */
export function value<T>(result: { kind: "ok"; value: T } | { kind: "failed"; why: string }): T {
  if (result.kind === "failed") throw new Error(result.why);
  return result.value;
}
