import { filled, phrase, type Phrase, type PhraseValue } from "../core/phrase";

interface Language {
  /** English texts and what they are in this language. */
  readonly table: ReadonlyMap<string, string>;
  readonly numbers: Intl.NumberFormat;
}

/** `undefined` is English, as it stands in the code. */
let language: Language | undefined;

/** What is worded from now on is worded in the language of `tag`, where `table` has it. */
export function speak(tag: string, table: ReadonlyMap<string, string>): void {
  const numbers = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 3 });
  language = { table, numbers };
}

/** A text for the user, in the language of the editor; `template` is a literal, as in `phrase`. */
export function t(template: string, ...values: readonly PhraseValue[]): string {
  return worded(phrase(template, ...values));
}

/** A phrase in the language of the editor: English, unless it asked for another that there is. */
export function worded({ template, values }: Phrase): string {
  return filled(language?.table.get(template) ?? template, (index) => {
    const value = values[index] ?? "";
    if (typeof value === "object") return worded(value);
    return typeof value === "number" && language ? language.numbers.format(value) : String(value);
  });
}

/** A sentence that begins with a phrase: `here 14 %` becomes `Here 14 %`. */
export function sentenceOf(made: Phrase): string {
  const text = worded(made);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
