import { open } from "node:fs/promises";
import { noteDate } from "../core/dashboard/noteDate";
import type { NoteDate } from "../core/dashboard/types";

/** Bytes; front matter that names a day stands within. */
const HEAD = 64 * 1024;

/** When a note was written, as it says itself or its file; by its name alone where the file is gone. */
export async function dateOfNote(path: string): Promise<NoteDate | undefined> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      const { mtime } = await file.stat();
      return noteDate(buffer.toString("utf8", 0, bytesRead), path, mtime);
    } finally {
      await file.close();
    }
  } catch {
    return noteDate("", path, undefined);
  }
}
