import { dateSources, type Drift, type HabitDrift, type Period } from "../core/dashboard/types";
import { drawnRange, rangeOf, valueOf, whole } from "./figures";
import { figure, h, table, type Part } from "./markup";
import { timePlot } from "./plots";

/** How the author's habits went over time: small drawings, and the same as a table. */
export function driftSection(drift: Drift): readonly Part[] {
  const { habits, periods, why } = drift;
  const apart = habits.filter((habit) => habit.apart);
  return [
    h("h2", { id: "time" }, "Over time"),
    h("p", datesInWords(drift)),
    ...(why === undefined ? [] : [h("p", why)]),
    ...(habits.length === 0
      ? []
      : [
          h(
            "p",
            apart.length === 0
              ? "Between the older and the newer half of your notes no habit changed beyond what chance explains."
              : `Changed between the older and the newer half of your notes: ${apart
                  .map(({ label }) => label)
                  .join(
                    "; ",
                  )}. It may be the topics as well as the years: read before you conclude.`,
          ),
          h("div", { className: "small" }, [
            ...habits.map((habit, i) => smallChart(habit, periods, i)),
          ]),
          halvesTable(habits),
          h("details", [
            h("summary", "Every period in numbers"),
            table(
              "Rates by period; – where there were too few chances",
              [{ title: "Habit" }, ...periods.map(({ name }) => ({ title: name, isNumber: true }))],
              [
                ["Words learned", ...periods.map(({ words }) => whole(words))],
                ...habits.map(({ label, values }) => [
                  label,
                  ...values.map((value) => (value === null ? "–" : valueOf(value))),
                ]),
              ],
            ),
          ]),
        ]),
  ];
}

function datesInWords({ dates, undated, periods }: Drift): string {
  const named = {
    "front matter": "their front matter",
    "file name": "their names",
    file: "the dates of their files",
  };
  const parts = dateSources.flatMap((source) =>
    dates[source] === 0 ? [] : [`${dates[source]} by ${named[source]}`],
  );
  if (undated > 0) parts.push(`${undated} without a date are left out`);
  const first = periods[0]?.name;
  const last = periods.at(-1)?.name;
  const span = first === undefined || first === last ? "" : ` From ${first} to ${last ?? ""}.`;
  return parts.length === 0
    ? "No note has a date."
    : `Notes by when they were written: ${parts.join(", ")}.${span}`;
}

function smallChart(habit: HabitDrift, periods: readonly Period[], i: number): Part {
  const points = habit.values.flatMap((value, at) =>
    value === null ? [] : [{ period: periods[at]!.name, ...drawnRange(value) }],
  );
  const unit = habit.per === "lengths" ? "words" : habit.per === "words" ? "in 1,000 words" : "%";
  const drawing = timePlot(
    periods.map(({ name }) => name),
    points,
    unit,
  );
  const title = habit.label;
  const description = `${valueOf(habit.older)} before, ${valueOf(habit.newer)} now${habit.apart ? ": changed" : ""}`;
  return figure(`time-${i}`, drawing, { title, description });
}

function halvesTable(habits: readonly HabitDrift[]): Part {
  return table(
    "The older half of what was learned beside the newer half; intervals are of 90 %",
    [
      { title: "Habit" },
      { title: "Older", isNumber: true },
      { title: "Interval", isNumber: true },
      { title: "Newer", isNumber: true },
      { title: "Interval", isNumber: true },
      { title: "Changed" },
    ],
    habits.map(({ label, older, newer, apart, per }) => [
      label,
      valueOf(older),
      rangeOf(older),
      valueOf(newer),
      rangeOf(newer),
      per === "lengths" ? "not tested" : apart ? "yes" : "not beyond chance",
    ]),
  );
}
