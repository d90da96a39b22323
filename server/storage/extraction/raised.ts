const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Letters of the longest unit that is squared: `km`, `ha`, `mm`. */
const UNIT = 3;

/**
 * What a raised number adds to the text before it: superscript digits after a number or a unit (`10⁶`, `km²`), nothing after
 * a word, where it is a foot note's mark. As plain digits it would grow onto the number before it.
 */
export function raised(before: string, digits: string): string {
  const word = /[\p{L}\p{N}]*$/u.exec(before.slice(-40))?.[0] ?? "";
  const belongs = /\d$/.test(word) || (word !== "" && word.length <= UNIT);
  return belongs ? digits.replace(/\d/g, (digit) => superscripts.charAt(Number(digit))) : "";
}

/** What may be raised behind a word or number: digits, alone or as a list. */
export const isRaisedNumber = (text: string): boolean => /^\s*\d[\d,\s]*$/.test(text);
