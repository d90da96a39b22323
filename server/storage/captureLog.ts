import { open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CaptureLine } from "../core/learning/decision";
import { outdated, type CaptureLimits, type Footprint } from "../core/learning/retention";
import type { Clock, DecisionLog, ServiceResult } from "../workflows/ports";
import { byteLines } from "./byteLines";
import { linesOf, parseCaptureLine, readDecisions, type LogContent } from "./captureLines";
import { isMissing, wayOut } from "./fileErrors";
import { withFileLock, type HeldLock } from "./fileLock";
import { replaceFile, syncFolder } from "./replaceFile";

export function captureLogFile(dataFolder: string): string {
  return join(dataFolder, "decisions.jsonl");
}

/**
 * The file of captured decisions: JSON lines, appended to, rewritten only to delete.
 * All writing happens under a lock beside the file, so several windows and processes may share it.
 * What it holds is described in docs/capture-log.md.
 */
export class CaptureLog implements DecisionLog {
  /** Writes of one process go one after the other; the lock is for other processes. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly file: string,
    private readonly limits: CaptureLimits,
    private readonly clock: Clock,
  ) {}

  /** Cuts a last line that a crash left unfinished and drops what the limits no longer allow. */
  open(): Promise<ServiceResult<{ readonly dropped: number }>> {
    return this.exclusive(async (lock) => {
      try {
        await using(await open(this.file, "r+"), heal);
      } catch (error) {
        if (isMissing(error)) return { dropped: 0 };
        throw error;
      }
      return { dropped: await this.prune(lock) };
    });
  }

  /** Resolves once the lines are on the disk. On failure the file is as it was before. */
  append(lines: readonly CaptureLine[]): Promise<ServiceResult<null>> {
    return this.exclusive(async (lock) => {
      const size = await using(await open(this.file, "a+", 0o600), async (handle) => {
        const before = await heal(handle);
        const added = await appendSynced(handle, before, lines);
        if (before === 0) await syncFolder(dirname(this.file));
        return before + added;
      });
      // The lines are safe already: when there is no room to rewrite the file, the next start prunes it.
      if (size > this.limits.maxMegabytes * 1e6) await this.prune(lock).catch(() => 0);
      return null;
    });
  }

  /** Every decision with what became of it, and the lines that could not be used. */
  read(): Promise<LogContent> {
    return readDecisions(this.file);
  }

  /** What the file holds of one decision, line by line. */
  lines(id: string): Promise<readonly string[]> {
    return linesOf(this.file, id);
  }

  /** Removes decisions and all that followed them from the file itself. */
  delete(ids: ReadonlySet<string>): Promise<ServiceResult<{ readonly deleted: number }>> {
    return this.exclusive(async (lock) => ({ deleted: await removeIds(this.file, ids, lock) }));
  }

  private async prune(lock: HeldLock): Promise<number> {
    const ids = outdated(await footprints(this.file), this.limits, this.clock.now().getTime());
    return ids.size === 0 ? 0 : removeIds(this.file, ids, lock);
  }

  private exclusive<T>(work: (lock: HeldLock) => Promise<T>): Promise<ServiceResult<T>> {
    const run = this.queue.then(() => this.locked(work));
    this.queue = run;
    return run;
  }

  private async locked<T>(work: (lock: HeldLock) => Promise<T>): Promise<ServiceResult<T>> {
    try {
      return { kind: "ok", value: await withFileLock(this.file, work) };
    } catch (error) {
      return {
        kind: "failed",
        why: `${this.file}: ${error instanceof Error ? error.message : String(error)}`,
        userAction: wayOut(error, this.file),
      };
    }
  }
}

async function using<T>(handle: FileHandle, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** Bytes that one look back for the start of the last line reads. */
const lookBack = 64 * 1024;

/**
 * A last line without its line feed was never acknowledged: it is cut, or, when it is whole (an editor may
 * have dropped the line feed), ended. Returns the size afterwards. Only under the lock.
 */
async function heal(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const start = await lastLineStart(handle, size);
  if (start === size) return size;
  const { buffer } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
  if (parseCaptureLine(buffer.toString("utf8")).kind === "ok") {
    await handle.write("\n", size);
    await handle.sync();
    return size + 1;
  }
  await handle.truncate(start);
  await handle.sync();
  return start;
}

/** Offset behind the last line feed. */
async function lastLineStart(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0;) {
    const from = Math.max(0, end - lookBack);
    const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from);
    const at = buffer.lastIndexOf(0x0a);
    if (at !== -1) return from + at + 1;
    end = from;
  }
  return 0;
}

/** Bytes added. When the disk does not take all of them, it keeps none. */
async function appendSynced(
  handle: FileHandle,
  size: number,
  lines: readonly CaptureLine[],
): Promise<number> {
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), "utf8");
  try {
    await handle.appendFile(bytes);
    await handle.sync();
  } catch (error) {
    await handle.truncate(size);
    throw error;
  }
  return bytes.length;
}

async function footprints(file: string): Promise<readonly Footprint[]> {
  const found = new Map<string, Footprint>();
  for await (const bytes of byteLines(file)) {
    const read = parseCaptureLine(bytes.toString("utf8"));
    if (read.kind === "broken") continue;
    const { id, time } = read.line;
    const first = found.get(id) ?? { id, time: Date.parse(time), bytes: 0 };
    found.set(id, { ...first, bytes: first.bytes + bytes.length + 1 });
  }
  return [...found.values()];
}

async function removeIds(file: string, ids: ReadonlySet<string>, lock: HeldLock): Promise<number> {
  const removed = new Set<string>();
  await replaceFile(file, keptLines(file, ids, removed), () => lock.check());
  return removed.size;
}

/** A broken line that still names a deleted decision goes too: deleted text must not stay behind. */
async function* keptLines(
  file: string,
  ids: ReadonlySet<string>,
  removed: Set<string>,
): AsyncGenerator<Buffer> {
  for await (const bytes of byteLines(file)) {
    const text = bytes.toString("utf8");
    const read = parseCaptureLine(text);
    const named =
      read.kind === "ok"
        ? ids.has(read.line.id) && read.line.id
        : [...ids].find((id) => text.includes(JSON.stringify(id)));
    if (typeof named === "string") removed.add(named);
    else yield Buffer.concat([bytes, Buffer.from("\n")]);
  }
}
