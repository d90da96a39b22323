import { inEnglish, phrase, type Phrase } from "../phrase";
import { wilson, type Interval } from "./statistics";
import { lengthFigure, shareOf, type HabitFigure } from "./habitFigure";
import { measures } from "./measures";
import { habitKey } from "./types";
import { oneWayChoices } from "./wordVariants";

const families: Readonly<Record<string, Phrase>> = {
  contractions: phrase("contractions"),
  words: phrase("word choice"),
  spelling: phrase("spelling"),
  hyphens: phrase("hyphens"),
  capitals: phrase("capitals"),
  serialComma: phrase("comma before the last item of a list"),
  numbers: phrase("small numbers"),
  headingCase: phrase("capitals in headings"),
  dashes: phrase("dashes"),
  ellipsis: phrase("ellipses"),
  quotes: phrase("quotation marks and apostrophes"),
  listEnd: phrase("period at the end of list items"),
};

const options: Readonly<Record<string, Phrase>> = {
  "contractions/contracted": phrase("contractions"),
  "contractions/full": phrase("full forms"),
  "spelling/british": phrase("British spelling"),
  "spelling/american": phrase("American spelling"),
  "spelling/ise": phrase("-ise"),
  "spelling/ize": phrase("-ize"),
  "serialComma/with": phrase("a comma before the last item of a list"),
  "serialComma/without": phrase("no comma before the last item of a list"),
  "numbers/words": phrase("small numbers in words"),
  "numbers/digits": phrase("small numbers in digits"),
  "headingCase/title": phrase("headings in Title Case"),
  "headingCase/sentence": phrase("headings in sentence case"),
  "dashes/em": phrase("dashes as a\u2014b"),
  "dashes/em-spaced": phrase("dashes as a \u2014 b"),
  "dashes/en-spaced": phrase("dashes as a \u2013 b"),
  "dashes/double": phrase("dashes as a--b"),
  "dashes/double-spaced": phrase("dashes as a -- b"),
  "dashes/triple": phrase("dashes as a---b"),
  "dashes/triple-spaced": phrase("dashes as a --- b"),
  "dashes/hyphen-spaced": phrase("dashes as a - b"),
  "ellipsis/dots": phrase("three dots for an ellipsis"),
  "ellipsis/character": phrase("the ellipsis character"),
  "quotes/straight": phrase("straight marks"),
  "quotes/curly": phrase("curly marks"),
  "quotes/low": phrase("\u201Elow marks\u201C"),
  "quotes/guillemets": phrase("\u00ABguillemets\u00BB"),
  "quotes/inverted-guillemets": phrase("\u00BBguillemets\u00AB"),
  "quotes/single-curly": phrase("\u2018single marks\u2019"),
  "apostrophe/straight": phrase("straight apostrophes"),
  "apostrophe/curly": phrase("curly apostrophes"),
  "listEnd/period": phrase("list items with a period at the end"),
  "listEnd/none": phrase("list items without a period at the end"),
};

const measureNames: Readonly<Record<string, Phrase>> = {
  exclamations: phrase("exclamation marks"),
  questions: phrase("questions"),
  "person.i": phrase('sentences with "I"'),
  "person.we": phrase('sentences with "we"'),
  "person.you": phrase('sentences with "you"'),
  "person.impersonal": phrase('impersonal sentences ("one should", "it is advisable to")'),
  passive: phrase("passive sentences"),
  hedges: phrase("hedges (perhaps, probably, seems to)"),
  intensifiers: phrase("intensifiers (very, really, highly)"),
  conjunctionStarts: phrase("sentences that start with And, But or So"),
  parentheses: phrase("sentences with parentheses"),
  semicolons: phrase("sentences with a semicolon"),
  colons: phrase("sentences with a colon"),
  emoji: phrase("sentences with emoji"),
  sentenceLength: phrase("sentence length"),
  paragraphLength: phrase("paragraph length"),
};

const familyOf = (choice: string): string => choice.split(".")[0] ?? choice;

/** An option in plain words; `written` is shown where words speak for themselves. */
export function optionPhrase(choice: string, option: string, written?: string): Phrase {
  const family = choice === "quotes.apostrophe" ? "apostrophe" : familyOf(choice);
  const general = options[`${family}/${option}`];
  const [, item] = choice.split(".");
  if (general === undefined) return phrase('"{0}"', written ?? option);
  if (written === undefined || /^[\s\p{P}]*$/u.test(written)) return general;
  return item === undefined || family === "listEnd" ? general : phrase('"{0}"', written);
}

/** A habit key in plain words: `contractions/contracted`, `hedges`, `words.while-whilst/while`. */
export function habitPhrase(key: string): Phrase {
  const slash = key.indexOf("/");
  if (slash < 0) return measureNames[key] ?? phrase("{0}", key);
  const choice = key.slice(0, slash);
  const option = key.slice(slash + 1);
  const described = optionPhrase(choice, option);
  const isQuoted = described.values.length > 0;
  return isQuoted ? phrase("{0}: {1}", families[familyOf(choice)] ?? choice, described) : described;
}

/** The same in English. */
export const describeHabit = (key: string): string => inEnglish(habitPhrase(key));

/** A habit with its rate: what an author's profile shows. */
export interface HabitSummary {
  readonly key: string;
  readonly label: Phrase;
  /** In words: "92 % (90 to 94 %) of 410", "14 words in the middle". */
  readonly rate: Phrase;
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
      label: habitPhrase(key),
      rate: phrase("{0} of {1}", rateInWords(count, total, interval), total),
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
        ? phrase(
            "{0} ({1} to {2}) in 1,000 words",
            ...[times / chances, interval.low, interval.high].map((one) => round(1000 * one)),
          )
        : phrase("{0} of {1} sentences", rateInWords(times, chances, interval), chances);
    const figure = { kind: "share", per, ...shareOf(times, chances)! } as const;
    return [{ key: measure, label: habitPhrase(measure), rate, telling, figure }];
  });
}

function lengthSummaries(counts: Readonly<Record<string, number>>): HabitSummary[] {
  return ["sentenceLength", "paragraphLength"].flatMap((choice) => {
    const lengths = lengthFigure(counts, choice);
    if (lengths.total < ENOUGH) return [];
    const rate = phrase(
      "{0} words in the middle, most between {1} and {2}",
      ...[lengths.middle, lengths.tenth, lengths.nineTenths],
    );
    const figure = { kind: "lengths", ...lengths } as const;
    return [{ key: choice, label: habitPhrase(choice), rate, telling: 0, figure }];
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

function rateInWords(count: number, total: number, { low, high }: Interval): Phrase {
  return phrase("{0} ({1} to {2})", ...[count / total, low, high].map(percentOf));
}

/** A share as "92 %". */
export const percentOf = (share: number): Phrase => phrase("{0} %", round(100 * share));

/** The same in English. */
export const percent = (share: number): string => inEnglish(percentOf(share));

/** How many in a thousand, to one decimal. */
export const perThousand = (share: number): number => Number((1000 * share).toFixed(1));

function round(value: number): number {
  return value >= 10 ? Math.round(value) : Number(value.toFixed(1));
}
