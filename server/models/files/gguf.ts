import { open, stat } from "node:fs/promises";
import { t } from "../../workflows/worded";

/** A file's header of the GGUF format: no weights are read, nothing native is loaded. */
export interface GgufHeader {
  readonly version: number;
  /** Scalars alone; arrays (vocabularies) are passed over. */
  readonly metadata: ReadonlyMap<string, string | number | boolean>;
  readonly tensors: readonly GgufTensor[];
  /** Where the tensors' data begin, and how long the file has to be for all of them; bytes. */
  readonly dataStart: number;
  readonly bytesNeeded: number;
}

export interface GgufTensor {
  readonly name: string;
  /** Innermost first. */
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** `why` reads on after the file's name. */
export type ReadGguf =
  | { readonly kind: "read"; readonly header: GgufHeader; readonly bytes: number }
  | { readonly kind: "unreadable"; readonly why: string };

/** A header larger than this is taken for damage; a vocabulary of 250,000 words takes 10 MB. */
const MOST_HEADER_BYTES = 256 * 1024 * 1024;
const FIRST_READ = 1024 * 1024;
const MOST_ENTRIES = 100_000;

export async function readGguf(file: string): Promise<ReadGguf> {
  let bytes: number;
  try {
    const stats = await stat(file);
    if (!stats.isFile()) return { kind: "unreadable", why: t("is no file") };
    bytes = stats.size;
  } catch (error) {
    return { kind: "unreadable", why: whyOf(error) };
  }
  const most = Math.min(bytes, MOST_HEADER_BYTES);
  for (let length = Math.min(FIRST_READ, most); ; length = Math.min(length * 4, most)) {
    try {
      const header = parseGguf(await head(file, length));
      return { kind: "read", header, bytes };
    } catch (error) {
      if (error instanceof Short && length < most) continue;
      if (error instanceof Short) return { kind: "unreadable", why: t("is cut off") };
      if (error instanceof NotGguf) return { kind: "unreadable", why: error.message };
      return { kind: "unreadable", why: whyOf(error) };
    }
  }
}

async function head(file: string, length: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return t("does not exist");
  return t("cannot be read: {0}", error instanceof Error ? error.message : String(error));
}

/** More of the file is needed. */
class Short extends Error {}
class NotGguf extends Error {}

/** Bytes of a value by the number of its type; 8 = text, 9 = array. */
const valueBytes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8] as const;
/** Bytes of so many elements, by the number of a tensor's type: those that adapters are stored in. */
const blockBytes: Readonly<Record<number, readonly [bytes: number, elements: number]>> = {
  0: [4, 1],
  1: [2, 1],
  8: [34, 32],
  30: [2, 1],
};

function parseGguf(buffer: Buffer): GgufHeader {
  const reader = new Reader(buffer);
  if (reader.take(4).toString("latin1") !== "GGUF") throw new NotGguf(t("is no GGUF file"));
  const version = reader.u32();
  if (version < 2 || version > 3) {
    throw new NotGguf(t("is GGUF of version {0}; versions 2 and 3 can be read", version));
  }
  const tensorCount = reader.count();
  const valueCount = reader.count();
  const metadata = new Map<string, string | number | boolean>();
  for (let i = 0; i < valueCount; i++) {
    const key = reader.text();
    const value = reader.value(reader.u32());
    if (value !== undefined) metadata.set(key, value);
  }
  const tensors: GgufTensor[] = [];
  for (let i = 0; i < tensorCount; i++) {
    const name = reader.text();
    const rank = reader.u32();
    if (rank > 8) throw new NotGguf(t("is damaged: a tensor has too many dimensions"));
    const dimensions = Array.from({ length: rank }, () => reader.u64());
    tensors.push({ name, dimensions, type: reader.u32(), offset: reader.u64() });
  }
  const alignment = Number(metadata.get("general.alignment") ?? 32);
  if (!(alignment >= 1 && alignment <= 65_536))
    throw new NotGguf(t("is damaged: a wrong alignment"));
  const dataStart = Math.ceil(reader.at / alignment) * alignment;
  const ends = tensors.map(({ dimensions, type, offset }) => {
    const [bytes, elements] = blockBytes[type] ?? [0, 1];
    return offset + (dimensions.reduce((product, size) => product * size, 1) / elements) * bytes;
  });
  return {
    version,
    metadata,
    tensors,
    dataStart,
    bytesNeeded: dataStart + ends.reduce((a, b) => Math.max(a, b), 0),
  };
}

class Reader {
  at = 0;

  constructor(private readonly buffer: Buffer) {}

  take(length: number): Buffer {
    const end = this.at + length;
    if (!(length >= 0) || end > this.buffer.length) throw new Short();
    const piece = this.buffer.subarray(this.at, end);
    this.at = end;
    return piece;
  }

  u32(): number {
    return this.take(4).readUInt32LE();
  }

  u64(): number {
    const value = this.take(8).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new NotGguf(t("is damaged: a number too large"));
    return Number(value);
  }

  count(): number {
    const count = this.u64();
    if (count > MOST_ENTRIES) throw new NotGguf(t("is damaged: too many entries"));
    return count;
  }

  text(): string {
    return this.take(this.u64()).toString("utf8");
  }

  /** Undefined for an array. */
  value(type: number): string | number | boolean | undefined {
    switch (type) {
      case 0:
        return this.take(1).readUInt8();
      case 1:
        return this.take(1).readInt8();
      case 2:
        return this.take(2).readUInt16LE();
      case 3:
        return this.take(2).readInt16LE();
      case 4:
        return this.u32();
      case 5:
        return this.take(4).readInt32LE();
      case 6:
        return this.take(4).readFloatLE();
      case 7:
        return this.take(1).readUInt8() !== 0;
      case 8:
        return this.text();
      case 9:
        this.skipArray(0);
        return undefined;
      case 10:
        return this.u64();
      case 11:
        return Number(this.take(8).readBigInt64LE());
      case 12:
        return this.take(8).readDoubleLE();
      default:
        throw new NotGguf(t("is damaged: a value of an unknown type"));
    }
  }

  private skipArray(depth: number): void {
    const type = this.u32();
    const length = this.u64();
    const bytes = valueBytes[type];
    if (bytes === undefined || depth > 3)
      throw new NotGguf(t("is damaged: an unknown kind of array"));
    if (bytes > 0) this.take(bytes * length);
    else {
      for (let i = 0; i < length; i++) {
        if (type === 8) this.take(this.u64());
        else this.skipArray(depth + 1);
      }
    }
  }
}
