import { mean } from "../report/figures";
import { randomFrom, shuffled } from "../style/random";
import { countWords } from "../style/view";

/** Passages of one unseen note, and what is put among them: once somebody else's, once the author's own from another note. */
export interface IntruderSet<T = string> {
  readonly own: readonly T[];
  readonly intruder: T;
  readonly control: T;
}

export const INTRUDER_OWN = 4;
const NOTES_EACH = 25;
/** The fifth may be so much longer or shorter than the middle of the four: its length should not tell it. */
const LENGTH_BAND = 0.25;

/** Unseen notes as passages, by author of one topic group; sets of the author at `author`. */
export function drawIntruders(
  unseen: readonly (readonly (readonly string[])[])[],
  author: number,
  seed: number,
): readonly IntruderSet[] {
  const random = randomFrom(seed);
  const pick = (texts: readonly string[]): string | undefined =>
    texts[Math.floor(random() * texts.length)];
  const notes = unseen[author]!;
  const others = unseen.filter((_, i) => i !== author);
  const long = notes.flatMap((note, i) => (note.length < INTRUDER_OWN ? [] : [i]));
  return shuffled(long, seed)
    .slice(0, NOTES_EACH)
    .flatMap((at) => {
      const own = shuffled(notes[at]!, seed + at).slice(0, INTRUDER_OWN);
      const middle = median(own.map(countWords));
      const fits = (text: string): boolean =>
        Math.abs(countWords(text) - middle) <= LENGTH_BAND * middle;
      const foreign = others.map((of) => of.flat().filter(fits)).filter((of) => of.length > 0);
      const intruder = pick(foreign[Math.floor(random() * foreign.length)] ?? []);
      const control = pick(notes.flatMap((note, i) => (i === at ? [] : note.filter(fits))));
      return intruder === undefined || control === undefined ? [] : [{ own, intruder, control }];
    });
}

export interface IntrudersFound {
  readonly sets: number;
  /** How often the intruder has the lowest score. */
  readonly found: number;
  /** How often the author's own passage from another note has it; chance is 1 in 5. */
  readonly control: number;
}

/** Undefined without a set. */
export function intrudersFound(sets: readonly IntruderSet<number>[]): IntrudersFound | undefined {
  if (sets.length === 0) return undefined;
  return {
    sets: sets.length,
    found: mean(sets.map(({ own, intruder }) => shareOfLowest(intruder, own))),
    control: mean(sets.map(({ own, control }) => shareOfLowest(control, own))),
  };
}

/** 1 where `score` is below all others, 0 where it is not the lowest; those that tie share. */
function shareOfLowest(score: number, others: readonly number[]): number {
  if (others.some((other) => other < score)) return 0;
  return 1 / (1 + others.filter((other) => other === score).length);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half - 0.5)]! + sorted[Math.floor(half)]!) / 2;
}
