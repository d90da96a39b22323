import type { Span } from "../text/span";
import { ordinalWord, valueOfOrdinal } from "./numberWords";

/** A date or a part of one; absent fields are not said. */
export interface CalendarDate {
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  /** The other reading of 3/4/2017, as month and day. */
  readonly swapped?: { readonly month: number; readonly day: number };
  /** "the 1990s": any year of the ten. */
  readonly decade?: boolean;
  /** "the 19th century": any year of the hundred that ends with `year`. */
  readonly century?: boolean;
}

export interface PlacedDate extends Span {
  readonly date: CalendarDate;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const monthName =
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
const day = "(?:[12]\\d|3[01]|0?[1-9])(?!\\d|:\\d)";
const ordinal = "(?:st|nd|rd|th)?";
const year = "(?:1[0-9]|20)\\d\\d(?!\\d)";
const free = "(?<![\\p{L}\\p{N}])";
const flags = "gu";

type Reader = (parts: Readonly<Record<string, string | undefined>>) => readonly CalendarDate[];

const monthOf = (text: string | undefined): number =>
  months.findIndex((name) => name.slice(0, 3) === text?.slice(0, 3)) + 1;
const numberOf = (text: string | undefined): number => Number(text);
const withYear = (parts: Readonly<Record<string, string | undefined>>): { year?: number } =>
  parts["y"] === undefined ? {} : { year: numberOf(parts["y"]) };

/** In this order: an earlier pattern takes its characters away from the later ones. */
const patterns: readonly (readonly [RegExp, Reader])[] = [
  [
    new RegExp(`${free}(?<y>${year})-(?<m>0[1-9]|1[0-2])-(?<d>[0-3]\\d)(?!\\d)`, flags),
    (p) => [{ year: numberOf(p["y"]), month: numberOf(p["m"]), day: numberOf(p["d"]) }],
  ],
  [
    new RegExp(`${free}(?<a>${day})(?:\\/|\\.)(?<b>${day})(?:\\/|\\.)(?<y>${year})`, flags),
    (p) => {
      const [a, b] = [numberOf(p["a"]), numberOf(p["b"])];
      const base = { year: numberOf(p["y"]) };
      if (a > 12) return [{ ...base, day: a, month: b }];
      if (b > 12) return [{ ...base, day: b, month: a }];
      return [{ ...base, day: b, month: a, swapped: { day: a, month: b } }];
    },
  ],
  [
    new RegExp(
      `${free}(?<m>${monthName})\\s+(?<d>${day})${ordinal}(?:\\s?(?:[-\\u2013\\u2014]|to|and)\\s?(?<e>${day})${ordinal})?(?:,?\\s+(?<y>${year}))?`,
      flags,
    ),
    (p) => {
      const base = { ...withYear(p), month: monthOf(p["m"]) };
      const first = { ...base, day: numberOf(p["d"]) };
      return p["e"] === undefined ? [first] : [first, { ...base, day: numberOf(p["e"]) }];
    },
  ],
  [
    new RegExp(
      `${free}(?:the\\s+)?(?<d>${day})${ordinal}(?:\\s?[-\\u2013\\u2014]\\s?(?<e>${day})${ordinal})?\\s+(?:of\\s+)?(?<m>${monthName})(?![\\p{Ll}])(?:,?\\s+(?<y>${year}))?`,
      flags,
    ),
    (p) => {
      const base = { ...withYear(p), month: monthOf(p["m"]) };
      const first = { ...base, day: numberOf(p["d"]) };
      return p["e"] === undefined ? [first] : [first, { ...base, day: numberOf(p["e"]) }];
    },
  ],
  [
    new RegExp(`${free}(?<m>${monthName})(?:,?\\s+(?:of\\s+)?)(?<y>${year})`, flags),
    (p) => [{ year: numberOf(p["y"]), month: monthOf(p["m"]) }],
  ],
  [
    new RegExp(
      `${free}(?:(?<n>\\d{1,2})(?:st|nd|rd|th)|(?<w>${ordinalWord}))[\\s-](?:century|Century)(?!\\p{L})`,
      flags,
    ),
    (p) => {
      const nth = p["w"] === undefined ? numberOf(p["n"]) : valueOfOrdinal(p["w"]);
      return nth === undefined ? [] : [{ year: nth * 100, century: true }];
    },
  ],
  [
    new RegExp(`${free}(?<y>${year})s(?!\\p{L})`, flags),
    (p) => [{ year: numberOf(p["y"]), decade: numberOf(p["y"]) % 10 === 0 }],
  ],
  [
    new RegExp(
      `${free}(?<y>${year})\\s?[-\\u2013\\u2014/]\\s?(?<z>\\d\\d(?:\\d\\d)?)(?![\\d\\p{L}])`,
      flags,
    ),
    (p) => {
      const from = numberOf(p["y"]);
      const to = numberOf(p["z"]);
      return [{ year: from }, { year: to < 100 ? Math.floor(from / 100) * 100 + to : to }];
    },
  ],
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}.,$\\u20ac\\u00a3#/]|\\p{Lu}-)(?<y>(?:1[0-9]|20)\\d\\d)(?![\\d\\p{L}%/]|[.,:]\\d|\\s?%|-\\p{Ll})`,
      flags,
    ),
    (p) => [{ year: numberOf(p["y"]) }],
  ],
  [
    new RegExp(
      `${free}(?<m>January|February|April|June|July|August|September|October|November|December|(?<=(?:[Ii]n|of|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Tt]his|[Nn]ext|[Ee]very|[Tt]hrough|[Ff]rom|to|[Bb]etween|[Dd]uring|[Aa]fter|[Bb]efore)[\\s-])(?:March|May))(?!\\p{L})(?!\\s+\\p{Lu}\\p{Ll})`,
      flags,
    ),
    (p) => [{ month: monthOf(p["m"]) }],
  ],
];

