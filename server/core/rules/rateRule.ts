import { describeHabit, percent } from "../habits/describeHabit";
import { habitsIn } from "../habits/detect";
import { measures } from "../habits/measures";
import { chanceOfAtLeast, rateOf } from "../habits/statistics";
import type { Passage } from "../note/types";
import type { StyleView } from "../style/types";
import type { Span } from "../text/span";
import { ownSentences } from "./ownSentence";
import type { Finding, PassageRule, RuleContext, RuleId, Severity } from "./types";

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
    check: (passage, context) =>
      parts.measures.flatMap((measure) => checkMeasure(parts, measure, passage, context)),
  };
}

function checkMeasure(
  parts: RateRuleParts,
  measure: string,
  passage: Passage,
  { style }: RuleContext,
): readonly Finding[] {
  const per = measures[measure]?.per;
  if (style === undefined || per === undefined || style.count("sentences") < FEWEST_SENTENCES) {
    return [];
  }
  const spots = spotsOf(measure, passage, style);
  const times = per === "words" ? spots.length : sentencesHit(measure, passage, style);
  const chances =
    per === "words"
      ? passage.words
      : passage.parts.reduce((sum, { prose }) => sum + prose.sentences.length, 0);
  const [first] = spots;
  if (first === undefined || times < parts.atLeast) return [];
  const own = style.count(measure);
  const ownChances = style.count(per);
  if (times / chances <= own / ownChances) return [];
  const rate = rateOf(own, ownChances, PASSAGES * chances);
  const chance = chanceOfAtLeast(times, chances, rate);
  if (chance > parts.below) return [];
  const here =
    per === "words"
      ? `you ${((1000 * own) / ownChances).toFixed(1)} in 1,000 words, here ${times} in ${chances}`
      : `you ${percent(own / ownChances)}, here ${times} of ${chances} sentences`;
  return [
    {
      ...first,
      rule: parts.id,
      severity: parts.severity,
      score: 1 - chance,
      message: `More ${describeHabit(measure)} than you write: ${here}.`,
      related: ownSentences(style, measure),
      fixes: [],
      pattern: measure,
    },
  ];
}

function spotsOf(measure: string, passage: Passage, style: StyleView): readonly Span[] {
  return passage.parts.flatMap(({ prose, start }) =>
    habitsIn(prose, style.language)
      .hits.filter((hit) => hit.measure === measure)
      .map((hit) => ({
        start: start - passage.start + hit.start,
        end: start - passage.start + hit.end,
      })),
  );
}

function sentencesHit(measure: string, passage: Passage, style: StyleView): number {
  return passage.parts.reduce((sum, { prose }) => {
    const hits = habitsIn(prose, style.language).hits.filter((hit) => hit.measure === measure);
    return (
      sum +
      prose.sentences.filter(({ start, end }) =>
        hits.some((hit) => start <= hit.start && hit.start < end),
      ).length
    );
  }, 0);
}
