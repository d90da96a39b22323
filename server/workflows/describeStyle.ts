import { comparedNote, countsOf } from "../core/dashboard/comparedNote";
import { driftOf } from "../core/dashboard/drift";
import { habitRows } from "../core/dashboard/habitRows";
import { learnedCounts } from "../core/dashboard/learnedCounts";
import type { NoteDate, StylePage, TrainingHistory } from "../core/dashboard/types";
import { describeHabit } from "../core/habits/describeHabit";
import type { Note } from "../core/note/types";
import type { Background } from "../core/style/background";
import { tooSmall, wordsOf, type Profile } from "../core/style/profile";
import { paragraphsOf } from "../core/style/sameNote";
import { viewOf } from "../core/style/view";

/** Notes whose dates are looked up at a time. */
const AT_ONCE = 16;

export interface StyleTask {
  readonly profile: Profile;
  /** Where it is kept. */
  readonly file: string;
  readonly stopped: Iterable<string>;
  /** A note to hold beside the author, who is then described without it. */
  readonly note?: {
    readonly name: string;
    readonly note: Note;
    /** Absolute real path; absent = it has none yet. */
    readonly place?: string;
  };
  readonly signal: AbortSignal;
}

export interface StyleParts {
  readonly background: Background;
  /** @param path absolute, of a learned note; its file may be gone */
  dateOf(path: string): Promise<NoteDate | undefined>;
  trainingOf(author: string): Promise<TrainingHistory>;
}

/** All that is known of an author, as their page shows it. Throws the signal's reason when it is not wanted any more. */
export async function describeStyle(task: StyleTask, parts: StyleParts): Promise<StylePage> {
  const { profile, note, signal } = task;
  const { background } = parts;
  const without =
    note === undefined
      ? {}
      : {
          paragraphs: paragraphsOf(note.note.prose),
          ...(note.place === undefined ? {} : { place: note.place }),
        };
  const view = viewOf(profile, background, without);
  const counts = Object.fromEntries(profile.rates.habits.map((key) => [key, view.count(key)]));
  const others = profile.language === background.language ? background.habits : undefined;
  const habits = habitRows({
    view,
    counts,
    others,
    here: note === undefined ? undefined : countsOf(note.note),
  });
  const dates = await datesOf(task, parts);
  const perNote = learnedCounts(profile);
  const words = wordsOf(profile);
  const silent = tooSmall(profile.author, words);
  const leftOut = profile.rates.notes.length - view.notes;
  const training = await parts.trainingOf(profile.author);
  signal.throwIfAborted();
  return {
    author: profile.author,
    file: task.file,
    language: profile.language,
    folders: profile.folders,
    words,
    notes: profile.rates.notes.length,
    ...(silent === undefined ? {} : { silentBecause: silent }),
    habits,
    ...(note === undefined ? {} : { note: comparedNote(note.name, note.note, view, leftOut) }),
    drift: driftOf(
      profile.rates.notes.map((learned, i) => ({
        words: learned.words,
        counts: perNote[i] ?? {},
        date: dates[i],
      })),
      habits,
    ),
    stopped: [...task.stopped].map(describeHabit),
    training,
  };
}

async function datesOf(
  { profile, signal }: StyleTask,
  parts: StyleParts,
): Promise<readonly (NoteDate | undefined)[]> {
  const places = profile.rates.notes.map(({ location }) => location);
  const dates: (NoteDate | undefined)[] = [];
  for (let i = 0; i < places.length; i += AT_ONCE) {
    signal.throwIfAborted();
    const next = places.slice(i, i + AT_ONCE);
    dates.push(...(await Promise.all(next.map((place) => parts.dateOf(place)))));
  }
  return dates;
}
