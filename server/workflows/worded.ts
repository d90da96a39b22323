import { t } from "@vscode/l10n";
import type { Phrase } from "../core/phrase";

let numbers: Intl.NumberFormat | undefined;

/** Numbers in phrases are written as `language` writes them, from now on. */
export function writeNumbersIn(language: string): void {
  numbers = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 3 });
}

/** A phrase in the language of the user: English, unless the editor asked for another that there is. */
export function worded({ template, values }: Phrase): string {
  return t(
    template,
    ...values.map((value) =>
      typeof value === "object"
        ? worded(value)
        : typeof value === "number"
          ? (numbers?.format(value) ?? String(value))
          : value,
    ),
  );
}

/** A sentence that begins with a phrase: `here 14 %` becomes `Here 14 %`. */
export function sentenceOf(made: Phrase): string {
  const text = worded(made);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
