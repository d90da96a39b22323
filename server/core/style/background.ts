import { z } from "zod";
import { textOf } from "./bytes";
import { hashText } from "./hash";

/**
 * What ships about how other people write: numbers over a fixed vocabulary of letter sequences of at most five characters,
 * single words and sequences of syntax tags, learned by server/assets/buildBackground.ts. No text.
 *
 * File: "PNPB", the length of the header (uint32, little endian), the header as ASCII JSON, then the arrays in the order of
 * `Arrays`, little endian.
 */

const blockSchema = z.object({
  kind: z.enum(["letters", "words", "tags"]),
  terms: z.array(z.string()).readonly(),
});

/** Log-odds = intercept + weights . signals (see calibration.ts). */
const calibrationSchema = z.object({
  weights: z.array(z.number()).readonly(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

const headerSchema = z.object({
  version: z.literal(2),
  /** ISO 639-1. */
  language: z.string(),
  blocks: z.array(blockSchema).readonly(),
  /** Directions of the variance between passages. */
  rank: z.int().min(1).max(1024),
  /** Variance added in every direction. */
  ridge: z.number().positive(),
  calibration: calibrationSchema,
  /** Habits of all these people together: what is usual. */
  habits: z.record(z.string(), z.int()),
  /** Passages and authors that it was learned from. */
  passages: z.int(),
  authors: z.int(),
});
export type BackgroundHeader = z.infer<typeof headerSchema>;

interface Arrays {
  /** Inverse document frequency by feature, times the weight of its block. */
  readonly weights: Float32Array;
  /** Mean of the normalised vectors by feature. */
  readonly mean: Float32Array;
  /** Variance along each direction. */
  readonly variance: Float32Array;
  /** What one step of `basis` means, by direction. */
  readonly scale: Float32Array;
  /** Orthonormal directions, `rank` values a feature, in steps of `scale`. */
  readonly basis: Int8Array;
}

export interface Background extends BackgroundHeader, Arrays {
  /** Equal for equal content: counts learned over one vocabulary mean nothing over another. */
  readonly id: string;
  readonly features: number;
}

const magic = 0x42504e50;

export function encodeBackground(header: BackgroundHeader, arrays: Arrays): Uint8Array {
  const json = asciiJson(header);
  const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20);
  for (let i = 0; i < json.length; i++) padded[i] = json.charCodeAt(i);
  const parts = [arrays.weights, arrays.mean, arrays.variance, arrays.scale, arrays.basis];
  const size = parts.reduce((sum, part) => sum + part.byteLength, 8 + padded.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, padded.length, true);
  bytes.set(padded, 8);
  let at = 8 + padded.length;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Throws when the bytes are no background of this version. */
export function decodeBackground(bytes: Uint8Array): Background {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== magic) {
    throw new Error("The background statistics are damaged: install Penprint again.");
  }
  const headerLength = view.getUint32(4, true);
  const json = textOf(bytes.subarray(8, 8 + headerLength));
  const header = headerSchema.parse(JSON.parse(json));
  const features = header.blocks.reduce((sum, block) => sum + block.terms.length, 0);
  let at = 8 + headerLength;
  const take = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new Error("The background statistics are cut off.");
    const part = new Uint8Array(length);
    part.set(bytes.subarray(at, at + length));
    at += length;
    return part.buffer;
  };
  const floats = (count: number): Float32Array => new Float32Array(take(4 * count));
  return {
    ...header,
    id: hashText(json),
    features,
    weights: floats(features),
    mean: floats(features),
    variance: floats(header.rank),
    scale: floats(header.rank),
    basis: new Int8Array(take(features * header.rank)),
  };
}

/** JSON with every character beyond ASCII escaped: the core knows no encoder. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
