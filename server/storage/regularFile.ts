import { readFile, stat } from "node:fs/promises";

/**
 * The bytes of a file in a folder that may be anybody's. Throws for a pipe or a device, which would never end, and for more
 * than `most` bytes; and what the file system throws.
 */
export async function readRegular(path: string, most: number): Promise<Buffer> {
  const info = await stat(path);
  if (info.isDirectory()) throw new Error("it is a folder");
  if (!info.isFile()) throw new Error("it is a pipe or a device");
  if (info.size > most) throw new Error(`it is larger than ${most / 1e6} MB`);
  return readFile(path);
}
