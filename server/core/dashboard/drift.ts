import { figureIn, type HabitFigure } from "../habits/habitFigure";
import { periodsOf, sumOf, type DatedNote, type FilledPeriod } from "./periods";
import type { Drift, HabitDrift, HabitRow, NoteDate } from "./types";

/** Habits that are drawn over time. */
const MOST_HABITS = 8;
/** Fewer chances in a period say nothing about it. */
const FEWEST_CHANCES = 8;
/** Of either half: fewer words are no half to compare. */
const FEWEST_WORDS_HALF = 1000;

export interface LearnedCounts {
  readonly words: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Absent where nothing tells when it was written. */
  readonly date: NoteDate | undefined;
}

/** How the author's habits went over time, those that changed most first. */
export function driftOf(notes: readonly LearnedCounts[], habits: readonly HabitRow[]): Drift {
  const from = (source: NoteDate["from"]): number =>
    notes.filter(({ date }) => date?.from === source).length;
  const dated = notes.flatMap(({ date, words, counts }): DatedNote[] =>
    date === undefined ? [] : [{ day: date.day, words, counts }],
  );
  const about = {
    dates: {
      "front matter": from("front matter"),
      "file name": from("file name"),
      file: from("file"),
    },
    undated: notes.length - dated.length,
  };
  const periods = periodsOf(dated);
  const shown = periods.map(({ name, start, notes: many, words }) => {
    return { name, start, notes: many, words };
  });
  const why = whyNothing(notes.length, dated, periods);
  if (why !== undefined) return { ...about, periods: shown, habits: [], why };
  const halves = halvesOf(dated);
  if (halves.some(({ words }) => words < FEWEST_WORDS_HALF)) {
    const little = `The older or the newer half of the notes holds fewer than ${FEWEST_WORDS_HALF} words: too few to compare them.`;
    return { ...about, periods: shown, habits: [], why: little };
  }
  const drifts = habits.flatMap((habit) => driftIn(habit, periods, halves) ?? []);
  drifts.sort((a, b) => b.change - a.change || (a.drift.key < b.drift.key ? -1 : 1));
  return {
    ...about,
    periods: shown,
    habits: drifts.slice(0, MOST_HABITS).map(({ drift }) => drift),
  };
}

function whyNothing(
  all: number,
  dated: readonly DatedNote[],
  periods: readonly FilledPeriod[],
): string | undefined {
  if (all === 0) return "No notes are learned yet.";
  if (dated.length === 0) {
    return "No learned note tells when it was written, and their files are not there any more.";
  }
  if (periods.length < 2) {
    return "All notes fall into one period: there is nothing to compare yet. A `date:` in a note's front matter says when it was written.";
  }
  return undefined;
}

interface Half {
  readonly words: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** The older and the newer half of the words; notes stay whole. */
function halvesOf(dated: readonly DatedNote[]): readonly [Half, Half] {
  const ordered = [...dated].sort((a, b) => (a.day < b.day ? -1 : 1));
  const total = ordered.reduce((sum, { words }) => sum + words, 0);
  const older: DatedNote[] = [];
  const newer: DatedNote[] = [];
  let seen = 0;
  for (const note of ordered) {
    (seen + note.words / 2 <= total / 2 ? older : newer).push(note);
    seen += note.words;
  }
  const half = (notes: readonly DatedNote[]): Half => ({
    words: notes.reduce((sum, { words }) => sum + words, 0),
    counts: sumOf(notes.map(({ counts }) => counts)),
  });
  return [half(older), half(newer)];
}

interface Ranked {
  readonly drift: HabitDrift;
  /** Only for comparing. */
  readonly change: number;
}

function driftIn(
  { key, label, you }: HabitRow,
  periods: readonly FilledPeriod[],
  halves: readonly [Half, Half],
): Ranked | undefined {
  const [older, newer] = halves.map(({ counts }) => figureIn(counts, { key, figure: you }));
  if (older === undefined || newer === undefined) return undefined;
  const values = periods.map(({ counts }) => {
    const figure = figureIn(counts, { key, figure: you });
    return figure !== undefined && chancesIn(figure) >= FEWEST_CHANCES ? figure : null;
  });
  if (values.filter((value) => value !== null).length < 2) return undefined;
  const per: HabitDrift["per"] = you.kind === "share" ? you.per : "lengths";
  const drift = { key, label, per, values, older, newer, apart: areApart(older, newer) };
  return { drift, change: changeBetween(older, newer) };
}

const chancesIn = (figure: HabitFigure): number =>
  figure.kind === "share" ? figure.chances : figure.total;

function areApart(older: HabitFigure, newer: HabitFigure): boolean {
  if (older.kind !== "share" || newer.kind !== "share") return false;
  return older.high < newer.low || newer.high < older.low;
}

/** Difference of the halves in half widths of their intervals; of lengths in tenths of the older middle. */
function changeBetween(older: HabitFigure, newer: HabitFigure): number {
  if (older.kind === "share" && newer.kind === "share") {
    const width = (older.high - older.low + newer.high - newer.low) / 2;
    return Math.abs(newer.share - older.share) / Math.max(width, 1e-9);
  }
  if (older.kind !== "lengths" || newer.kind !== "lengths") return 0;
  return Math.abs(newer.middle - older.middle) / Math.max(1, older.middle / 10);
}
