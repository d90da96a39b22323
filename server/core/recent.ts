/**
 * What was asked for lately, at most twice `generation` entries. What was asked for within the last generation stays, so
 * that a long note's entries are not all made anew at once, and what is typed over is forgotten.
 */
export class Recent<V> {
  private young = new Map<string, V>();
  private old: ReadonlyMap<string, V> = new Map();

  constructor(private readonly generation: number) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(key: string): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const kept = this.old.get(key);
    if (kept !== undefined) this.set(key, kept);
    return kept;
  }

  set(key: string, value: V): void {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
