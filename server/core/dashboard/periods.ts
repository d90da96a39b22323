import type { Period } from "./types";

/** So many periods can be told apart in a drawing. */
const MOST_PERIODS = 24;
/** On average: below that a period says next to nothing. */
const FEWEST_WORDS = 800;
const FEWEST_NOTES = 1.5;

/** A learned note with its day, "2025-03-22". */
export interface DatedNote {
  readonly day: string;
  readonly words: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface FilledPeriod extends Period {
  readonly counts: Readonly<Record<string, number>>;
}

interface Grain {
  readonly name: (day: string) => string;
  readonly start: (day: string) => string;
}

/** Finest first. */
const grains: readonly Grain[] = [
  { name: (day) => day.slice(0, 7), start: (day) => `${day.slice(0, 7)}-01` },
  {
    name: (day) => `${day.slice(0, 4)} Q${quarter(day) + 1}`,
    start: (day) => `${day.slice(0, 4)}-${String(3 * quarter(day) + 1).padStart(2, "0")}-01`,
  },
  { name: (day) => day.slice(0, 4), start: (day) => `${day.slice(0, 4)}-01-01` },
];

function quarter(day: string): number {
  return Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/** Months, quarters or years, the finest in which a period holds enough; those without notes are left out. */
export function periodsOf(notes: readonly DatedNote[]): readonly FilledPeriod[] {
  const words = notes.reduce((sum, note) => sum + note.words, 0);
  const years = grains.at(-1)!;
  const fits = grains.find(({ name }) => {
    const periods = new Set(notes.map(({ day }) => name(day))).size;
    return (
      periods <= MOST_PERIODS &&
      words >= FEWEST_WORDS * periods &&
      notes.length >= FEWEST_NOTES * periods
    );
  });
  const { name, start } = fits ?? years;
  const groups = new Map<string, DatedNote[]>();
  for (const note of [...notes].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const group = groups.get(name(note.day));
    if (group === undefined) groups.set(name(note.day), [note]);
    else group.push(note);
  }
  return [...groups].slice(-MOST_PERIODS).map(([title, group]) => ({
    name: title,
    start: start(group[0]!.day),
    notes: group.length,
    words: group.reduce((sum, note) => sum + note.words, 0),
    counts: sumOf(group.map(({ counts }) => counts)),
  }));
}

export function sumOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) {
    for (const [key, n] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + n;
  }
  return sum;
}
