import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { clearAbandoned } from "./abandonedDrafts";

/** Two replacements of one file at once must not write into one draft. */
let drafts = 0;

/**
 * Replaces a file by `chunks` in one step: whoever reads sees the old or the new content, also after a crash.
 * On failure (a full disk included) the old file stands. `beforeRename` may still throw. A file that was there keeps its
 * mode; a new one gets `newMode`.
 */
export async function replaceFile(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  beforeRename: () => void = () => undefined,
  newMode = 0o600,
): Promise<void> {
  await clearAbandoned(dirname(file), basename(file));
  const draft = `${file}.${process.pid}-${++drafts}.new`;
  const mode = await stat(file).then(
    (stats) => stats.mode & 0o777,
    () => newMode,
  );
  try {
    const handle = await open(draft, "w", mode);
    try {
      for await (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    beforeRename();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Makes a new or renamed entry of the folder last; a system that cannot do that is left as it is. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
