import type { StylePage } from "../core/dashboard/types";
import { percent } from "../core/habits/describeHabit";
import type { HabitFigure } from "../core/habits/habitFigure";
import { alignedTable } from "../core/report/figures";

/** The same as the page, for a terminal. */
export function profileInWords(style: StylePage): string {
  const { author, words, notes, habits, note, drift, stopped, training } = style;
  const changed = drift.habits.filter(({ apart }) => apart);
  return [
    `${author}: ${words} words in ${notes} notes`,
    "",
    alignedTable(
      ["habit", "you", "90 % interval", "others", ...(note === undefined ? [] : ["note"]), ""],
      habits.map(({ label, you, others, here }) => [
        label,
        middle(you),
        interval(you),
        others === undefined ? "-" : middle(others),
        ...(note === undefined ? [] : [here === undefined ? "-" : middle(here)]),
        "",
      ]),
    ),
    ...(note === undefined ? [] : ["", ...noteLines(note)]),
    "",
    drift.why ??
      (changed.length === 0
        ? "Over time: no habit changed between the older and the newer half of the notes beyond chance."
        : "Over time, the older and the newer half of the notes:"),
    ...changed.map(({ label, older, newer }) => `  ${label}: ${middle(older)} -> ${middle(newer)}`),
    ...(stopped.length === 0 ? [] : ["", `Stopped: ${stopped.join("; ")}`]),
    "",
    `Adapter in use: ${training.current}`,
    ...training.problems,
    ...(training.last?.gate?.why.slice(0, 1) ?? []).map((why) => `Last training: ${why}`),
    "",
  ].join("\n");
}

function noteLines({ name, silentBecause, passages }: NonNullable<StylePage["note"]>) {
  return [
    `${name}:`,
    ...(silentBecause === undefined ? [] : [`  ${silentBecause}`]),
    ...passages.map(({ startLine, endLine, likely, differences }) => {
      const about = differences.length === 0 ? "" : `: ${differences.join("; ")}`;
      return `  lines ${startLine}-${endLine} ${likely === null ? "-" : percent(likely)}${about}`;
    }),
  ];
}

function middle(figure: HabitFigure): string {
  if (figure.kind === "lengths") return `${figure.middle} words`;
  return figure.per === "words"
    ? `${(1000 * figure.share).toFixed(1)} in 1,000`
    : percent(figure.share);
}

function interval(figure: HabitFigure): string {
  if (figure.kind === "lengths") return `${figure.tenth} to ${figure.nineTenths}`;
  return figure.per === "words"
    ? `${(1000 * figure.low).toFixed(1)} to ${(1000 * figure.high).toFixed(1)}`
    : `${percent(figure.low)} to ${percent(figure.high)}`;
}
