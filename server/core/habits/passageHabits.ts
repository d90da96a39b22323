import type { Passage } from "../note/types";
import type { StyleView } from "../style/types";
import { countHabits } from "./countHabits";
import { phrase, type Phrase } from "../phrase";
import { habitPhrase, optionPhrase, perThousand, percentOf } from "./describeHabit";
import { lengthsOf } from "./lengths";
import { measures } from "./measures";
import { chanceOfAtLeast, chanceOfAtMost, rateOf } from "./statistics";
import { habitKey } from "./types";
import { oneWayChoices } from "./wordVariants";

/** How a passage differs from its author in one habit. */
export interface Difference {
  /** The habit as the author has it: a key with examples. */
  readonly habit: string;
  /** "contractions: you 92 %, here 0 of 6". */
  readonly words: Phrase;
  /** Chance of a difference this large in the author's own text, one-sided. */
  readonly chance: number;
}

/** The author's rates are trusted like this many passages of the same length: passages differ among themselves. */
const PASSAGES = 6;

/** The habits in which a passage departs from its author, the most unlikely first; `chance` is at most `below`. */
export function differences(
  passage: Passage,
  view: StyleView,
  below: number,
): readonly Difference[] {
  const counts: Record<string, number> = {};
  for (const { prose } of passage.parts) {
    for (const [key, n] of Object.entries(countHabits(prose, view.language))) {
      counts[key] = (counts[key] ?? 0) + n;
    }
  }
  return [
    ...choiceDifferences(counts, view),
    ...measureDifferences(counts, view),
    ...lengthDifferences(counts, view),
  ]
    .filter(({ chance }) => chance <= below)
    .sort((a, b) => a.chance - b.chance);
}

/** Choices by group where they have one: "contractions", not each pair of words. */
function choiceDifferences(
  counts: Readonly<Record<string, number>>,
  view: StyleView,
): Difference[] {
  const choices = new Map<string, number>();
  for (const [key, n] of Object.entries(counts)) {
    const [choice = "", option] = key.split("/");
    if (option === undefined || choice.endsWith("Length") || oneWayChoices.has(choice)) continue;
    if (/^(?:contractions|spelling)\.(?!ize)|^(?:hyphens|capitals)\./.test(choice)) continue;
    choices.set(choice, (choices.get(choice) ?? 0) + n);
  }
  return [...choices].flatMap(([choice, here]) => {
    const [option] = view.options(choice);
    if (option === undefined) return [];
    const key = habitKey(choice, option);
    const picked = view.count(key);
    const times = view
      .options(choice)
      .reduce((sum, other) => sum + view.count(habitKey(choice, other)), 0);
    if (times < 10) return [];
    const own = counts[key] ?? 0;
    const chance = chanceOfAtMost(own, here, rateOf(picked, times, PASSAGES * 8));
    return [
      {
        habit: key,
        words: phrase(
          "{0}: you {1}, here {2} of {3}",
          ...[optionPhrase(choice, option), percentOf(picked / times), own, here],
        ),
        chance,
      },
    ];
  });
}

function measureDifferences(
  counts: Readonly<Record<string, number>>,
  view: StyleView,
): Difference[] {
  return Object.entries(measures).flatMap(([measure, { per, language }]) => {
    const chances = counts[per] ?? 0;
    const ownChances = view.count(per);
    if (chances === 0 || ownChances === 0) return [];
    if (language !== undefined && language !== view.language) return [];
    const here = counts[measure] ?? 0;
    const times = view.count(measure);
    const rate = rateOf(times, ownChances, PASSAGES * chances);
    const isMore = here / chances > times / ownChances;
    const chance = isMore
      ? chanceOfAtLeast(here, chances, rate)
      : chanceOfAtMost(here, chances, rate);
    const share = times / ownChances;
    const words =
      per === "words"
        ? phrase(
            "{0}: you {1} in 1,000 words, here {2} in {3}",
            ...[habitPhrase(measure), perThousand(share), here, chances],
          )
        : phrase(
            "{0}: you {1}, here {2} of {3}",
            ...[habitPhrase(measure), percentOf(share), here, chances],
          );
    return [{ habit: measure, words, chance }];
  });
}

function lengthDifferences(
  counts: Readonly<Record<string, number>>,
  view: StyleView,
): Difference[] {
  const here = lengthsOf((key) => counts[key] ?? 0, "sentenceLength");
  const own = lengthsOf((key) => view.count(key), "sentenceLength");
  if (here.total < 3 || own.total < 100) return [];
  const middle = here.quantile(0.5);
  const usual = own.quantile(0.5);
  const longer = middle > usual;
  const alike = longer ? own.atLeast(middle) : own.total - own.atLeast(middle + 1);
  const rate = rateOf(alike, own.total, PASSAGES * here.total);
  return [
    {
      habit: "sentenceLength",
      words: phrase("sentence length: yours {0} words in the middle, here {1}", usual, middle),
      chance: chanceOfAtLeast(Math.ceil(here.total / 2), here.total, rate),
    },
  ];
}
