import { finish, type Steps } from "../steps";
import type { Background } from "./background";
import { spreadOf, type OwnSpread } from "./calibration";
import { along } from "./discriminant";
import { discriminantWithout, unitsOf, type PassageNumbers, type Units } from "./prepared";
import { vectorOf } from "./vectors";

export type LearnedNote = readonly PassageNumbers[];

export interface Positions {
  /** By note and passage: along the discriminant that was made without the note's fold. */
  readonly positions: readonly (readonly number[])[];
  readonly own: OwnSpread;
}

/** Notes are left out in that many turns. */
const FOLDS = 8;

/** Where the author's own passages lie when they are as unseen as a new note's. */
export function learnPositions(notes: readonly LearnedNote[], background: Background): Positions {
  return finish(positionSteps(notes, unitsOf(notes, background), background));
}

/**
 * The same in steps of some tens of milliseconds, for work that shares a thread.
 *
 * @param units of the notes
 * @param left notes that count as if they were not there
 */
export function* positionSteps(
  notes: readonly LearnedNote[],
  units: Units,
  background: Background,
  left: ReadonlySet<number> = new Set(),
): Steps<Positions> {
  const folds = Math.min(FOLDS, notes.length - left.size);
  const positions: number[][] = notes.map(() => []);
  let kept = 0;
  const foldOf = notes.map((_, note) => (left.has(note) ? -1 : kept++ % folds));
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (note: number): boolean => foldOf[note] === fold;
    const leaves = (note: number): boolean => inFold(note) || left.has(note);
    const discriminant = folds > 1 ? discriminantWithout(units, background, leaves) : undefined;
    notes.forEach((passages, note) => {
      if (!inFold(note)) return;
      positions[note] = passages.map((passage) =>
        discriminant === undefined ? 0 : along(vectorOf(passage.counts, background), discriminant),
      );
    });
    yield undefined;
  }
  const own = spreadOf(
    positions.flat(),
    notes.flatMap((passages, note) =>
      left.has(note) ? [] : passages.map((passage) => passage.words),
    ),
  );
  return { positions, own };
}
