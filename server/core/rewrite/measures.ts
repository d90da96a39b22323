import { analysePlain } from "../note/analysePlain";
import { spelledNumber, valueOfWords } from "../faithfulness/numberWords";
import { fold } from "../text/fold";

/** What a text states that must survive a rewrite: numbers and capitalised words that do not begin a sentence. */
export interface Particulars {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Every word, and the values of numbers in words: where a particular may be found. */
  readonly all: ReadonlySet<string>;
}

const pronoun = /^I(?:'\p{L}+)?$/u;
const spelled = new RegExp(`(?<!\\p{L})${spelledNumber}`, "giu");

/** `plain` is prose without Markdown. */
export function particularsOf(plain: string): Particulars {
  const text = fold(plain);
  const numbers = new Set<string>();
  const names = new Set<string>();
  const all = new Set<string>();
  for (const { prose } of analysePlain(text)) {
    for (const { words } of prose.sentences) {
      for (const [index, word] of words.entries()) {
        const token = bare(word.text);
        all.add(token);
        for (const part of token.split("-")) all.add(part);
        if (/\p{N}/u.test(token)) numbers.add(token);
        else if (index > 0 && /^\p{Lu}/u.test(token) && !pronoun.test(word.text)) names.add(token);
      }
    }
  }
  for (const [words] of text.matchAll(spelled)) {
    const value = valueOfWords(words);
    if (value !== undefined) all.add(String(value));
  }
  return { numbers, names, all };
}

/** A word without its possessive ending; `1,000` as `1000`. */
function bare(word: string): string {
  const token = word.replace(/'s?$/, "");
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(token) ? token.replaceAll(",", "") : token;
}

export interface Carried {
  /** Share in [0, 1] of the draft's numbers and names found in the text; 1 when it has none. */
  readonly kept: number;
  /** What of the draft was lost. */
  readonly lost: readonly string[];
  /** Numbers and names of the text that the draft lacks. */
  readonly added: readonly string[];
}

export function carried(draft: Particulars, text: Particulars): Carried {
  const particulars = [...draft.numbers, ...draft.names];
  const lost = particulars.filter((token) => !text.all.has(token));
  const added = [...text.numbers, ...text.names].filter((token) => !draft.all.has(token));
  const kept =
    particulars.length === 0 ? 1 : (particulars.length - lost.length) / particulars.length;
  return { kept, lost, added };
}
