/**
 * Folding, as the command line promises it: both sides of a comparison are brought to the same plain characters, so that
 * neither typography nor markup tells authors apart where only their wording should.
 */

const typographic: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201A": "'",
  "\u201B": "'",
  "\u02BC": "'",
  "\u2032": "'",
  "\u2039": "'",
  "\u203A": "'",
  "\u0060": "'",
  "\u00B4": "'",
  "\u201C": '"',
  "\u201D": '"',
  "\u201E": '"',
  "\u201F": '"',
  "\u2033": '"',
  "\u00AB": '"',
  "\u00BB": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "--",
  "\u2013": "--",
  "\u2014": "--",
  "\u2015": "--",
  "\u2212": "-",
  "\u2026": "...",
};
const foldable =
  /[\u2018\u2019\u201A\u201B\u02BC\u2032\u2039\u203A`\u00B4\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\u2010-\u2015\u2212\u2026]/g;
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Quotes, apostrophes, dashes and ellipses to ASCII; invisible characters dropped; white space to one space. */
export function foldCharacters(text: string): string {
  return text
    .replace(foldable, (character) => typographic[character] ?? character)
    .replace(invisible, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Code between backticks: the same number of ticks on both sides, within one paragraph. */
export const codeSpan = /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^]){1,500}?(?<!`)\1(?!`)/g;

/** Web and mail addresses in running text; closing punctuation is not part of them. */
export const address =
  /\b(?:https?:\/\/|www\.)[^\s<>"'`\u2018-\u201F]*[^\s<>"'`\u2018-\u201F.,;:!?)\]}*_]|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+\b/g;

/**
 * Prose without Markdown, folded: code to CODE, addresses to URL, typography to ASCII, white space within a paragraph to
 * one space. Paragraphs stay apart by one blank line.
 */
export function fold(text: string): string {
  return text
    .replace(codeSpan, "CODE")
    .replace(address, "URL")
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/)
    .map(foldCharacters)
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
