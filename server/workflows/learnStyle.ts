import { setImmediate as pause } from "node:timers/promises";
import { inEnglish } from "../core/phrase";
import { summariseHabits } from "../core/habits/describeHabit";
import { analysing } from "../core/note/analyseNote";
import type { Steps } from "../core/steps";
import type { Background } from "../core/style/background";
import { RepetitionCounter, type Print } from "../core/style/boilerplate";
import { decodeCounts } from "../core/style/featureCounts";
import {
  HabitTable,
  learningNote,
  sameRepeated,
  type LearnedNote,
  type LearnOptions,
} from "../core/style/learnedNote";
import { positionSteps } from "../core/style/positions";
import { encodeDiscriminant, encodeLikeness, unitSteps } from "../core/style/prepared";
import { decodePrints } from "../core/style/prints";
import { PROFILE_VERSION, tooSmall, wordsOf, type Profile } from "../core/style/profile";
import { viewOf } from "../core/style/view";
import type { ProfileRead } from "./authorProfiles";
import { inSlices } from "./inSlices";
import type { NoteFile, NoteFiles, NotePatterns, Progress } from "./ports";
import { namedAsSources } from "./sourceFilter";
import { t } from "./worded";

export interface LearnStyleTask {
  readonly author: string;
  /** Files and folders, absolute. */
  readonly folders: readonly string[];
  /** Where the profile goes; what is there is learned on from. */
  readonly file: string;
  readonly patterns: NotePatterns;
  /** Whether the passages' texts are kept: without them there are no examples. */
  readonly texts: boolean;
  /** Sentences that Penprint wrote and that were accepted as they were (`sentencesOf` their texts). */
  readonly written: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface LearnStyleParts {
  readonly files: NoteFiles;
  readonly background: Background;
  read(file: string): Promise<ProfileRead>;
  /** Replaces the file in one step. */
  write(file: string, profile: Profile): Promise<void>;
}

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

export type LearnStyleResult =
  | {
      readonly kind: "learned";
      readonly profile: Profile;
      /** Files and folders, with the reason. */
      readonly skipped: readonly LeftOut[];
      /** Words of learned notes that were left out, by reason. */
      readonly leftOutWords: Readonly<Record<string, number>>;
      /** Notes that had to be read anew. */
      readonly changed: number;
      /** The most telling habits, in plain words. */
      readonly habits: readonly string[];
      /** Empty, or why nothing will be judged yet. */
      readonly warning: string;
    }
  | { readonly kind: "refused"; readonly why: string; readonly userAction: string };

interface Candidate extends LearnedNote {
  readonly file: NoteFile;
}

/**
 * Learns an author from notes and writes the profile. Notes are read one at a time; those that did not change are taken
 * over from the profile that is there. Throws the signal's reason when cancelled: the old profile then stands.
 */
export async function learnStyle(
  task: LearnStyleTask,
  parts: LearnStyleParts,
): Promise<LearnStyleResult> {
  const { signal, progress } = task;
  const found = await parts.files.find(task.folders, task.patterns);
  signal.throwIfAborted();
  const skipped: LeftOut[] = [...found.leftOut];
  if (found.notes.length === 0) {
    return {
      kind: "refused",
      why: t("No notes were found in {0}.", task.folders.join(", ")),
      userAction: t("Name a folder with Markdown files, or change what is included and excluded."),
    };
  }
  const learning = await Learning.start(task, parts);
  const total = found.notes.length;
  for (const [i, file] of found.notes.entries()) {
    progress(i, total, file.note);
    await pause();
    signal.throwIfAborted();
    const problem = await learning.add(file);
    if (problem !== undefined) skipped.push({ path: file.path, why: problem });
  }
  skipped.push(...learning.dropForeign());
  await learning.dropRepeated();
  progress(total, total, "weighing");
  const profile = await learning.finish();
  await parts.write(task.file, profile);
  return {
    kind: "learned",
    profile,
    skipped,
    leftOutWords: sumOf(profile.rates.notes.map((note) => note.leftOut)),
    changed: learning.changed,
    habits: tellingHabits(profile, parts.background),
    warning: tooSmall(profile.author, wordsOf(profile)) ?? "",
  };
}

class Learning {
  changed = 0;
  private notes: Candidate[] = [];
  private readonly repetitions = new RepetitionCounter();
  private readonly isRepeated = (print: Print): boolean => this.repetitions.isRepeated(print);

  private constructor(
    private readonly task: LearnStyleTask,
    private readonly parts: LearnStyleParts,
    private readonly habits: HabitTable,
    private readonly known: ReadonlyMap<string, LearnedNote>,
  ) {}

  static async start(task: LearnStyleTask, parts: LearnStyleParts): Promise<Learning> {
    const read = await parts.read(task.file);
    const before = read.kind === "read" ? read.profile : undefined;
    const usable =
      before !== undefined &&
      before.author === task.author &&
      before.background === parts.background.id &&
      (before.texts !== undefined || !task.texts);
    if (!usable) return new Learning(task, parts, new HabitTable(), new Map());
    const known = before.rates.notes.map(
      (rates, i) => [rates.location, { rates, texts: before.texts?.[i] ?? [] }] as const,
    );
    return new Learning(task, parts, new HabitTable(before.rates.habits), new Map(known));
  }

