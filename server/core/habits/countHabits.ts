import type { Prose } from "../note/types";
import type { HabitCounts } from "../style/types";
import { habitsIn } from "./detect";
import { lengthBin } from "./lengths";
import { measures } from "./measures";
import { habitKey, type Hit } from "./types";

/**
 * Counts of everything in one run of prose: `choice/option`, measures by name, their opportunities (`words`,
 * `sentences`, `statements`, `paragraphs`) and lengths by bin (`sentenceLength/12`). All add up over any amount of prose.
 * `language` is ISO 639-1: English habits are counted in English alone.
 */
export function countHabits(prose: Prose, language: string): HabitCounts {
  const known = remembered.get(prose);
  if (known?.language === language) return known.counts;
  const counts = countAnew(prose, language);
  remembered.set(prose, { language, counts });
  return counts;
}

/** Learning asks once for the note and once for the passage, rules once for each measure. */
const remembered = new WeakMap<
  Prose,
  { readonly language: string; readonly counts: HabitCounts }
>();

function countAnew(prose: Prose, language: string): HabitCounts {
  const counts: Record<string, number> = {};
  const add = (key: string, by = 1): void => {
    counts[key] = (counts[key] ?? 0) + by;
  };
  const { occurrences, hits } = habitsIn(prose, language);
  for (const { choice, group, option } of occurrences) {
    add(habitKey(choice, option));
    if (group !== undefined) add(habitKey(group, option));
  }
  if (prose.kind === "heading" || prose.words === 0) return counts;
  add("words", prose.words);
  add("sentences", prose.sentences.length);
  add("statements", statementsIn(prose));
  for (const [measure, times] of countHits(prose, hits)) add(measure, times);
  if (prose.kind !== "paragraph") return counts;
  for (const { words } of prose.sentences) {
    if (words.length > 0) add(habitKey("sentenceLength", lengthBin(words.length)));
  }
  add("paragraphs");
  add(habitKey("paragraphLength", lengthBin(prose.words)));
  return counts;
}

function statementsIn({ sentences, masked }: Prose): number {
  const isQuestion = /[?\uFF1F]["'\u201D\u2019\u00BB)\u200B]*$/;
  return sentences.filter(({ start, end }) => !isQuestion.test(masked.slice(start, end).trimEnd()))
    .length;
}

/** A word measure counts every hit, a sentence measure every sentence with one. */
function countHits(prose: Prose, hits: readonly Hit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const lastSentence = new Map<string, number>();
  for (const { measure, start } of hits) {
    if (measures[measure]?.per !== "words") {
      const sentence = prose.sentences.findIndex((one) => one.start <= start && start < one.end);
      if (sentence < 0 || lastSentence.get(measure) === sentence) continue;
      lastSentence.set(measure, sentence);
    }
    counts.set(measure, (counts.get(measure) ?? 0) + 1);
  }
  return counts;
}
