import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { testCache } from "./installCodeServer.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const output = join(root, "test-output", "editor");

/** Builds extension and suite, and lays out what a run works on: a copy of samples/ and folders of its own. */
export async function prepare() {
  const built = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
  if (built.status !== 0) throw new Error("The extension does not build.");
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const suite = join(output, "suite.js");
  const scriptedModel = join(output, "scriptedModel");
  const sources = join(root, "test", "editor");
  await build({
    entryPoints: {
      suite: join(sources, "suite", "index.ts"),
      "scriptedModel/extension": join(sources, "scriptedModel", "extension.ts"),
    },
    outdir: output,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const manifest = join(sources, "scriptedModel", "package.json");
  await cp(manifest, join(scriptedModel, "package.json"));
  const temporary = await mkdtemp(join(tmpdir(), "penprint-editor-"));
  const workspace = join(temporary, "samples");
  // Without the folder's own rules: their file alone would wake the extension.
  const filter = (source) => !source.endsWith(".penprint.json");
  await cp(join(root, "samples"), workspace, { recursive: true, filter });
  const harness = join(temporary, "harness");
  await mkdir(harness);
  const model = join(testCache(), "model", "SmolLM2-135M-Instruct.Q4_1.gguf");
  const settings = {
    "editor.fontSize": 13,
    "files.simpleDialog.enable": true,
    "files.autoSave": "off",
    "penprint.author": "me",
    "penprint.model.candidates": 1,
    ...(existsSync(model) && { "penprint.model.location": model }),
    "workbench.startupEditor": "none",
    "chat.disableAIFeatures": true,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
  };
  const env = {
    PENPRINT_DATA: join(temporary, "data"),
    PENPRINT_SUITE_RESULTS: join(root, "test-output", "results", "editor.json"),
    PENPRINT_SUITE_HARNESS: harness,
  };
  await mkdir(dirname(env.PENPRINT_SUITE_RESULTS), { recursive: true });
  await writeFile(join(temporary, "settings.json"), JSON.stringify(settings));
  const clean = () => rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  return { suite, scriptedModel, temporary, workspace, settings, env, harness, clean };
}
