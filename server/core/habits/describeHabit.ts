import { wilson, type Interval } from "./statistics";
import { lengthFigure, shareOf, type HabitFigure } from "./habitFigure";
import { measures } from "./measures";
import { habitKey } from "./types";
import { oneWayChoices } from "./wordVariants";

const families: Readonly<Record<string, string>> = {
  contractions: "contractions",
  words: "word choice",
  spelling: "spelling",
  hyphens: "hyphens",
  capitals: "capitals",
  serialComma: "comma before the last item of a list",
  numbers: "small numbers",
  headingCase: "capitals in headings",
  dashes: "dashes",
  ellipsis: "ellipses",
  quotes: "quotation marks and apostrophes",
  listEnd: "period at the end of list items",
  sentenceLength: "sentence length",
  paragraphLength: "paragraph length",
};

const options: Readonly<Record<string, string>> = {
  "contractions/contracted": "contractions",
  "contractions/full": "full forms",
  "spelling/british": "British spelling",
  "spelling/american": "American spelling",
  "spelling/ise": "-ise",
  "spelling/ize": "-ize",
  "serialComma/with": "a comma before the last item of a list",
  "serialComma/without": "no comma before the last item of a list",
  "numbers/words": "small numbers in words",
  "numbers/digits": "small numbers in digits",
  "headingCase/title": "headings in Title Case",
  "headingCase/sentence": "headings in sentence case",
  "dashes/em": "dashes as a\u2014b",
  "dashes/em-spaced": "dashes as a \u2014 b",
  "dashes/en-spaced": "dashes as a \u2013 b",
  "dashes/double": "dashes as a--b",
  "dashes/double-spaced": "dashes as a -- b",
  "dashes/triple": "dashes as a---b",
  "dashes/triple-spaced": "dashes as a --- b",
  "dashes/hyphen-spaced": "dashes as a - b",
  "ellipsis/dots": "three dots for an ellipsis",
  "ellipsis/character": "the ellipsis character",
  "quotes/straight": "straight marks",
  "quotes/curly": "curly marks",
  "quotes/low": "\u201Elow marks\u201C",
  "quotes/guillemets": "\u00ABguillemets\u00BB",
  "quotes/inverted-guillemets": "\u00BBguillemets\u00AB",
  "quotes/single-curly": "\u2018single marks\u2019",
  "listEnd/period": "list items with a period at the end",
  "listEnd/none": "list items without a period at the end",
};

const measureNames: Readonly<Record<string, string>> = {
  exclamations: "exclamation marks",
  questions: "questions",
  "person.i": 'sentences with "I"',
  "person.we": 'sentences with "we"',
  "person.you": 'sentences with "you"',
  "person.impersonal": 'impersonal sentences ("one should", "it is advisable to")',
  passive: "passive sentences",
  hedges: "hedges (perhaps, probably, seems to)",
  intensifiers: "intensifiers (very, really, highly)",
  conjunctionStarts: "sentences that start with And, But or So",
  parentheses: "sentences with parentheses",
  semicolons: "sentences with a semicolon",
  colons: "sentences with a colon",
  emoji: "sentences with emoji",
};

const familyOf = (choice: string): string => choice.split(".")[0] ?? choice;

/** An option in plain words; `written` is shown where words speak for themselves. */
export function describeOption(choice: string, option: string, written?: string): string {
  const general = options[`${familyOf(choice)}/${option}`];
  const [, item] = choice.split(".");
  if (general === undefined) return `"${written ?? option}"`;
  if (written === undefined || /^[\s\p{P}]*$/u.test(written)) {
    return choice === "quotes.apostrophe" ? general.replace("marks", "apostrophes") : general;
  }
  return item === undefined || familyOf(choice) === "listEnd" ? general : `"${written}"`;
}

/** A habit key in plain words: `contractions/contracted`, `hedges`, `words.while-whilst/while`. */
export function describeHabit(key: string): string {
  const slash = key.indexOf("/");
  if (slash < 0) return measureNames[key] ?? key;
  const choice = key.slice(0, slash);
  const option = key.slice(slash + 1);
  const family = families[familyOf(choice)] ?? choice;
  const described = describeOption(choice, option);
  return described.startsWith('"') ? `${family}: ${described}` : described;
}

/** A habit with its rate: what an author's profile shows. */
export interface HabitSummary {
  readonly key: string;
  readonly label: string;
  /** In words: "92 % (90 to 94 %) of 410", "14 words in the middle". */
  readonly rate: string;
  /** How much the habit tells; only for comparing. */
  readonly telling: number;
  /** The numbers in `rate`. */
  readonly figure: HabitFigure;
}

/** Fewer own occurrences say nothing worth showing. */
const ENOUGH = 12;
/** A list stays a list of habits, not of every pair of words. */
const PER_FAMILY = 4;

