import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Milliseconds. In a folder that several machines share, a younger draft may be the work of a process that is not seen here. */
const SPARED = 60_000;

/**
 * Removes what processes that were killed left half-written in `folder`: drafts named `<name>.<process id>….new`. They may
 * hold text that the user has deleted since. What cannot be removed stays, and is tried again the next time.
 */
export async function clearAbandoned(folder: string, name: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const one of names) {
    const owner = ownerOf(one, name);
    if (owner === undefined || isAlive(owner)) continue;
    const path = join(folder, one);
    const changed = await stat(path).catch(() => undefined);
    if (changed === undefined || Date.now() - changed.mtimeMs < SPARED) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function ownerOf(draft: string, name: string): number | undefined {
  if (!draft.startsWith(name)) return undefined;
  const owner = /^\.(\d+)(?:-\d+)?\.new$/.exec(draft.slice(name.length))?.[1];
  return owner === undefined ? undefined : Number(owner);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