  /** Answers why a file cannot be learned, if so. */
  async add(file: NoteFile): Promise<string | undefined> {
    const read = await this.parts.files.read(file.path);
    if (read.kind === "unreadable") return read.why;
    const known = this.known.get(file.real);
    if (known?.rates.hash === read.hash) {
      this.notes.push({ file, ...known, rates: { ...known.rates, note: file.note } });
    } else {
      this.changed++;
      this.notes.push(await this.learn(file, read.text, read.hash, () => false));
    }
    this.repetitions.addNote(decodePrints(this.notes.at(-1)!.rates.prints));
    return undefined;
  }

  /** Drops what other people wrote, and what is in another language than most of the notes. */
  dropForeign(): readonly LeftOut[] {
    const dropped: LeftOut[] = [];
    const named = namedAsSources(
      this.notes.map(({ file, rates }) => ({ file, sources: rates.sources })),
    );
    this.notes = this.notes.filter(({ file }) => {
      const by = named.get(file.real);
      if (by === undefined) return true;
      dropped.push({ path: file.path, why: t("named as a source by {0}", by) });
      return false;
    });
    const language = this.language();
    this.notes = this.notes.filter(({ file, rates }) => {
      if (rates.language === language || rates.language === "und") return true;
      dropped.push({
        path: file.path,
        why: t('is in "{0}", most notes are in "{1}"', rates.language, language),
      });
      return false;
    });
    return dropped;
  }

  /** Learns again the notes with paragraphs that turned out to be repeated, or no longer are. */
  async dropRepeated(): Promise<void> {
    const { signal } = this.task;
    for (const [i, { file, rates }] of this.notes.entries()) {
      if (sameRepeated(rates, this.isRepeated)) continue;
      await pause();
      signal.throwIfAborted();
      const read = await this.parts.files.read(file.path);
      if (read.kind === "read") {
        this.notes[i] = await this.learn(file, read.text, read.hash, this.isRepeated);
      }
    }
  }

  async finish(): Promise<Profile> {
    const { signal } = this.task;
    const notes = this.notes.filter(({ rates }) => rates.words > 0 || rates.prints !== "");
    const numbers = notes.map(({ rates }) =>
      rates.passages.map(({ features, words }) => ({ counts: decodeCounts(features), words })),
    );
    const { background } = this.parts;
    const units = await paced(unitSteps(numbers, background), signal);
    const { positions } = await paced(positionSteps(numbers, units, background), signal);
    return {
      format: "penprint-profile",
      version: PROFILE_VERSION,
      author: this.task.author,
      language: this.language(),
      folders: this.task.folders,
      background: background.id,
      rates: {
        habits: this.habits.habits,
        notes: notes.map(({ rates }, i) => ({
          ...rates,
          passages: rates.passages.map((passage, j) => ({
            ...passage,
            position: Number(positions[i]![j]!.toPrecision(5)),
          })),
        })),
        likeness: encodeLikeness(units),
        discriminant: encodeDiscriminant(units, background),
      },
      ...(this.task.texts ? { texts: notes.map(({ texts }) => texts) } : {}),
    };
  }

  private async learn(
    file: NoteFile,
    text: string,
    hash: string,
    isRepeated: (print: Print) => boolean,
  ): Promise<Candidate> {
    const identity = { note: file.note, location: file.real, hash };
    const options: LearnOptions = {
      identity: file.path === file.real ? identity : { ...identity, alias: file.path },
      background: this.parts.background,
      habits: this.habits,
      written: this.task.written,
      isRepeated,
    };
    const note = await paced(analysing(text), this.task.signal);
    const learned = await paced(learningNote(note, options), this.task.signal);
    return { file, rates: learned.rates, texts: this.task.texts ? learned.texts : [] };
  }

  /** The one that most words are in. */
  private language(): string {
    const words = new Map<string, number>();
    for (const { rates } of this.notes) {
      words.set(rates.language, (words.get(rates.language) ?? 0) + rates.words);
    }
    words.delete("und");
    return [...words].sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1))[0]?.[0] ?? "und";
  }
}

/** Lets others have the thread in between. */
async function paced<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  const isWanted = (): boolean => {
    signal.throwIfAborted();
    return true;
  };
  return (await inSlices(steps, isWanted)) as T;
}

/** In plain words, most telling first. */
export function tellingHabits(profile: Profile, background: Background): readonly string[] {
  const view = viewOf(profile, background);
  const counts = Object.fromEntries(profile.rates.habits.map((key) => [key, view.count(key)]));
  return summariseHabits(counts, background.habits).map(
    ({ label, rate }) => `${inEnglish(label)}: ${inEnglish(rate)}`,
  );
}

function sumOf(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) sum[key] = (sum[key] ?? 0) + value;
  }
  return sum;
}
