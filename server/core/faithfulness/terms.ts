import { stemmer } from "stemmer";
import { Recent } from "../recent";
import type { Span } from "../text/span";
import { splitWords } from "../text/words";
import { functionWords } from "./wordLists";

/** A word as the checks compare it. Spans are relative to the text that was given. */
export interface Term extends Span {
  /** Lower case, Latin letters without accents, ASCII apostrophes, no possessive ending. */
  readonly lower: string;
  readonly stem: string;
  /** Starts with a capital letter. */
  readonly capital: boolean;
  /** Holds a digit. */
  readonly digits: boolean;
  /** Carries meaning of its own. */
  readonly content: boolean;
  /** Nothing but white space stands between it and the term before. */
  readonly joined: boolean;
}

const stems = new Recent<string>(10_000);

export function stemOf(lower: string): string {
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const stem = stemmer(lower);
  stems.set(lower, stem);
  return stem;
}

/** The words of `text`; hyphenated words in parts. `masked` is as long as `text` and hides what is not prose. */
export function termsOf(text: string, masked: string = text): readonly Term[] {
  const terms: Term[] = [];
  let end = 0;
  for (const word of splitWords(text, masked)) {
    for (const part of parts(word.text, word.start)) {
      const lower = normalise(part.text);
      if (lower === "") continue;
      const digits = /\d/.test(lower);
      const joined = /^[ \t\n\u00A0\u200B-]*$/.test(masked.slice(end, part.start));
      end = part.start + part.text.length;
      terms.push({
        start: part.start,
        end,
        lower,
        stem: digits ? lower : stemOf(lower),
        capital: /^\p{Lu}/u.test(part.text),
        digits,
        content: lower.length > 1 && !functionWords.has(lower),
        joined,
      });
    }
  }
  return terms;
}

function* parts(text: string, start: number): Generator<{ text: string; start: number }> {
  for (const part of text.matchAll(/[^-\u2010\u2011_]+/g)) {
    yield { text: part[0], start: start + part.index };
  }
}

/** Letters that are written without their stroke or apart where a keyboard lacks them. */
const plain: Readonly<Record<string, string>> = {
  æ: "ae",
  ð: "d",
  ø: "o",
  đ: "d",
  ı: "i",
  ł: "l",
  œ: "oe",
  ß: "ss",
};

function normalise(text: string): string {
  if (/^[a-z]+$/.test(text)) return text;
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(
      /[\u00E6\u00F0\u00F8\u0111\u0131\u0142\u0153\u00DF]/g,
      (letter) => plain[letter] ?? letter,
    )
    .replace(/[\u2019\u02BC]/g, "'")
    .replace(/[\u00AD\u200B-\u200D]/g, "")
    .replace(/'s$|'$/, "")
    .replace(/^((?:\p{L}\.)+\p{L})\.?$/u, (dotted) => dotted.replaceAll(".", ""));
}
