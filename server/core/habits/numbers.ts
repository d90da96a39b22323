import { likeCase } from "./shape";
import type { Detector, Occurrence } from "./types";

const names = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
/** A counted thing: a plural in lower case that is no unit of measure. */
const counted =
  /^ (?!(?:is|was|has|its|this|us|as|plus|minus|times|times|gs|ms|mins|secs|hrs|bits|bytes|pixels|degrees|points|pounds|dollars|euros|cents)\b)(?:[a-z]+ )?(?:[a-z-]{3,}s|people|men|women|children)\b/;
const written = new RegExp(
  `(?<![\\p{L}\\p{N}'\\u2019.,-])(${names.slice(2).join("|")})(?= )`,
  "giu",
);
const digits = /(?<![\p{L}\p{N}'\u2019.,:#$\u20AC\u00A3/+\u200B-])([2-9]|1[0-2])(?= )/gu;
/** "chapter 3 covers": a label, no count. "2 of the 3", "3 to 5 days" and "page 4 shows" are left alone too. */
const labelBefore =
  /(?:(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{N}]*|chapter|step|figure|table|section|part|page|phase|version|level|day|week|year|note|item|number|line|type|class|grade|tier|round|question|option|example|lesson|episode|to|or|of|and|than|by|no\.)|=) $/u;

/** Small numbers that count something, two to nine and ten to twelve: in words or in digits. */
export const numbers: Detector = {
  language: "en",
  find: ({ masked, kind }) => {
    if (kind === "heading") return [];
    const found: Occurrence[] = [];
    const add = (
      value: number,
      option: string,
      match: RegExpExecArray,
      instead: string,
      text: string,
    ): void => {
      if (!counted.test(masked.slice(match.index + match[0].length))) return;
      found.push({
        choice: value < 10 ? "numbers.below-ten" : "numbers.ten-to-twelve",
        option,
        start: match.index,
        end: match.index + match[0].length,
        alternatives: [{ option: instead, text }],
      });
    };
    for (const match of masked.matchAll(written)) {
      const value = names.indexOf(match[0].toLowerCase());
      if (/(?:one|and|or|to|than) $/i.test(masked.slice(0, match.index))) continue;
      add(value, "words", match, "digits", String(value));
    }
    for (const match of masked.matchAll(digits)) {
      const value = Number(match[0]);
      const before = masked.slice(Math.max(0, match.index - 24), match.index);
      if (labelBefore.test(before) || /^[\s\u200B]*$/.test(masked.slice(0, match.index))) continue;
      add(value, "digits", match, "words", likeCase("a", names[value] ?? ""));
    }
    return found;
  },
};
