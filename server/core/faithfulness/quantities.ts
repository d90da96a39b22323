import type { Span } from "../text/span";
import { datesIn, type CalendarDate } from "./dates";
import { functionWords } from "./wordLists";
import {
  fractionWord,
  ordinalWord,
  scales,
  spelledNumber,
  valueOfFraction,
  valueOfOrdinal,
  valueOfWords,
} from "./numberWords";

export type Quantity = NumberQuantity | DateQuantity;

export interface NumberQuantity extends Span {
  readonly kind: "number" | "share" | "money" | "ordinal" | "time";
  /** Shares are fractions of one; times are minutes after midnight. */
  readonly value: number;
  /** Significant digits as written: "1.2 million" has two. */
  readonly digits: number;
  /** What the words before it allow: "about", "over", "nearly". */
  readonly about: "exactly" | "about" | "over" | "under";
  /** Written in words: small ones are often counted by the author, not read in a source. */
  readonly spelled: boolean;
  /** A word of what is counted follows, so it is neither money nor a share. */
  readonly counts?: true;
}

export interface DateQuantity extends Span {
  readonly kind: "date";
  readonly date: CalendarDate;
}

const numeral = "(?:\\d{1,3}(?:[,\\u00A0\\u202F\\u2009]\\d{3})+|\\d+)(?:\\.\\d+)?";
const notInside = "(?<![\\p{L}\\p{N}_]|\\d[.,:/]|\\p{Lu}-|#)";
const share =
  "\\s?(?:%|percent(?!\\p{L})|per[\\s-]?cent(?!\\p{L})|pct(?!\\p{L})|percentage\\spoints?)";
const currency = "(?:US|A|C)?[$\\u20ac\\u00a3\\u00a5]|(?:USD|EUR|GBP)\\s";
const currencyWord =
  "\\s?(?:dollars?|euros?|pounds?|cents|USD|EUR|GBP|yen|francs?|[$\\u20ac\\u00a3\\u00a5])(?!\\p{L})";

const timePattern = new RegExp(
  `${notInside}(?<h>[01]?\\d|2[0-3])(?::(?<m>[0-5]\\d))?\\s?(?<half>[ap](?:\\s?m|\\.\\s?m\\.?))(?!\\p{L})|${notInside}(?<h2>[01]?\\d|2[0-3]):(?<m2>[0-5]\\d)(?![:\\d])`,
  "giu",
);
/** What "nine in ___" and "one passenger in ___" count by: "nine in 24 hours" is no share. */
const roundWhole = "(?:10|100|1,?000|ten|a\\s(?:hundred|thousand))(?![\\p{L}\\p{N}])";
const fractionPattern = new RegExp(
  [
    `(?<!\\p{L})(?<f>${fractionWord})(?!\\p{L})`,
    "(?<!\\p{L})(?<half>half)(?=\\s(?:of|the|a|an|its|their|as)\\b)",
    `(?<!\\p{L})(?<n>${spelledNumber}|\\d+)\\s(?:out\\s(?:of|in)|in(?=\\s(?:every\\s)?${roundWhole}))\\s(?:every\\s)?(?<of>${spelledNumber}|\\d+)`,
    `(?<!\\p{L})(?<one>one|1)\\sin\\s(?:every\\s)?(?<in>${spelledNumber}|\\d+)(?!\\p{L})`,
    `(?<!\\p{L})(?<single>one)\\s\\p{L}+\\sin\\s(?:every\\s)?(?<each>${spelledNumber}|10{1,3}(?!\\d))(?!\\p{L})`,
  ].join("|"),
  "giu",
);
const scaleWord = "hundred|thousand|million|billion|trillion|dozen";
/** "Half a million", "a quarter of a million", "two and a half thousand". */
const partsPattern = new RegExp(
  `(?<!\\p{L})(?:(?<part>half|${fractionWord}\\sof)\\san?\\s(?<of>${scaleWord})|(?<whole>${spelledNumber})\\sand\\sa\\shalf(?:\\s(?<scale>${scaleWord}))?)(?!\\p{L})`,
  "giu",
);
const numberPattern = new RegExp(
  `${notInside}(?<currency>${currency})?(?:(?<num>${numeral})(?<ord>st|nd|rd|th)?(?:[\\s-]?(?<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|k|m|b)(?![\\p{L}\\p{N}]))?|(?<words>${spelledNumber}))(?![\\p{N}]|[.,]\\d|\\p{Ll}{2})(?:(?<share>${share})|(?<money>${currencyWord}))?`,
  "giu",
);
const ordinalPattern = new RegExp(`(?<!\\p{L})(?<o>${ordinalWord})(?!\\p{L})`, "giu");
const before =
  /(?<![\p{L}])(?:(about|around|roughly|approximately|some|circa|ca\.|c\.|an estimated|~|nearly|almost|close to|just under|just over|an average of)|(over|more than|above|at least|exceeding|upwards of|beyond|past)|(under|less than|fewer than|below|at most|up to))\s?$/iu;

