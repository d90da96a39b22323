/**
 * Numbers as text in a profile: base64 of bytes, written here because the core knows no Node. Integers are LEB128 varints,
 * ascending lists as their differences.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int16Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

/** Characters that are made to a string at once: fewer than a call's arguments may be. */
const CHUNK = 8192;

export function toBase64(bytes: ArrayLike<number>): string {
  const codes: number[] = [];
  const push = (value: number): number => codes.push(alphabet.charCodeAt(value));
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i]!;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    push(a >> 2);
    push(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b !== undefined) push(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c !== undefined) push(c & 63);
  }
  return textOf(Uint8Array.from(codes));
}

/** A text of ASCII. Not character by character: that would leave a rope of strings many times as large as the text. */
export function textOf(codes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < codes.length; at += CHUNK) {
    const piece = codes.subarray(at, at + CHUNK);
    text += Reflect.apply(String.fromCharCode, undefined, piece) as string;
  }
  return text;
}

/** Throws a RangeError on anything that is no base64. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new RangeError(`not base64 at ${i}`);
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}

export function pushVarint(bytes: number[], value: number): void {
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

export class VarintReader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("numbers end too early");
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("number too long");
  }
}

/** Single precision, little endian. */
export function encodeFloats(numbers: readonly number[] | Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  for (let i = 0; i < numbers.length; i++) view.setFloat32(4 * i, numbers[i]!, true);
  return toBase64(new Uint8Array(view.buffer));
}

/** Throws a RangeError on anything that is no base64. */
export function decodeFloats(text: string): Float32Array {
  const bytes = fromBase64(text);
  const view = new DataView(bytes.buffer);
  const numbers = new Float32Array(bytes.length >> 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat32(4 * i, true);
  return numbers;
}

/** Any whole numbers below 2^32. */
export function encodeIntegers(numbers: Iterable<number>): string {
  const bytes: number[] = [];
  for (const value of numbers) pushVarint(bytes, value);
  return toBase64(bytes);
}

export function decodeIntegers(text: string): number[] {
  const reader = new VarintReader(fromBase64(text));
  const numbers: number[] = [];
  while (!reader.done) numbers.push(reader.next());
  return numbers;
}
