import { habitsIn } from "../habits/detect";
import { optionPhrase } from "../habits/describeHabit";
import { preferenceFor, type Preference } from "../habits/preference";
import { habitKey, type Occurrence } from "../habits/types";
import { said, titled } from "../phrase";
import type { Prose } from "../note/types";
import type { StyleView } from "../style/types";
import type { TextEdit } from "../text/span";
import { ownSentences } from "./ownSentence";
import type { Finding, Fix, ProseRule, RuleContext, RuleId, Severity } from "./types";

export interface ChoiceRuleParts {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly description: string;
  readonly languages?: readonly string[];
  /** First parts of the choices' names: `contractions`, `words`. */
  readonly families: readonly string[];
  /** The author's preference counts from this lower bound of its rate on, above this many occurrences. */
  readonly consistent?: Partial<Consistency>;
  /** Several departures in one run of prose are one finding, at the first, with one fix for all. */
  readonly together?: boolean;
}

interface Consistency {
  /** Lower end of the 90 % interval of the preferred option's rate. */
  readonly low: number;
  /** In how many notes the author showed it. */
  readonly notes: number;
}

const consistent: Consistency = { low: 0.8, notes: 3 };
/** From this lower bound on a finding has its rule's severity; below it is a hint. */
const SURE = 0.9;

interface Departure {
  readonly occurrence: Occurrence;
  readonly preference: Preference;
}

/** A rule that flags where a note departs from what its author consistently chooses. */
export function choiceRule(parts: ChoiceRuleParts): ProseRule {
  const bound = { ...consistent, ...parts.consistent };
  const { id, title, severity, description, languages } = parts;
  return {
    scope: "prose",
    id,
    title,
    severity,
    description,
    ...(languages === undefined ? {} : { languages }),
    check: (prose, context) => {
      const { style } = context;
      if (style === undefined) return [];
      const departures = departuresIn(prose, style, parts.families, bound, context);
      if (parts.together !== true) {
        return departures.map((one) => report(parts, [one], prose, style));
      }
      const choices = new Set(departures.map(({ occurrence }) => occurrence.choice));
      return [...choices].map((choice) => {
        const several = departures.filter(({ occurrence }) => occurrence.choice === choice);
        return report(parts, several, prose, style);
      });
    },
  };
}

function departuresIn(
  prose: Prose,
  style: StyleView,
  families: readonly string[],
  bound: Consistency,
  { stopped }: RuleContext,
): readonly Departure[] {
  return habitsIn(prose, style.language).occurrences.flatMap((occurrence) => {
    const { choice, option } = occurrence;
    if (!families.includes(choice.split(".")[0] ?? "") || stopped.has(habitKey(choice, option))) {
      return [];
    }
    const preference = preferenceFor(style, occurrence);
    if (preference === undefined || preference.option === option) return [];
    const isConsistent = preference.low >= bound.low && preference.notes >= bound.notes;
    const isNew = occurrence.oneWay !== true || preference.picked === preference.times;
    return isConsistent && isNew ? [{ occurrence, preference }] : [];
  });
}

function report(
  parts: ChoiceRuleParts,
  departures: readonly Departure[],
  prose: Prose,
  style: StyleView,
): Finding {
  const { occurrence, preference } = departures[0]!;
  const written = prose.text.slice(occurrence.start, occurrence.end);
  const key = habitKey(preference.choice, preference.option);
  const edits = departures.flatMap((departure) => editsFor(departure));
  const fix = fixFor(edits, departures.length, preference);
  return {
    start: occurrence.start,
    end: occurrence.end,
    rule: parts.id,
    severity: preference.low >= SURE ? parts.severity : "hint",
    score: preference.low,
    ...messageFor(occurrence, preference, written, departures.length),
    related: ownSentences(style, key),
    fixes: fix === undefined ? [] : [fix],
    pattern: habitKey(occurrence.choice, occurrence.option),
  };
}

function editsFor({ occurrence, preference }: Departure): readonly TextEdit[] {
  const meant = occurrence.alternatives.find(({ option }) => option === preference.option);
  if (meant === undefined) return [];
  const { start, end, partner } = occurrence;
  const edit = { start, end, newText: meant.text };
  return partner === undefined || meant.partnerText === undefined
    ? [edit]
    : [edit, { ...partner, newText: meant.partnerText }];
}

function fixFor(
  edits: readonly TextEdit[],
  places: number,
  preference: Preference,
): Fix | undefined {
  const [first] = edits;
  if (first === undefined) return undefined;
  const yours = optionPhrase(preference.choice, preference.option);
  const title =
    places > 1
      ? titled("Change {0} places to {1}", places, yours)
      : first.newText.trim() === ""
        ? titled("Use {0}", yours)
        : titled('Write "{0}"', first.newText.trim());
  return { ...title, edits };
}

function messageFor(
  occurrence: Occurrence,
  preference: Preference,
  written: string,
  places: number,
): Pick<Finding, "message" | "phrase"> {
  const here = optionPhrase(occurrence.choice, occurrence.option, written);
  const { choice, option, picked, times } = preference;
  const yours = optionPhrase(choice, option);
  return places > 1
    ? said(
        "You write {0} {1} of {2} times; here: {3} ({4} places in this paragraph).",
        ...[yours, picked, times, here, places],
      )
    : said("You write {0} {1} of {2} times; here: {3}.", yours, picked, times, here);
}