/** How words of numbers and dates end. Lower case alone: several times as fast as ignoring it. */
const numberOrMonth =
  /(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|een|ty|dozen|hundred|thousand|illion|half|third|quarter|th|january|february|march|april|may|june|july|august|september|october|november|december)(?!\p{L})/u;

/** Numbers, shares, money, ordinals, times and dates of `text`, in order, not overlapping. */
export function quantitiesIn(text: string): readonly Quantity[] {
  if (!/\d/.test(text) && !numberOrMonth.test(text.toLowerCase())) return [];
  const found: Quantity[] = datesIn(text).map(({ start, end, date }) => ({
    kind: "date",
    start,
    end,
    date,
  }));
  const add = (
    start: number,
    end: number,
    quantity: Omit<NumberQuantity, "start" | "end" | "about">,
  ): void => {
    if (found.some((other) => start < other.end && other.start < end)) return;
    found.push({ ...quantity, start, end, about: aboutAt(text, start) });
  };
  for (const match of text.matchAll(timePattern)) {
    const g = match.groups ?? {};
    let hour = Number(g["h"] ?? g["h2"]);
    const half = g["half"]?.toLowerCase().charAt(0);
    if (half === "p" && hour < 12) hour += 12;
    if (half === "a" && hour === 12) hour = 0;
    add(match.index, match.index + match[0].length, {
      kind: "time",
      value: hour * 60 + Number(g["m"] ?? g["m2"] ?? 0),
      digits: 3,
      spelled: false,
    });
  }
  for (const match of text.matchAll(partsPattern)) {
    const value = valueOfParts(match.groups ?? {});
    if (value === undefined) continue;
    const { index } = match;
    add(index, index + match[0].length, { kind: "number", value, digits: 2, spelled: true });
  }
  for (const match of text.matchAll(fractionPattern)) {
    const value = fractionValue(match.groups ?? {});
    if (value === undefined || !Number.isFinite(value) || value > 1) continue;
    if (isHalfUnit(text, match)) continue;
    if (
      /third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|quarter$/i.test(match[0]) &&
      isOrdinalUse(text, match)
    )
      continue;
    add(match.index, match.index + match[0].length, {
      kind: "share",
      value,
      digits: 1,
      spelled: true,
    });
  }
  for (const match of text.matchAll(numberPattern)) {
    const quantity =
      isItemNumber(text, match) || isDecade(text, match)
        ? undefined
        : numberOf(match[0], match.groups ?? {});
    if (quantity === undefined) continue;
    const end = match.index + match[0].trimEnd().length;
    const counts = quantity.kind === "number" && isCount(match[0], text.slice(end));
    add(match.index, end, counts ? { ...quantity, counts } : quantity);
  }
  for (const match of text.matchAll(ordinalPattern)) {
    const value = valueOfOrdinal(match[0]);
    if (value === undefined || value < 3) continue;
    add(match.index, match.index + match[0].length, {
      kind: "ordinal",
      value,
      digits: 2,
      spelled: true,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "A third attempt", "a quarter mile": no share of anything. */
const isOrdinalUse = (text: string, match: RegExpMatchArray): boolean =>
  /^an?\s/i.test(match[0]) && !/^\s+of\b/i.test(text.slice((match.index ?? 0) + match[0].length));

/** "The '50s", "in her 50s": which years is not said. "A timeout of 50s" says how long. */
function isDecade(text: string, match: RegExpMatchArray): boolean {
  const { index = 0 } = match;
  return (
    /^\d0$/.test(match[0]) &&
    /^s(?!\p{L})/u.test(text.slice(index + 2)) &&
    /(?:['\u2019]|\b(?:the|his|her|their|our|my|early|mid|late)[\s-])$/i.test(text.slice(0, index))
  );
}

/** "3) The third item": counts the items of a list. */
const isItemNumber = (text: string, match: RegExpMatchArray): boolean =>
  text.slice(0, match.index).trim() === "" &&
  text.startsWith(")", (match.index ?? 0) + match[0].length);

/** "Half a year" is a time, no share of anything. */
const isHalfUnit = (text: string, match: RegExpMatchArray): boolean =>
  /^\s+an?\s+(?:year|month|week|day|hour|minute|second|century|decade|mile|pound|pint|tonne?|inch|foot)\b/i.test(
    text.slice((match.index ?? 0) + match[0].length),
  );

function aboutAt(text: string, start: number): NumberQuantity["about"] {
  const match = before.exec(text.slice(Math.max(0, start - 20), start));
  if (match === null) return "exactly";
  return match[1] !== undefined ? "about" : match[2] !== undefined ? "over" : "under";
}

function fractionValue(g: Readonly<Record<string, string | undefined>>): number | undefined {
  if (g["half"] !== undefined) return 0.5;
  if (g["f"] !== undefined) return valueOfFraction(g["f"]);
  const part = g["n"] ?? g["one"] ?? g["single"];
  const whole = g["of"] ?? g["in"] ?? g["each"];
  if (part === undefined || whole === undefined) return undefined;
  const [a, b] = [plainValue(part), plainValue(whole)];
  return a === undefined || b === undefined || b < 2 ? undefined : a / b;
}

function valueOfParts(g: Readonly<Record<string, string | undefined>>): number | undefined {
  const scale = scales[(g["of"] ?? g["scale"])?.toLowerCase() ?? ""] ?? 1;
  const part = g["part"]?.toLowerCase().replace(/\sof$/, "");
  if (part === "half") return scale / 2;
  const times = part === undefined ? valueOfWords(g["whole"] ?? "") : valueOfFraction(part);
  if (times === undefined) return undefined;
  return (part === undefined ? times + 0.5 : times) * scale;
}

const plainValue = (text: string): number | undefined =>
  /^\d/.test(text) ? Number(text) : valueOfWords(text);

/** "16 people", "40 MB": counts what stands behind it. "A 500 million deal" may be money. */
function isCount(written: string, rest: string): boolean {
  const [, word] = /^[\s-]?(\p{L}[\p{L}'\u2019]*)/u.exec(rest) ?? [];
  return (
    word !== undefined &&
    !/(?:red|sand|illion|dozen|\d[kmbt]n?)$/iu.test(written) &&
    !functionWords.has(word.toLowerCase())
  );
}

/** "84 m" is a length, "€84 m" and "84m" are millions. */
const isLength = (written: string): boolean => /^\d.*\sm$/.test(written);

function numberOf(
  written: string,
  g: Readonly<Record<string, string | undefined>>,
): Omit<NumberQuantity, "start" | "end" | "about"> | undefined {
  const words = g["words"];
  const bare = words?.toLowerCase();
  if (bare === "one" || bare === "a") return undefined;
  const digitsOnly = g["num"]?.replace(/[,\u00A0\u202F\u2009]/g, "");
  const base = digitsOnly === undefined ? valueOfWords(words ?? "") : Number(digitsOnly);
  if (base === undefined || !Number.isFinite(base)) return undefined;
  const value = base * (isLength(written) ? 1 : (scales[g["scale"]?.toLowerCase() ?? ""] ?? 1));
  const digits = digitsOnly === undefined ? 2 : significant(digitsOnly);
  const spelled = words !== undefined;
  if (g["share"] !== undefined) return { kind: "share", value: value / 100, digits, spelled };
  if (g["currency"] !== undefined || g["money"] !== undefined) {
    return { kind: "money", value, digits, spelled };
  }
  return { kind: g["ord"] === undefined ? "number" : "ordinal", value, digits, spelled };
}

function significant(written: string): number {
  const digits = written.replace(".", "").replace(/^0+/, "");
  return Math.max(1, (written.includes(".") ? digits : digits.replace(/0+$/, "")).length);
}
