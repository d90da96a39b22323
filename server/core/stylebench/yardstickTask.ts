import { shuffled } from "../style/random";
import { joinTo, type BackgroundAuthor } from "../style/trainBackground";
import { lengths, profileSizes, type AuthorFold } from "./folds";

/** Passages of an author outside the group that a baseline may learn from: as many as the background takes. */
const BACKGROUND_EACH = 40;

/** What `server/trainer/yardstick.py` reads: the folds of one topic group as texts. */
export interface YardstickTask {
  readonly seed: number;
  /** Posts learned from; 0 = all of the half. */
  readonly sizes: readonly number[];
  readonly lengths: readonly number[];
  readonly authors: readonly {
    readonly name: string;
    /** By length: by post, its passages. */
    readonly learned: readonly (readonly (readonly string[])[])[];
    /** By length. */
    readonly tests: readonly (readonly string[])[];
    /** Four passages of a note, the intruder, the control. */
    readonly intruders: readonly (readonly string[])[];
  }[];
  /** By length: passages of authors of other groups. */
  readonly background: readonly (readonly string[])[];
}

export function yardstickTaskOf(
  folds: readonly AuthorFold[],
  outside: readonly BackgroundAuthor[],
  seed: number,
): YardstickTask {
  return {
    seed,
    sizes: profileSizes.map((size) => (size === Infinity ? 0 : size)),
    lengths,
    authors: folds.map(({ name, learned, tests, intruders }) => ({
      name,
      learned: lengths.map((length) => learned.map((note) => joinTo(note, length))),
      tests: tests.map((of) => of.map(({ text }) => text)),
      intruders: intruders.map(({ own, intruder, control }) => [...own, intruder, control]),
    })),
    background: lengths.map((length) =>
      outside.flatMap(({ notes }, i) =>
        shuffled(
          notes.flatMap((note) => joinTo(note, length)),
          seed * 1000 + 900 + i,
        ).slice(0, BACKGROUND_EACH),
      ),
    ),
  };
}
