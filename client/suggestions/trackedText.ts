/** A replacement in a text: `length` UTF-16 units at `offset` became `text`. */
export interface Change {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Follows an accepted text through later edits of its document. It knows when an edit gives exactly the text
 * before back, which together with the editor's word that this was an undo means: not accepted after all.
 */
export class TrackedText {
  private lost = false;

  /** `accepted` stands at `offset` where `original` stood before. */
  constructor(
    private offset: number,
    private readonly original: string,
    private accepted: string,
  ) {}

  /** Whether the text can no longer be told from its surroundings. */
  get isLost(): boolean {
    return this.lost;
  }

  /** `changes` happened to the document together and do not overlap; offsets are those before any of them. */
  apply(changes: readonly Change[], textAfter: string): "kept" | "undone" {
    const end = this.offset + this.accepted.length;
    let shift = 0;
    let grown = 0;
    let touched = false;
    for (const { offset, length, text } of changes) {
      if (offset + length <= this.offset) shift += text.length - length;
      else if (offset < end) {
        touched = true;
        if (offset < this.offset || offset + length > end) this.lost = true;
        grown += text.length - length;
      }
    }
    const reaches = textAfter.startsWith(this.original, this.offset + shift);
    if (touched && reaches && this.accepted.length + grown === this.original.length)
      return "undone";
    this.offset += shift;
    if (!this.lost) {
      const length = this.accepted.length + grown;
      this.accepted = textAfter.slice(this.offset, this.offset + length);
    }
    return "kept";
  }
}
