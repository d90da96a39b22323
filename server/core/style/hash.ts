/** A 32-bit hash of UTF-16 units (FNV-1a with a final mix). Not for secrets. */
export function hash32(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return mix(hash);
}

/** 64 bits as 16 hexadecimal digits: a key for equal texts. */
export function hashText(text: string): string {
  const halves = [hash32(text), hash32(text, 0x9e3779b9)];
  return halves.map((half) => half.toString(16).padStart(8, "0")).join("");
}

function mix(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
