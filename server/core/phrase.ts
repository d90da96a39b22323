/** Words for the user that can be said in another language: an English text with `{0}`, `{1}`, and what stands there. */
export interface Phrase {
  readonly template: string;
  readonly values: readonly PhraseValue[];
}

/** Text of a note or source and names stand as they are; phrases and numbers are said in the reader's language. */
export type PhraseValue = string | number | Phrase;

/** `template` is a literal: it is looked up in `server/assets/l10n/`, and a test finds it there. */
export function phrase(template: string, ...values: readonly PhraseValue[]): Phrase {
  return { template, values };
}

/** A finding's message, in English and as a phrase. */
export function said(template: string, ...values: readonly PhraseValue[]) {
  return both("message", "phrase", template, values);
}

/** A fix's title, in English and as a phrase. */
export function titled(template: string, ...values: readonly PhraseValue[]) {
  return both("title", "phrase", template, values);
}

/** What a check found wrong, in English and as a phrase; reads on inside a sentence. */
export function because(template: string, ...values: readonly PhraseValue[]) {
  return both("why", "because", template, values);
}

function both<English extends string, Said extends string>(
  english: English,
  own: Said,
  template: string,
  values: readonly PhraseValue[],
): Record<English, string> & Record<Said, Phrase> {
  const made = phrase(template, ...values);
  return { [english]: inEnglish(made), [own]: made } as Record<English, string> &
    Record<Said, Phrase>;
}

/** What the command line prints, and every output that a machine reads. */
export function inEnglish({ template, values }: Phrase): string {
  return filled(template, (index) => {
    const value = values[index];
    return typeof value === "object" ? inEnglish(value) : String(value ?? "");
  });
}

/** `template` with what `at` gives for each `{n}`. */
export function filled(template: string, at: (index: number) => string): string {
  return template.replace(/\{(\d+)\}/g, (_, index: string) => at(Number(index)));
}

/** Phrases one after another. */
export function joined(phrases: readonly Phrase[], between: string): Phrase {
  return phrase(phrases.map((_, index) => `{${index}}`).join(between), ...phrases);
}
