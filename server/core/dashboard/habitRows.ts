import { summariseHabits } from "../habits/describeHabit";
import { figureIn } from "../habits/habitFigure";
import { inEnglish } from "../phrase";
import type { StyleView } from "../style/types";
import type { HabitRow } from "./types";

type Counts = Readonly<Record<string, number>>;

export interface HabitSources {
  /** Whole profile or without the note that is held beside it. */
  readonly view: StyleView;
  readonly counts: Counts;
  /** Of other people; absent when they write in another language. */
  readonly others: Counts | undefined;
  /** Of the note that is held beside the author. */
  readonly here: Counts | undefined;
}

/** The author's habits, most telling first, with the same of other people and of a note beside them. */
export function habitRows({ view, counts, others, here }: HabitSources): readonly HabitRow[] {
  return summariseHabits(counts, others).map((habit) => {
    const theirs = others === undefined ? undefined : figureIn(others, habit);
    const ofNote = here === undefined ? undefined : figureIn(here, habit);
    return {
      key: habit.key,
      label: inEnglish(habit.label),
      you: habit.figure,
      ...(theirs === undefined ? {} : { others: theirs }),
      ...(ofNote === undefined ? {} : { here: ofNote }),
      example: view.examples(habit.key, 1)[0]?.text ?? "",
    };
  });
}
