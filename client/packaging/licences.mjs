import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * The packages whose code stands in bundles, by esbuild's own account (`metafile` of each), with name, version, licence
 * and the text that their licence asks to be kept. Throws for a package that says nothing of its licence.
 */
export async function bundledPackages(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = packageFolder(file);
        if (bytesInOutput > 0 && folder !== undefined) folders.add(folder);
      }
    }
  }
  const packages = await Promise.all([...folders].map(describePackage));
  const name = (of) => `${of.name} ${of.version}`;
  const unique = new Map(packages.map((one) => [name(one), one]));
  return [...unique.values()].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** The licences of `packages` as one document. */
export function licenceText(packages) {
  const line = "-".repeat(80);
  const parts = packages.map(
    ({ name, version, licence, text }) =>
      `${line}\n${name} ${version}: ${licence}\n${line}\n\n${text}`,
  );
  return `Penprint's own code stands together with that of these packages, under their licences.\n\n${parts.join("\n\n")}\n`;
}

/** The folder of the innermost package that `file` belongs to. */
function packageFolder(file) {
  return /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
}

/** What the package in `folder` says of itself. */
export async function describePackage(folder) {
  const { name, version, license, author } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const files = (await readdir(folder)).filter((file) =>
    /^(licen[cs]e|copying|notice)/i.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const licence = typeof license === "string" ? license : license?.type;
  if (licence === undefined && texts.length === 0) {
    throw new Error(`${name} ${version} (${folder}) names no licence: look before it is shipped.`);
  }
  const by = typeof author === "string" ? author : author?.name;
  const text = texts.length > 0 ? texts.join("\n\n") : `By ${by ?? `the authors of ${name}`}.`;
  return { name, version, licence: licence ?? "see the text", text: text.trim() };
}
