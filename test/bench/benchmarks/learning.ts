import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { paragraph } from "../../support/writtenNotes";
import { penprint, type Benchmark } from "../benchmark";
import { count, duration, megabytes } from "../report/figures";
import { readThrough } from "../rivals/install";

interface Row {
  readonly notes: number;
  readonly words: number;
  readonly first: number;
  readonly again: number;
  readonly peak: number;
  readonly check: number;
}

/** Words of a note: two paragraphs and a heading. */
const PARAGRAPH = 60;

/** Learning 10 to 10,000 notes: time, memory, and what the profile then costs a check. */
export const learning: Benchmark = {
  title: "Learning, against the number of notes",
  run({ folder, quick, say }) {
    const rows: Row[] = [];
    for (const notes of quick ? [10, 50] : [10, 100, 1_000, 10_000]) {
      const place = join(folder, `notes-${notes}`);
      const words = writeNotes(place, notes);
      const profile = join(folder, `${notes}.json`);
      const args = ["learn", place, "--author", "Bench", "--profile", profile, "--quiet"];
      const first = penprint(folder, args);
      const again = penprint(folder, args);
      const draft = join(folder, "draft.md");
      writeFileSync(draft, noteOf(1_000_001));
      const check = penprint(folder, [
        ...["check", draft, "--profile", profile, "--root", folder],
        ...["--fail-on", "never", "--format", "json"],
      ]);
      rows.push({
        ...{ notes, words, first: first.milliseconds, again: again.milliseconds },
        ...{ peak: first.megabytes, check: check.milliseconds },
      });
      say(`${count(notes)} notes learned in ${duration(first.milliseconds)}`);
    }
    const { readings, leftOut } = readThrough(join(folder, `notes-${quick ? 50 : 1_000}`));
    const read = readings.map(({ name, notes, words, milliseconds, megabytes: peak }) => [
      ...[count(notes), count(words), `${name}, checks them`, duration(milliseconds)],
      ...[perSecond(words, milliseconds), "-", megabytes(peak), "-"],
    ]);
    const points = (of: (row: Row) => number) => rows.map((row) => ({ x: row.notes, y: of(row) }));
    const costs = [
      { name: "learned", points: points(({ first }) => first) },
      { name: "again, unchanged", points: points(({ again }) => again) },
      { name: "one note checked", points: points(({ check }) => check) },
    ];
    const most = rows.at(-1)!;
    return {
      says: [
        `Notes of about ${2 * PARAGRAPH} words, no sentence twice. Every figure is of a whole process of the command line, its start included. No rival learns an author: beside it stands what linters take to check the same notes, or as many of them as 15 seconds are enough for, without their start; names are invented, which costs a speller most. Limit: 60,000 words a second in the largest run (here ${count(Math.round(wordsPerSecond(most.words, most.first)))}).`,
      ],
      table: {
        head: [
          ...["notes", "words", "", "time", "words a second"],
          ...["again, unchanged", "memory at most", "then one note checked"],
        ],
        rows: [
          ...rows.map(({ notes, words, first, again, peak, check }) => [
            ...[count(notes), count(words), "Penprint, learns them", duration(first)],
            ...[perSecond(words, first), duration(again), megabytes(peak), duration(check)],
          ]),
          ...read,
        ],
      },
      plots: [
        {
          name: "learning",
          title: "Learning, learning again and checking one note, against the number of notes",
          ...{ x: "notes learned", y: "milliseconds" },
          lines: costs,
        },
      ],
      growth: [
        ...costs.map(({ name, points: own }) => ({ what: name, points: own })),
        { what: "memory", points: points(({ peak }) => peak) },
      ],
      leftOut,
    };
  },
};

const wordsPerSecond = (words: number, milliseconds: number): number =>
  words / (milliseconds / 1000);
const perSecond = (words: number, milliseconds: number): string =>
  count(Math.round(wordsPerSecond(words, milliseconds)));

const noteOf = (seed: number): string =>
  `# Note ${seed}\n\n${paragraph("plain", PARAGRAPH, 2 * seed)}\n\n${paragraph("plain", PARAGRAPH, 2 * seed + 1)}\n`;

/** Answers how many words were written. */
export function writeNotes(folder: string, notes: number): number {
  mkdirSync(folder, { recursive: true });
  let words = 0;
  for (let i = 0; i < notes; i++) {
    const text = noteOf(i);
    words += text.split(/\s+/).length;
    writeFileSync(join(folder, `${i}.md`), text);
  }
  return words;
}
