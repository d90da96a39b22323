import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { open } from "yauzl";

/** The files in a VSIX: `{name, bytes, packed}`, names as the extension sees them. */
export async function entriesOf(vsix) {
  const zip = await promisify(open)(vsix, { lazyEntries: true });
  const entries = [];
  await new Promise((done, failed) => {
    zip.on("entry", ({ fileName, uncompressedSize, compressedSize }) => {
      if (fileName.startsWith("extension/")) {
        const name = fileName.slice("extension/".length);
        entries.push({ name, bytes: uncompressedSize, packed: compressedSize });
      }
      zip.readEntry();
    });
    zip.once("end", done);
    zip.once("error", failed);
    zip.readEntry();
  });
  return entries;
}

/** A table of what a VSIX holds, the largest first, and its size in bytes. */
export async function weigh(vsix) {
  const entries = await entriesOf(vsix);
  const groups = new Map();
  for (const { name, bytes, packed } of entries) {
    const [, group] = /^((?:node_modules\/@[^/]+|server\/assets|[^/]+)(?:\/[^/]+)?)/.exec(name);
    const key = name.startsWith("node_modules/") || bytes > 400_000 ? group : name.split("/")[0];
    const before = groups.get(key) ?? { files: 0, bytes: 0, packed: 0 };
    groups.set(key, {
      files: before.files + 1,
      bytes: before.bytes + bytes,
      packed: before.packed + packed,
    });
  }
  const rows = [...groups].sort(([, a], [, b]) => b.packed - a.packed);
  const lines = rows.map(
    ([name, { files, bytes, packed }]) =>
      `  ${name.padEnd(44)}${String(files).padStart(4)} files${megabytes(bytes)}${megabytes(packed)} packed`,
  );
  return { files: entries.map(({ name }) => name), lines, size: (await stat(vsix)).size };
}

/** A size as a person reads it, right-aligned. */
export function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(2)} MiB`.padStart(12);
}
