import type { Span } from "./span";

export interface PhraseListOptions {
  /** What holds where a phrase starts and where it ends; sticky. */
  readonly before: RegExp;
  readonly after: RegExp;
  /** Characters of the phrases that stand for a pattern; sticky, and greedy without regret. */
  readonly open?: Readonly<Record<string, RegExp>>;
}

export interface FoundPhrase extends Span {
  /** As the list has it. */
  readonly phrase: string;
}

/**
 * Phrases to be found in text, whatever its case, the longest first where several start. Compared by hand: one pattern of
 * hundreds of alternatives takes longer to make than a whole note to check, and then tries them all at every letter.
 */
export class PhraseList {
  private readonly byStart = new Map<number, string[]>();
  private readonly open: ReadonlyMap<string, RegExp>;

  /** @param phrases in lower case, with a letter or mark of ASCII first */
  constructor(
    phrases: Iterable<string>,
    private readonly options: PhraseListOptions,
  ) {
    this.open = new Map(Object.entries(options.open ?? {}));
    for (const phrase of [...phrases].sort((a, b) => b.length - a.length)) {
      const start = phrase.charCodeAt(0);
      const known = this.byStart.get(start);
      if (known === undefined) this.byStart.set(start, [phrase]);
      else known.push(phrase);
    }
  }

  /** By place; none overlaps another. */
  *in(text: string): Generator<FoundPhrase> {
    // The one capital whose small letter is longer.
    const lower = text.replaceAll("\u0130", "I").toLowerCase();
    for (let at = 0; at < lower.length; at++) {
      const found = this.phraseAt(lower, at);
      if (found === undefined) continue;
      yield found;
      at = found.end - 1;
    }
  }

  private phraseAt(lower: string, start: number): FoundPhrase | undefined {
    const { before, after } = this.options;
    const phrases = this.byStart.get(lower.charCodeAt(start));
    if (phrases === undefined || !holds(before, lower, start)) return undefined;
    for (const phrase of phrases) {
      const end = this.endOf(phrase, lower, start);
      if (end >= 0 && holds(after, lower, end)) return { start, end, phrase };
    }
    return undefined;
  }

  /** -1 where the phrase does not stand at `start`. */
  private endOf(phrase: string, lower: string, start: number): number {
    let at = start;
    for (const letter of phrase) {
      const pattern = this.open.get(letter);
      if (pattern === undefined ? letter !== lower[at] : !holds(pattern, lower, at)) return -1;
      at = pattern?.lastIndex ?? at + 1;
    }
    return at;
  }
}

function holds(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}
