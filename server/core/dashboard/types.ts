import type { HabitFigure, Per } from "../habits/habitFigure";
import type { AdapterCard } from "../learning/adapterCard";

/** Everything that the page about an author's style shows: numbers and texts, no markup. */
export interface StylePage {
  readonly author: string;
  /** Where the profile is kept. */
  readonly file: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly folders: readonly string[];
  readonly words: number;
  readonly notes: number;
  /** Why nothing is judged yet. */
  readonly silentBecause?: string;
  /** Most telling first. */
  readonly habits: readonly HabitRow[];
  readonly note?: ComparedNote;
  readonly drift: Drift;
  /** Patterns that *This is how I write* stopped, in words. */
  readonly stopped: readonly string[];
  readonly training: TrainingHistory;
}

export interface HabitRow {
  readonly key: string;
  readonly label: string;
  readonly you: HabitFigure;
  /** Of the background; absent where it says nothing, or is about another language. */
  readonly others?: HabitFigure;
  /** In the note that is held beside the author. */
  readonly here?: HabitFigure;
  /** A passage of the author that shows it; empty = none is kept. */
  readonly example: string;
}

export interface ComparedNote {
  readonly name: string;
  readonly words: number;
  /** Learned notes that were left out, because they are this one or a copy of it. */
  readonly leftOut: number;
  /** Why its passages are not judged. */
  readonly silentBecause?: string;
  readonly passages: readonly JudgedPassage[];
}

export interface JudgedPassage {
  /** Lines from 1. */
  readonly startLine: number;
  readonly endLine: number;
  readonly words: number;
  /** Calibrated, in [0, 1]; null where it cannot be said. */
  readonly likely: number | null;
  /** "contractions: you 92 %, here 0 of 6", the most unlikely first. */
  readonly differences: readonly string[];
}

/** A day, "2025-03-22", and what says so. */
export interface NoteDate {
  readonly day: string;
  readonly from: DateSource;
}
export const dateSources = ["front matter", "file name", "file"] as const;
export type DateSource = (typeof dateSources)[number];

/** The author over time. */
export interface Drift {
  /** How many notes have their day from where. */
  readonly dates: Readonly<Record<DateSource, number>>;
  readonly undated: number;
  /** The oldest first; those without notes are left out. */
  readonly periods: readonly Period[];
  /** What is followed: what changed most first. */
  readonly habits: readonly HabitDrift[];
  /** Why there is nothing to see. */
  readonly why?: string;
}

export interface Period {
  /** "2025", "2025 Q1" or "2025-03". */
  readonly name: string;
  /** Its first day. */
  readonly start: string;
  readonly notes: number;
  readonly words: number;
}

export interface HabitDrift {
  readonly key: string;
  readonly label: string;
  readonly per: Per | "lengths";
  /** By period; null where it has too few chances. */
  readonly values: readonly (HabitFigure | null)[];
  /** The older and the newer half of what was learned. */
  readonly older: HabitFigure;
  readonly newer: HabitFigure;
  /** Whether the halves' intervals lie apart; never for lengths, which have none. */
  readonly apart: boolean;
}

export interface TrainingHistory {
  /** A version, `shipped` or `none`. */
  readonly current: string;
  readonly versions: readonly TrainedVersion[];
  /** The data set as it is now; absent = none was built. */
  readonly data?: TrainingData;
  /** The training that came last, whatever came of it. */
  readonly last?: LastTraining;
  /** What could not be read. */
  readonly problems: readonly string[];
}

export interface TrainedVersion {
  readonly id: string;
  readonly card?: Pick<AdapterCard, "created" | "parents" | "recipe">;
  readonly gate?: GateFigures;
  /** Whether it was trained on `data` as it is now. */
  readonly onThisData: boolean;
  readonly problem?: string;
}

/** What the gate found, as far as it can be shown in a table. */
export interface GateFigures {
  readonly accepted: boolean;
  /** Held-out pairs that it was measured on; null where that was not kept. */
  readonly pairs: number | null;
  readonly measures: readonly {
    readonly label: string;
    readonly before: number;
    readonly trained: number;
    readonly passed: boolean;
  }[];
  /** In words; the first line is the verdict. */
  readonly why: readonly string[];
}

export interface TrainingData {
  readonly pairs: number;
  readonly preferences: number;
  readonly heldOut: number;
  /** Pairs by where they are from: accepted, edited, note. */
  readonly sources: Readonly<Record<string, number>>;
}

export interface LossStep {
  readonly stage: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
}

export interface LastTraining {
  /** ISO 8601; absent while it has not been judged. */
  readonly judged?: string;
  readonly gate?: GateFigures;
  readonly losses: readonly LossStep[];
}
