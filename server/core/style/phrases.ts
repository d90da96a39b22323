const letter = /[\p{L}\p{N}]/u;
/** Answers remembered; a note asks for the same stock phrases again and again. */
const MOST_ANSWERS = 5000;

/** Which phrases an author has written, by note. Built when first asked. */
export class PhraseIndex {
  private notes: readonly string[] | undefined;
  private readonly answers = new Map<string, readonly number[]>();

  /** Without texts nothing can be ruled out: every phrase counts as written. */
  constructor(private readonly texts: readonly (readonly string[])[] | undefined) {}

  /** @param phrase folded, lower case, whole words */
  has(phrase: string, leaves: ReadonlySet<number>): boolean {
    if (this.texts === undefined) return true;
    return this.notesWith(phrase).some((note) => !leaves.has(note));
  }

  private notesWith(phrase: string): readonly number[] {
    const known = this.answers.get(phrase);
    if (known !== undefined) return known;
    this.notes ??= (this.texts ?? []).map((texts) => texts.join("\n").toLowerCase());
    const found = this.notes.flatMap((text, note) => (holds(text, phrase) ? [note] : []));
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    this.answers.set(phrase, found);
    return found;
  }
}

function holds(text: string, phrase: string): boolean {
  if (phrase === "") return false;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + phrase.length);
    const cutsBefore = letter.test(before) && letter.test(phrase.charAt(0));
    const cutsAfter = letter.test(after) && letter.test(phrase.slice(-1));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}