/**
 * The habits in `counts` in plain words, most telling first: choices by how far the interval of the preferred option lies
 * from a coin toss, measures by how far they lie from what `typical` counts say; without those they come last.
 */
export function summariseHabits(
  counts: Readonly<Record<string, number>>,
  typical?: Readonly<Record<string, number>>,
): readonly HabitSummary[] {
  const all = [...choiceSummaries(counts), ...measureSummaries(counts, typical)].sort(
    (a, b) => b.telling - a.telling || (a.key < b.key ? -1 : 1),
  );
  const shown = new Map<string, number>();
  return [
    ...all.filter(({ key }) => {
      const family = familyOf(key.split("/")[0] ?? key);
      const before = shown.get(family) ?? 0;
      shown.set(family, before + 1);
      return before < PER_FAMILY;
    }),
    ...lengthSummaries(counts),
  ];
}

function choiceSummaries(counts: Readonly<Record<string, number>>): HabitSummary[] {
  const choices = new Map<string, [option: string, count: number][]>();
  for (const [key, count] of Object.entries(counts)) {
    const slash = key.indexOf("/");
    const choice = key.slice(0, slash);
    if (slash < 0 || choice.endsWith("Length") || count <= 0) continue;
    choices.set(choice, [...(choices.get(choice) ?? []), [key.slice(slash + 1), count]]);
  }
  const summaries: HabitSummary[] = [];
  for (const [choice, picked] of choices) {
    const total = picked.reduce((sum, [, count]) => sum + count, 0);
    const [option, count] = picked.reduce((best, other) => (other[1] > best[1] ? other : best));
    if (total < ENOUGH || isPartOrPlain(choice)) continue;
    const interval = wilson(count, total);
    const key = habitKey(choice, option);
    summaries.push({
      key,
      label: describeHabit(key),
      rate: `${rateInWords(count, total, interval)} of ${total}`,
      telling: Math.max(0, logOdds(interval.low)),
      figure: { kind: "share", per: "places", ...shareOf(count, total)! },
    });
  }
  return summaries;
}

/** Part of a group that is shown itself, a single term, or a word that everybody prefers. */
function isPartOrPlain(choice: string): boolean {
  const family = familyOf(choice);
  if (["hyphens", "capitals"].includes(family) || oneWayChoices.has(choice)) return true;
  const isPart = ["contractions", "spelling"].includes(family) && choice !== family;
  return isPart && choice !== "spelling.ize" && choice !== "spelling.learnt";
}

function measureSummaries(
  counts: Readonly<Record<string, number>>,
  typical: Readonly<Record<string, number>> | undefined,
): HabitSummary[] {
  return Object.entries(measures).flatMap(([measure, { per }]) => {
    const times = counts[measure] ?? 0;
    const chances = counts[per] ?? 0;
    if (chances < 100) return [];
    const interval = wilson(times, chances);
    const usual =
      typical === undefined ? undefined : wilson(typical[measure] ?? 0, typical[per] ?? 0);
    const telling = usual === undefined ? 0 : Math.max(0, gap(interval, usual));
    const rate =
      per === "words"
        ? `${round((1000 * times) / chances)} (${round(1000 * interval.low)} to ${round(1000 * interval.high)}) in 1,000 words`
        : `${rateInWords(times, chances, interval)} of ${chances} sentences`;
    const figure = { kind: "share", per, ...shareOf(times, chances)! } as const;
    return [{ key: measure, label: describeHabit(measure), rate, telling, figure }];
  });
}

function lengthSummaries(counts: Readonly<Record<string, number>>): HabitSummary[] {
  return ["sentenceLength", "paragraphLength"].flatMap((choice) => {
    const lengths = lengthFigure(counts, choice);
    if (lengths.total < ENOUGH) return [];
    const rate = `${lengths.middle} words in the middle, most between ${lengths.tenth} and ${lengths.nineTenths}`;
    const figure = { kind: "lengths", ...lengths } as const;
    return [{ key: choice, label: families[choice] ?? choice, rate, telling: 0, figure }];
  });
}

/** How far two intervals lie apart, in log-odds; negative where they overlap. */
function gap(a: Interval, b: Interval): number {
  return Math.max(logOdds(a.low) - logOdds(b.high), logOdds(b.low) - logOdds(a.high));
}

function logOdds(rate: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, rate));
  return Math.log(p / (1 - p));
}

function rateInWords(count: number, total: number, { low, high }: Interval): string {
  return `${percent(count / total)} (${percent(low)} to ${percent(high)})`;
}

/** A share as "92 %". */
export function percent(share: number): string {
  return `${round(100 * share)} %`;
}

function round(value: number): string {
  return value >= 10 || value === 0 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}
