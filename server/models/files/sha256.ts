import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";

/** SHA-256 of a file, hexadecimal; `progress` is told bytes. */
export async function sha256Of(
  file: string,
  signal?: AbortSignal,
  progress?: (bytes: number) => void,
): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, {
    highWaterMark: 1 << 20,
    ...(signal === undefined ? {} : { signal }),
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    progress?.((bytes += chunk.length));
  }
  return hash.digest("hex");
}

const stampsSchema = z.record(
  z.string(),
  z.object({ bytes: z.number(), changed: z.number(), sha256: z.string() }),
);

/**
 * The hash of a file, remembered in `folder` for as long as its size and time of change stay the same: a model of
 * several gigabytes is not read twice at every start.
 */
export async function rememberedSha256(
  file: string,
  folder: string,
  signal?: AbortSignal,
): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const memory = join(folder, "verified.json");
  const stamps = await readStamps(memory);
  const known = stamps[file];
  if (known?.bytes === size && known.changed === mtimeMs) return known.sha256;
  const sha256 = await sha256Of(file, signal);
  const next = { ...stamps, [file]: { bytes: size, changed: mtimeMs, sha256 } };
  // A folder that cannot be written to only costs the next start the time to read the file again.
  await writeFileAtomic(memory, `${JSON.stringify(next, null, 2)}\n`).catch(() => undefined);
  return sha256;
}

async function readStamps(memory: string): Promise<z.infer<typeof stampsSchema>> {
  try {
    return stampsSchema.parse(JSON.parse(await readFile(memory, "utf8")));
  } catch {
    return {};
  }
}
