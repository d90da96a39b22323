import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { megabytes } from "./inspect.mjs";
import { run } from "./run.mjs";

/** What npm's users have no use for: the editor's part of the manifest, and how Penprint is built. */
const notForNpm = [
  ...["scripts", "devDependencies", "overrides", "main", "contributes", "activationEvents"],
  ...["capabilities", "icon", "galleryBanner", "pricing", "categories", "publisher"],
  "displayName",
];

/** Packs the command line and the language server for npm into `out`; answers a line about it. */
export async function packForNpm(root, out) {
  const folder = join(root, ".cache", "packaging", "npm");
  await rm(folder, { recursive: true, force: true });
  for (const file of await filesFor(root)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const key of notForNpm) delete manifest[key];
  const strings = JSON.parse(await readFile(join(root, "package.nls.json"), "utf8"));
  const described = { ...manifest, description: strings.description };
  delete described.engines.vscode;
  await writeFile(join(folder, "package.json"), JSON.stringify(described, null, 2));
  const { filename, files } = await packed(folder, ["--pack-destination", out]);
  const { size } = await stat(join(out, filename));
  return `\n${filename}${megabytes(size)}, ${files.length} files`;
}

/** What `files` of package.json names. */
async function filesFor(root) {
  const { files } = await packed(root, ["--dry-run"]);
  return files.map(({ path }) => path);
}

async function packed(cwd, options) {
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", ...options], { cwd });
  return [JSON.parse(stdout)].flat()[0];
}
