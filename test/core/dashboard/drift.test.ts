import fc from "fast-check";
import { expect, test } from "vitest";
import { driftOf, type LearnedCounts } from "../../../server/core/dashboard/drift";
import { habitRows } from "../../../server/core/dashboard/habitRows";
import type { StyleView } from "../../../server/core/style/types";

/** A note of 1,000 words in 100 sentences, in which the author contracts `contracted` of 20 times. */
const note = (day: string | undefined, contracted: number): LearnedCounts => ({
  words: 1000,
  counts: {
    ...{ words: 1000, sentences: 100, statements: 100, paragraphs: 20, "person.i": 30 },
    "contractions/contracted": contracted,
    "contractions/full": 20 - contracted,
  },
  date: day === undefined ? undefined : { day, from: "front matter" },
});
const view = { examples: () => [] } as Partial<StyleView> as StyleView;
const rowsOf = (notes: readonly LearnedCounts[]) => {
  const counts: Record<string, number> = {};
  for (const one of notes) {
    for (const [key, n] of Object.entries(one.counts)) counts[key] = (counts[key] ?? 0) + n;
  }
  return habitRows({ view, counts, others: undefined, here: undefined });
};

test("a habit that was given up stands first, and is said to have changed; one that stayed is not", () => {
  const years = [2019, 2020, 2021, 2022, 2023, 2024];
  const notes = years.flatMap((year, i) =>
    [3, 9].map((month) => note(`${year}-0${month}-10`, i < 3 ? 19 : 2)),
  );
  const drift = driftOf(notes.toReversed(), rowsOf(notes));
  expect(drift.periods.map(({ name }) => name)).toEqual(years.map(String));
  expect(drift.periods[0]).toMatchObject({ start: "2019-01-01", notes: 2, words: 2000 });
  const [first, ...others] = drift.habits;
  expect(first).toMatchObject({ key: "contractions/contracted", apart: true });
  expect(first!.older).toMatchObject({ times: 114, chances: 120 });
  expect(first!.newer).toMatchObject({ times: 12, chances: 120 });
  expect(first!.values.map((value) => (value?.kind === "share" ? value.times : null))).toEqual([
    ...[38, 38, 38],
    ...[4, 4, 4],
  ]);
  expect(others.length).toBeGreaterThan(2);
  expect(others.filter(({ apart }) => apart)).toEqual([]);
});

test("periods are as fine as the notes allow", () => {
  const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));
  const often = months.flatMap((month) =>
    ["03", "20"].map((day) => note(`2024-${month}-${day}`, 9)),
  );
  expect(driftOf(often, rowsOf(often)).periods.map(({ name }) => name)).toEqual(
    months.map((month) => `2024-${month}`),
  );
  const seldom = months.map((month) => note(`2024-${month}-03`, 9));
  expect(driftOf(seldom, rowsOf(seldom)).periods.map(({ name }) => name)).toEqual([
    ...["2024 Q1", "2024 Q2", "2024 Q3", "2024 Q4"],
  ]);
});

test("says why there is nothing to see", () => {
  expect(driftOf([], []).why).toMatch(/No notes/);
  const gone = driftOf([note(undefined, 1)], []);
  expect([gone.undated, gone.why]).toEqual([1, expect.stringMatching(/not there any more/)]);
  expect(driftOf([note("2024-01-01", 1), note("2024-01-02", 1)], []).why).toMatch(/one period/);
});

test("every dated note is in one period, whatever the days", () => {
  const day = fc
    .date({ min: new Date("1970-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 24 }), (days) => {
      const notes = days.map((one) => note(one, 10));
      const { periods } = driftOf(notes, rowsOf(notes));
      expect(periods.reduce((sum, period) => sum + period.notes, 0)).toBe(days.length);
      expect(periods.map(({ start }) => start)).toEqual(periods.map(({ start }) => start).sort());
    }),
    { numRuns: 50 },
  );
});
