import { finish, type Steps } from "../steps";
import type { Background } from "./background";
import { decodeFloats, decodeIntegers, encodeFloats } from "./bytes";
import {
  Directions,
  discriminantOf,
  likenessSteps,
  type Discriminant,
  type Unit,
} from "./discriminant";
import { addCounts, decodeCounts, type FeatureCounts } from "./featureCounts";
import type { Profile } from "./profile";
import { dotDense, vectorOf, type SparseVector } from "./vectors";

/** Words that a unit of the discriminant reaches where its note is long enough. */
const UNIT_WORDS = 120;
/** Units; a bigger profile joins more of its passages, so that time does not grow with it. */
const MOST_UNITS = 400;

const directions = new WeakMap<Background, Directions>();

export function directionsOf(background: Background): Directions {
  let made = directions.get(background);
  if (made === undefined) directions.set(background, (made = new Directions(background)));
  return made;
}

/** One passage's numbers, unpacked. */
export interface PassageNumbers {
  readonly counts: FeatureCounts;
  readonly words: number;
}

interface NoteUnit extends Unit {
  readonly note: number;
}

/** The units of an author, ready to leave out notes. */
export interface Units {
  readonly each: readonly NoteUnit[];
  /** Products of all pairs (see discriminant.ts). */
  readonly likeness: Float32Array;
}

export function unitsOf(
  notes: readonly (readonly PassageNumbers[])[],
  background: Background,
): Units {
  return finish(unitSteps(notes, background));
}

/** The same in steps of some tens of milliseconds, for work that shares a thread. */
export function* unitSteps(
  notes: readonly (readonly PassageNumbers[])[],
  background: Background,
): Steps<Units> {
  const each = joinedUnits(notes, background);
  return { each, likeness: yield* likenessSteps(each, directionsOf(background)) };
}

/** Joins neighbouring passages of each note to units for the discriminant. */
function joinedUnits(
  notes: readonly (readonly PassageNumbers[])[],
  background: Background,
): readonly NoteUnit[] {
  const words = notes.flat().reduce((sum, passage) => sum + passage.words, 0);
  const enough = Math.max(UNIT_WORDS, words / MOST_UNITS);
  return notes.flatMap((passages, note) =>
    joined(passages, enough).map((group) => ({
      vector: vectorOf(addCounts(group.map((passage) => passage.counts)), background),
      words: group.reduce((sum, passage) => sum + passage.words, 0),
      note,
    })),
  );
}

/** The likeness of units as a profile keeps it: one triangle of the symmetric products. */
export function encodeLikeness({ each, likeness }: Units): string {
  const size = each.length;
  return encodeFloats(each.flatMap((_, i) => [...likeness.subarray(i * size, i * size + i + 1)]));
}

/** The discriminant of all of an author's notes as a profile keeps it: its unit, its weights, its ratios. */
export function encodeDiscriminant(units: Units, background: Background): string {
  const all = discriminantWithout(units, background, () => false);
  return encodeFloats(all === undefined ? [] : [all.unit, ...all.weights, ...all.ratios]);
}

/** Undefined when the text is no discriminant over that background. */
function decodeDiscriminant(
  text: string,
  { features, mean, blocks }: Background,
): Discriminant | undefined {
  const numbers = decodeFloats(text);
  if (numbers.length !== 1 + 2 * features) return undefined;
  const weights = numbers.subarray(1, 1 + features);
  return {
    weights,
    offset: dotDense(weights, mean),
    unit: numbers[0]!,
    ratios: numbers.subarray(1 + features),
    blocks,
  };
}

/** Undefined when the text is not the likeness of that many units. */
function decodeLikeness(text: string, size: number): Float32Array | undefined {
  const triangle = decodeFloats(text);
  if (triangle.length !== (size * (size + 1)) / 2) return undefined;
  const likeness = new Float32Array(size * size);
  for (let i = 0, at = 0; i < size; i++) {
    for (let j = 0; j <= i; j++, at++) {
      likeness[i * size + j] = triangle[at]!;
      likeness[j * size + i] = triangle[at]!;
    }
  }
  return likeness;
}

