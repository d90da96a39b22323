import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AcceptedSentences, ServiceResult } from "../workflows/ports";
import { isMissing, wayOut } from "./fileErrors";
import { withFileLock, type HeldLock } from "./fileLock";
import { replaceFile, syncFolder } from "./replaceFile";

/** Bytes; some 60,000 sentences. Beyond it the older half goes. */
const MOST_BYTES = 1_000_000;
const line = /^[0-9a-f]{16}$/;

/**
 * `accepted-sentences.txt` in the data folder: what Penprint wrote and the user accepted, one hash a line and no text, so
 * that it is not learned as the author's. Kept whether or not decisions are.
 */
export class AcceptedHashes implements AcceptedSentences {
  private readonly file: string;

  constructor(dataFolder: string) {
    this.file = join(dataFolder, "accepted-sentences.txt");
  }

  /** Resolves once the hashes are on the disk. */
  async add(sentences: Iterable<string>): Promise<ServiceResult<null>> {
    const hashes = [...sentences].map(hashOf);
    if (hashes.length === 0) return { kind: "ok", value: null };
    try {
      await withFileLock(this.file, (lock) => this.append(hashes, lock));
      return { kind: "ok", value: null };
    } catch (error) {
      const why = `${this.file}: ${error instanceof Error ? error.message : String(error)}`;
      return { kind: "failed", why, userAction: wayOut(error, this.file) };
    }
  }

  /** What is known to be Penprint's: the sentences that were added, and `more`. */
  async with(more: Iterable<string>): Promise<ReadonlySet<string>> {
    return new HashedSentences([...(await this.hashes()), ...[...more].map(hashOf)]);
  }

  private async append(hashes: readonly string[], lock: HeldLock): Promise<void> {
    const before = await this.text();
    // A crash may have left the last line unfinished.
    const end = before === "" || before.endsWith("\n") ? "" : "\n";
    const added = `${end}${hashes.join("\n")}\n`;
    if (before.length + added.length > MOST_BYTES) {
      const newest = `${before}${added}`.slice(-MOST_BYTES / 2);
      await replaceFile(this.file, [Buffer.from(newest)], () => lock.check());
      return;
    }
    const handle = await open(this.file, "a", 0o600);
    try {
      await handle.appendFile(added);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (before === "") await syncFolder(dirname(this.file));
  }

  private async hashes(): Promise<readonly string[]> {
    return (await this.text()).split("\n").filter((one) => line.test(one));
  }

  private async text(): Promise<string> {
    try {
      return await readFile(this.file, "utf8");
    } catch (error) {
      if (isMissing(error)) return "";
      throw error;
    }
  }
}

/** Holds hashes, and is asked for sentences. */
class HashedSentences extends Set<string> {
  override has(sentence: string): boolean {
    return super.has(hashOf(sentence));
  }
}

/** 64 bits are enough to tell sentences apart. */
function hashOf(sentence: string): string {
  return createHash("sha256").update(sentence).digest("hex").slice(0, 16);
}
