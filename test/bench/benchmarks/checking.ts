import { join } from "node:path";
import { penprint, type Benchmark } from "../benchmark";
import { inventedAuthor } from "../inventedAuthor";
import { count, duration, megabytes } from "../report/figures";
import { readThrough } from "../rivals/install";
import { writeNotes } from "./learning";

/** A cold `penprint check` of many notes: one thread against two, beside linters. */
export const checking: Benchmark = {
  title: "Checking a folder from the command line",
  run({ folder, quick }) {
    const notes = quick ? 40 : 1_000;
    const place = join(folder, "notes");
    const words = writeNotes(place, notes);
    const profile = inventedAuthor(folder);
    const threads = [1, 2].map((jobs) => {
      const cost = penprint(folder, [
        ...["check", place, "--profile", profile, "--root", folder, "--jobs", String(jobs)],
        ...["--fail-on", "never", "--format", "json"],
      ]);
      return { jobs, ...cost };
    });
    const [one, two] = threads;
    if (one!.output !== two!.output) throw new Error("Two threads found something else than one.");
    const rate = (read: number, milliseconds: number): string =>
      count(Math.round((read / milliseconds) * 1000));
    const { readings, leftOut } = readThrough(place);
    const others = readings.map(({ name, notes: read, milliseconds, megabytes: peak }) => [
      ...[`${name}, ${count(read)} notes, without its start`, duration(milliseconds)],
      ...[rate(read, milliseconds), megabytes(peak)],
    ]);
    return {
      says: [
        `${count(notes)} notes, ${count(words)} words, one process from its start to its end. Two threads find the same as one, byte by byte, or the run fails; they take ${(two!.milliseconds / one!.milliseconds).toFixed(2)} of its time (limit on two cores or more: 0.75). Linters read as many of them as 15 seconds are enough for; names are invented, which costs a speller most.`,
      ],
      table: {
        head: ["", "time", "notes a second", "memory at most"],
        rows: [
          ...threads.map(({ jobs, milliseconds, megabytes: peak }) => [
            `penprint check --jobs ${jobs}`,
            ...[duration(milliseconds), rate(notes, milliseconds), megabytes(peak)],
          ]),
          ...others,
        ],
      },
      ...{ plots: [], growth: [], leftOut },
    };
  },
};
