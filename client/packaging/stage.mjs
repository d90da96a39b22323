import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { placeBinaries } from "./binaries.mjs";
import { shippedFiles } from "./contents.mjs";
import { binaryPackage } from "./targets.mjs";

/** What only matters to those who work on Penprint. */
const forDevelopment = ["scripts", "bin", "files", "devDependencies", "overrides"];

/** Lays out in `folder` what the extension for `target` holds; with `model`, the embedded model's file as well. */
export async function stage(target, { root, folder, cache, model }) {
  await rm(folder, { recursive: true, force: true });
  const files = await shippedFiles(root);
  for (const file of files) await copy(join(root, file), join(folder, file));
  await copy(join(root, "media", "gallery.md"), join(folder, "README.md"));
  if (model !== undefined) await copy(model, join(folder, "server", "assets", basename(model)));
  const binaries = binaryPackage(target);
  const version = await placeBinaries(binaries, { root, folder, cache });
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const key of [...forDevelopment, "optionalDependencies"]) delete manifest[key];
  const { vscode } = manifest.engines;
  const staged = { ...manifest, engines: { vscode }, dependencies: { [binaries]: version } };
  await writeFile(join(folder, "package.json"), JSON.stringify(staged, null, 2));
  // Everything that was laid out is meant to go in.
  await writeFile(join(folder, ".vscodeignore"), "");
}

async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}
