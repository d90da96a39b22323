import { countHabits } from "../habits/countHabits";
import { habitPhrase, perThousand, percentOf } from "../habits/describeHabit";
import { habitsIn } from "../habits/detect";
import { measures } from "../habits/measures";
import { chanceOfAtLeast, chanceOfAtMost, rateOf, type Rate } from "../habits/statistics";
import { phrase, said, type Phrase } from "../phrase";
import type { Passage } from "../note/types";
import type { StyleView } from "../style/types";
import type { Span } from "../text/span";
import { ownSentences } from "./ownSentence";
import type { Finding, PassageRule, RuleId, Severity } from "./types";

export interface RateRuleParts {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly description: string;
  readonly measures: readonly string[];
  /** Fewer hits in a passage are never flagged. */
  readonly atLeast: number;
  /** Flagged when the author's own passages would show as many with a smaller chance. */
  readonly below: number;
  /** Given: flagged too when the measure that is usual for the author is missing and something else stands in for it. */
  readonly missing?: MissingParts;
}

export interface MissingParts {
  /** Share of the author's sentences from which on a measure is usual. */
  readonly usualFrom: number;
  /** Flagged when the author's own passages would show as few with a smaller chance. */
  readonly below: number;
  /** What may stand in for it, besides the rule's own measures. */
  readonly standIns: readonly string[];
  /** Hits of one stand-in. */
  readonly atLeast: number;
}

/** The author's rates are trusted like this many passages of the same length: passages differ among themselves. */
const PASSAGES = 6;
/** Sentences learned before a rate can be called a habit. */
const FEWEST_SENTENCES = 100;

/** A rule that flags a passage with far more of something than its author's passages have. One finding per measure, at the first hit. */
export function rateRule(parts: RateRuleParts): PassageRule {
  const { id, title, severity, description } = parts;
  return {
    scope: "passage",
    id,
    title,
    severity,
    description,
    languages: ["en"],
    check: (passage, { style }) => {
      if (style === undefined) return [];
      const here = parts.measures.flatMap((measure) => compare(measure, passage, style) ?? []);
      const more = here.flatMap((one) => tooMany(parts, one, passage, style));
      return more.length > 0 ? more : tooFew(parts, here, passage, style);
    },
  };
}

/** One measure in a passage beside the same in what the author wrote. */
interface Comparison {
  readonly measure: string;
  readonly times: number;
  readonly chances: number;
  /** The author's share. */
  readonly own: number;
  readonly rate: Rate;
  /** In words. */
  readonly shares: Phrase;
}

/** `undefined` where too little is known of the author. */
function compare(measure: string, passage: Passage, style: StyleView): Comparison | undefined {
  const per = measures[measure]?.per;
  if (per === undefined) return undefined;
  if (style.count(per === "words" ? "sentences" : per) < FEWEST_SENTENCES) return undefined;
  const times = countIn(passage, measure, style);
  const chances = countIn(passage, per, style);
  const [picked, all] = [style.count(measure), style.count(per)];
  const own = picked / all;
  const shares =
    per === "words"
      ? phrase("you {0} in 1,000 words, here {1} in {2}", perThousand(own), times, chances)
      : phrase("you {0}, here {1} of {2} sentences", percentOf(own), times, chances);
  return { measure, times, chances, own, rate: rateOf(picked, all, PASSAGES * chances), shares };
}

function tooMany(
  { id, severity, atLeast, below }: RateRuleParts,
  { measure, times, chances, own, rate, shares }: Comparison,
  passage: Passage,
  style: StyleView,
): readonly Finding[] {
  const first = firstSpot(measure, passage, style);
  if (first === undefined || times < atLeast || times / chances <= own) return [];
  const chance = chanceOfAtLeast(times, chances, rate);
  if (chance > below) return [];
  const message = said("More {0} than you write: {1}.", habitPhrase(measure), shares);
  const related = ownSentences(style, measure);
  const score = 1 - chance;
  return [
    { ...first, rule: id, severity, score, ...message, related, fixes: [], pattern: measure },
  ];
}

function tooFew(
  { id, severity, missing }: RateRuleParts,
  here: readonly Comparison[],
  passage: Passage,
  style: StyleView,
): readonly Finding[] {
  const [usual] = [...here].sort((a, b) => b.own - a.own);
  if (missing === undefined || usual === undefined || usual.own < missing.usualFrom) return [];
  const { measure, times, chances, rate, own, shares } = usual;
  if (times / chances >= own) return [];
  const chance = chanceOfAtMost(times, chances, rate);
  if (chance > missing.below) return [];
  const others = here.map((one) => one.measure).filter((one) => one !== measure);
  const standIn = [...others, ...missing.standIns].find(
    (other) => countIn(passage, other, style) >= missing.atLeast,
  );
  const first = firstSentence(passage);
  if (standIn === undefined || first === undefined) return [];
  const message = said(
    "Fewer {0} than you write: {1}. Here are {2}.",
    ...[habitPhrase(measure), shares, habitPhrase(standIn)],
  );
  const related = ownSentences(style, measure);
  const score = 1 - chance;
  return [
    { ...first, rule: id, severity, score, ...message, related, fixes: [], pattern: measure },
  ];
}

function firstSentence({ parts, start: from }: Passage): Span | undefined {
  const [part] = parts;
  const [sentence] = part?.prose.sentences ?? [];
  if (part === undefined || sentence === undefined) return undefined;
  const by = part.start - from;
  return { start: by + sentence.start, end: by + sentence.end };
}

function firstSpot(measure: string, passage: Passage, style: StyleView): Span | undefined {
  for (const { prose, start } of passage.parts) {
    const hit = habitsIn(prose, style.language).hits.find((one) => one.measure === measure);
    const by = start - passage.start;
    if (hit !== undefined) return { start: by + hit.start, end: by + hit.end };
  }
  return undefined;
}

function countIn(passage: Passage, key: string, style: StyleView): number {
  return passage.parts.reduce(
    (sum, { prose }) => sum + (countHabits(prose, style.language)[key] ?? 0),
    0,
  );
}
