/** Finds all known letter sequences in a text, without cutting a single string. */
export class GramTrie {
  /** Letters by code unit, from 1; 0 = in no sequence. */
  private readonly letters = new Uint8Array(0x10000);
  /** Node after a letter, by node x 256 + letter; the root is 0. */
  private readonly next = new Map<number, number>();
  /** Id of the sequence that ends at a node, -1 for none. */
  private readonly ids: number[] = [-1];

  /** @param grams by id; more than 255 different letters cannot be told apart: sequences with the others are dropped */
  constructor(grams: ReadonlyMap<string, number>) {
    let known = 0;
    for (const [gram, id] of grams) {
      let node = 0;
      for (let i = 0; i < gram.length && node >= 0; i++) {
        const unit = gram.charCodeAt(i);
        if (this.letters[unit] === 0 && known < 255) this.letters[unit] = ++known;
        const letter = this.letters[unit]!;
        node = letter === 0 ? -1 : this.child(node, letter);
      }
      if (node > 0) this.ids[node] = id;
    }
  }

  /** Calls `see` with the id of every occurrence. */
  each(text: string, see: (id: number) => void): void {
    const { letters, next, ids } = this;
    for (let start = 0; start < text.length; start++) {
      let node = 0;
      for (let at = start; at < text.length; at++) {
        const letter = letters[text.charCodeAt(at)]!;
        if (letter === 0) break;
        const child = next.get((node << 8) | letter);
        if (child === undefined) break;
        node = child;
        const id = ids[node]!;
        if (id >= 0) see(id);
      }
    }
  }

  private child(node: number, letter: number): number {
    const key = (node << 8) | letter;
    let child = this.next.get(key);
    if (child === undefined) {
      child = this.ids.push(-1) - 1;
      this.next.set(key, child);
    }
    return child;
  }
}
