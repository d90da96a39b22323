import type { Background } from "./background";
import { spreadOf, type OwnSpread } from "./calibration";
import { along } from "./discriminant";
import { discriminantWithout, unitsOf, type PassageNumbers } from "./prepared";
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
  const steps = positionSteps(notes, background);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of some tens of milliseconds, for work that shares a thread. */
export function* positionSteps(
  notes: readonly LearnedNote[],
  background: Background,
): Generator<undefined, Positions> {
  const units = unitsOf(notes, background);
  const folds = Math.min(FOLDS, notes.length);
  const positions: number[][] = notes.map(() => []);
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (note: number): boolean => note % folds === fold;
    const discriminant = folds > 1 ? discriminantWithout(units, background, inFold) : undefined;
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
    notes.flatMap((passages) => passages.map((passage) => passage.words)),
  );
  return { positions, own };
}