/** Dates in `text`, in order, not overlapping; a range gives one entry an end. */
export function datesIn(text: string): readonly PlacedDate[] {
  const found: PlacedDate[] = [];
  for (const [pattern, read] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      for (const date of read(match.groups ?? {})) {
        if (date.month === undefined || (date.month >= 1 && date.month <= 12)) {
          found.push({ start, end, date });
        }
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a source that says `said` carries `claimed`: every field that is claimed is said, and equal. */
export function carriesDate(said: CalendarDate, claimed: CalendarDate): boolean {
  if (claimed.year !== undefined && !carriesYear(said, claimed)) return false;
  const readings = [claimed, ...(claimed.swapped === undefined ? [] : [claimed.swapped])];
  const sayings = [said, ...(said.swapped === undefined ? [] : [said.swapped])];
  return readings.some((reading) =>
    sayings.some(
      (saying) =>
        (reading.month === undefined || reading.month === saying.month) &&
        (reading.day === undefined || reading.day === saying.day),
    ),
  );
}

function carriesYear(said: CalendarDate, claimed: CalendarDate): boolean {
  if (said.year === undefined || claimed.year === undefined) return false;
  if (claimed.century === true) return centuryOf(said.year) === centuryOf(claimed.year);
  if (said.century === true) return false;
  if (claimed.decade === true) return Math.floor(said.year / 10) === Math.floor(claimed.year / 10);
  return said.decade !== true && said.year === claimed.year;
}

const centuryOf = (year: number): number => Math.ceil(year / 100);

export function dateInWords(date: CalendarDate): string {
  const month = date.month === undefined ? "" : (months[date.month - 1] ?? "");
  const year = date.year === undefined ? "" : `${date.year}${date.decade === true ? "s" : ""}`;
  const day = date.day === undefined ? "" : String(date.day);
  return [day, month, year].filter((part) => part !== "").join(" ");
}