function joined(passages: readonly PassageNumbers[], enough: number): readonly PassageNumbers[][] {
  const groups: PassageNumbers[][] = [];
  let words = Infinity;
  for (const passage of passages) {
    if (words >= enough) {
      groups.push([]);
      words = 0;
    }
    groups.at(-1)!.push(passage);
    words += passage.words;
  }
  return groups;
}

/** The author's discriminant without the units of some notes; undefined when nothing is left. */
export function discriminantWithout(
  { each, likeness }: Units,
  background: Background,
  leaves: (note: number) => boolean,
): Discriminant | undefined {
  const kept = each.flatMap((unit, i) => (leaves(unit.note) ? [] : [i]));
  return kept.length === 0
    ? undefined
    : discriminantOf(each, likeness, kept, directionsOf(background));
}

interface HabitTotals {
  readonly count: number;
  readonly notes: number;
}

/** A profile unpacked once for all the views on it. */
export class PreparedProfile {
  readonly habits: ReadonlyMap<string, HabitTotals>;
  readonly words: number;
  private unpacked: readonly (readonly PassageNumbers[])[] | undefined;
  private joinedUnits: Units | undefined;
  private options: Map<string, string[]> | undefined;
  private passageVectors: (readonly SparseVector[])[] = [];
  private noteHabits: ReadonlyMap<string, number>[] = [];

  constructor(
    readonly profile: Profile,
    readonly background: Background,
  ) {
    const totals = new Map<string, { count: number; notes: number }>();
    profile.rates.notes.forEach((_, note) => {
      for (const [habit, count] of this.habitsOf(note)) {
        const total = totals.get(habit);
        if (total === undefined) totals.set(habit, { count, notes: 1 });
        else {
          total.count += count;
          total.notes++;
        }
      }
    });
    this.habits = totals;
    this.words = profile.rates.notes.reduce((sum, note) => sum + note.words, 0);
  }

  habitsOf(note: number): ReadonlyMap<string, number> {
    const known = this.noteHabits[note];
    if (known !== undefined) return known;
    const { habits, notes } = this.profile.rates;
    const numbers = decodeIntegers(notes[note]!.habits);
    const counts = new Map<string, number>();
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const habit = habits[numbers[i]!];
      if (habit !== undefined) counts.set(habit, numbers[i + 1]!);
    }
    this.noteHabits[note] = counts;
    return counts;
  }

  /** Every option of a choice that occurs in the profile. */
  optionsOf(choice: string): readonly string[] {
    if (this.options === undefined) {
      this.options = new Map();
      for (const habit of this.habits.keys()) {
        const slash = habit.indexOf("/");
        if (slash < 0) continue;
        const options = this.options.get(habit.slice(0, slash)) ?? [];
        options.push(habit.slice(slash + 1));
        this.options.set(habit.slice(0, slash), options);
      }
    }
    return this.options.get(choice) ?? [];
  }

  /** The author's, no note left out; undefined when there is no passage. */
  get discriminant(): Discriminant | undefined {
    const { discriminant: text } = this.profile.rates;
    const learned = text === undefined ? undefined : decodeDiscriminant(text, this.background);
    return learned ?? discriminantWithout(this.units, this.background, () => false);
  }

  get units(): Units {
    return (this.joinedUnits ??= this.learnedUnits() ?? unitsOf(this.numbers, this.background));
  }

  /** Of each passage of a note. */
  vectorsOf(note: number): readonly SparseVector[] {
    return (this.passageVectors[note] ??= this.numbers[note]!.map((passage) =>
      vectorOf(passage.counts, this.background),
    ));
  }

  /** With the likeness as the profile has it: much sooner there than measured anew. */
  private learnedUnits(): Units | undefined {
    const { likeness: text } = this.profile.rates;
    if (text === undefined) return undefined;
    const each = joinedUnits(this.numbers, this.background);
    const likeness = decodeLikeness(text, each.length);
    return likeness === undefined ? undefined : { each, likeness };
  }

  /** Of each passage of each note. */
  get numbers(): readonly (readonly PassageNumbers[])[] {
    return (this.unpacked ??= this.profile.rates.notes.map((note) =>
      note.passages.map(({ features, words }) => ({ counts: decodeCounts(features), words })),
    ));
  }
}
