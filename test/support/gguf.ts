import { writeFileSync } from "node:fs";

type Value = string | number;

/** Writes a small GGUF (version 3) with text and f32 values and f32 tensors, zeros unless `fill` says else; shapes are innermost first. */
export function writeGguf(
  file: string,
  values: Readonly<Record<string, Value>>,
  tensors: Readonly<Record<string, readonly [number, number]>>,
  fill: () => number = () => 0,
): void {
  const parts: Buffer[] = [];
  const u32 = (value: number): void => {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32LE(value);
    parts.push(buffer);
  };
  const u64 = (value: number): void => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    parts.push(buffer);
  };
  const text = (value: string): void => {
    u64(Buffer.byteLength(value));
    parts.push(Buffer.from(value));
  };
  parts.push(Buffer.from("GGUF"));
  u32(3);
  u64(Object.keys(tensors).length);
  u64(Object.keys(values).length);
  for (const [key, value] of Object.entries(values)) {
    text(key);
    if (typeof value === "string") {
      u32(8);
      text(value);
    } else {
      u32(6);
      const buffer = Buffer.alloc(4);
      buffer.writeFloatLE(value);
      parts.push(buffer);
    }
  }
  let offset = 0;
  for (const [name, [inner, outer]] of Object.entries(tensors)) {
    text(name);
    u32(2);
    u64(inner);
    u64(outer);
    u32(0);
    u64(offset);
    offset += Math.ceil((inner * outer * 4) / 32) * 32;
  }
  const head = Buffer.concat(parts);
  const padding = Buffer.alloc((32 - (head.length % 32)) % 32);
  const data = Buffer.alloc(offset);
  for (let at = 0; at < offset; at += 4) data.writeFloatLE(fill(), at);
  writeFileSync(file, Buffer.concat([head, padding, data]));
}

/** A LoRA adapter for a model of this width; it changes nothing unless `fill` says else. */
export function writeAdapter(
  file: string,
  width: number,
  values: Readonly<Record<string, Value>> = {},
  fill?: () => number,
): void {
  writeGguf(
    file,
    {
      "general.architecture": "llama",
      "general.type": "adapter",
      "adapter.type": "lora",
      "adapter.lora.alpha": 16,
      ...values,
    },
    {
      "blk.0.attn_q.weight.lora_a": [width, 8],
      "blk.0.attn_q.weight.lora_b": [8, width],
    },
    fill,
  );
}

/** The header of a base model of this width; without weights that anything could be loaded from. */
export function writeBase(file: string, width: number, architecture = "llama"): void {
  writeGguf(
    file,
    { "general.architecture": architecture },
    { "blk.0.attn_q.weight": [width, width] },
  );
}
