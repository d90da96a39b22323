/** Finds all known letter sequences in a text, without cutting a single string. */
export class GramTrie {
  /** Letters by code unit, from 1; 0 = in no sequence. */
  private readonly letters = new Uint8Array(0x10000);
  /** How many there are, and 0. */
  private readonly width: number;
  /** Node after a letter, by node x width + letter, 0 for none; the root is 0. */
  private next: Uint32Array;
  /** Id of the sequence that ends at a node, -1 for none. */
  private readonly ids: number[] = [-1];

  /** @param grams by id; more than 255 different letters cannot be told apart: sequences with the others are dropped */
  constructor(grams: ReadonlyMap<string, number>) {
    let known = 0;
    for (const gram of grams.keys()) {
      for (let i = 0; i < gram.length; i++) {
        const unit = gram.charCodeAt(i);
        if (this.letters[unit] === 0 && known < 255) this.letters[unit] = ++known;
      }
    }
    this.width = known + 1;
    this.next = new Uint32Array(this.width * (grams.size + 1));
    for (const [gram, id] of grams) {
      let node = 0;
      for (let i = 0; i < gram.length && node >= 0; i++) {
        const letter = this.letters[gram.charCodeAt(i)]!;
        node = letter === 0 ? -1 : this.child(node, letter);
      }
      if (node > 0) this.ids[node] = id;
    }
  }

  /** Calls `see` with the id of every occurrence. */
  each(text: string, see: (id: number) => void): void {
    const { letters, next, ids, width } = this;
    for (let start = 0; start < text.length; start++) {
      let node = 0;
      for (let at = start; at < text.length; at++) {
        const letter = letters[text.charCodeAt(at)]!;
        node = letter === 0 ? 0 : next[node * width + letter]!;
        if (node === 0) break;
        const id = ids[node]!;
        if (id >= 0) see(id);
      }
    }
  }

  private child(node: number, letter: number): number {
    const at = node * this.width + letter;
    if (this.next[at]! > 0) return this.next[at]!;
    const child = this.ids.push(-1) - 1;
    this.next[at] = child;
    if (this.ids.length * this.width > this.next.length) {
      const larger = new Uint32Array(2 * this.next.length);
      larger.set(this.next);
      this.next = larger;
    }
    return child;
  }
}
