import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { placeBinaries } from "./binaries.mjs";
import { shippedFiles } from "./contents.mjs";
import { binaryPackage } from "./targets.mjs";

/** What only matters to those who work on Penprint. */
const forDevelopment = ["scripts", "bin", "files", "devDependencies", "overrides"];

/**
 * Lays out in `folder` what the extension for `target` holds; with `model`, the embedded model's file as well. `images` is
 * the address under which the pictures of `root` can be seen.
 */
export async function stage(target, { root, folder, cache, model, images }) {
  await rm(folder, { recursive: true, force: true });
  const files = await shippedFiles(root);
  for (const file of files) await copy(join(root, file), join(folder, file));
  await writeFile(join(folder, "README.md"), await pageOf(root, images));
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

/** The extension's page. The editor shows pictures there only by address: without one there are none. */
async function pageOf(root, images) {
  const text = await readFile(join(root, "media", "gallery.md"), "utf8");
  return images === undefined
    ? text.replace(/^!\[[^\]]*\]\(media\/[^)]*\)\n\n?/gm, "")
    : text.replaceAll("](media/", `](${images.replace(/\/$/, "")}/media/`);
}
