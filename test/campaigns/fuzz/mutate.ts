const most = 64_000;

/** A changed copy of `bytes`: bits, numbers, pieces doubled, cut, moved and taken from `other`, and words of the format. */
export function mutated(
  bytes: Buffer,
  other: Buffer,
  words: readonly string[],
  random: () => number,
): Buffer {
  let result = bytes;
  const changes = 1 + Math.floor(random() * random() * 12);
  for (let i = 0; i < changes; i++) result = changed(result, other, words, random);
  return result.subarray(0, most);
}

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x22, 0x5b, 0x7b, 0x0a, 0x0d];
const unicode = ["\u{1F600}", "\u0301", "\u2028", "\uFEFF", "\u202E", "\0"].map((text) =>
  Buffer.from(text),
);

function changed(
  bytes: Buffer,
  other: Buffer,
  words: readonly string[],
  random: () => number,
): Buffer {
  const upTo = (limit: number): number => Math.floor(random() * (limit + 1));
  const at = upTo(bytes.length);
  const length = upTo(Math.min(bytes.length - at, random() < 0.8 ? 16 : 4000));
  const put = (piece: Buffer, instead = 0): Buffer =>
    Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + instead)]);
  const piece = bytes.subarray(at, at + length);
  switch (upTo(9)) {
    case 0:
      return put(Buffer.from([upTo(255)]), 1);
    case 1:
      return put(Buffer.from([numbers[upTo(numbers.length - 1)]!]), upTo(1));
    case 2:
      return put(Buffer.alloc(0), length);
    case 3:
      return put(piece);
    case 4:
      return put(Buffer.concat(Array.from({ length: upTo(200) }, () => piece.subarray(0, 40))));
    case 5: {
      const from = upTo(other.length);
      return put(other.subarray(from, from + upTo(200)), upTo(length));
    }
    case 6:
      return put(unicode[upTo(unicode.length - 1)]!, upTo(1));
    case 7: {
      const place = Math.min(at, Math.max(0, bytes.length - 8));
      const copy = Buffer.from(bytes);
      const value = [0xffffffff, 0x7fffffff, 0x80000000, 0, 0xffff, 0x10000][upTo(5)]!;
      if (copy.length >= 8) copy.writeUInt32LE(value, place);
      return copy;
    }
    default:
      return put(Buffer.from(words[upTo(words.length - 1)]!), random() < 0.5 ? 0 : length);
  }
}
