import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";

/** What of a package with binaries has to travel. */
const parts = ["package.json", "LICENSE", "dist", "bins"];

/** Only for those who link against the binaries. */
const forLinkers = /\.(lib|exp|pdb)$/;

/**
 * Puts the package `name`, as the lock file pins it, into `folder`/node_modules: the installed one where it is that
 * version, else from the npm registry (kept in `cache`). Answers its version. Throws where it cannot be had.
 */
export async function placeBinaries(name, { root, folder, cache }) {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not know ${name}.`);
  const installed = join(root, "node_modules", name);
  const source =
    (await versionOf(installed)) === locked.version
      ? installed
      : await unpacked(name, locked, cache);
  for (const part of parts) {
    await cp(join(source, part), join(folder, "node_modules", name, part), {
      recursive: true,
      filter: (file) => !forLinkers.test(file),
    });
  }
  return locked.version;
}

async function versionOf(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) ? JSON.parse(await readFile(file, "utf8")).version : undefined;
}

async function unpacked(name, { version, integrity }, cache) {
  await mkdir(cache, { recursive: true });
  const packed = ["pack", `${name}@${version}`, "--json", "--pack-destination", cache];
  const { stdout } = await run("npm", packed, { cwd: cache }).catch((error) => {
    const why = /npm (?:error|ERR!) (?!code)(.+)/.exec(error.message)?.[1] ?? error.message;
    throw new Error(
      `${name}@${version} cannot be had from the npm registry: ${why}\nThe version is the lock file's; see \`npm view ${name} versions\`.`,
    );
  });
  const { filename } = [JSON.parse(stdout)].flat()[0];
  const archive = join(cache, filename);
  const sum = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  if (integrity !== undefined && sum !== integrity) {
    await rm(archive);
    throw new Error(
      `${name}@${version} is not the file that package-lock.json pins (${integrity}).`,
    );
  }
  const folder = join(cache, `${name.replace("/", "-")}-${version}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run("tar", ["-xzf", archive, "-C", folder]);
  return join(folder, "package");
}
