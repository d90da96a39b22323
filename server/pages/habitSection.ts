import { s } from "hastscript";
import type { HabitRow, StylePage } from "../core/dashboard/types";
import { basisOf, drawnRange, rangeOf, valueOf } from "./figures";
import { figure, h, table, type Part } from "./markup";
import { rangePlot } from "./plots";

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly to?: number;
  readonly takes: (row: HabitRow) => boolean;
}

const charts: readonly Chart[] = [
  {
    id: "choices",
    title: "Where you have a choice, and what you do in a sentence",
    description:
      "Line: where your rate lies with 90 % confidence. The numbers are in the table below.",
    unit: "% of the places or sentences",
    to: 100,
    takes: ({ you }) => you.kind === "share" && you.per !== "words",
  },
  {
    id: "words",
    title: "Words you use more or less than others",
    description: "Line: where your rate lies with 90 % confidence.",
    unit: "in 1,000 words",
    takes: ({ you }) => you.kind === "share" && you.per === "words",
  },
  {
    id: "lengths",
    title: "How long your sentences and paragraphs are",
    description: "Dot: the middle one. Line: from the shortest tenth to the longest.",
    unit: "words",
    takes: ({ you }) => you.kind === "lengths",
  },
];

/** The author's habits: drawings, and the same as a table. */
export function habitSection({ habits, note, language }: StylePage): readonly Part[] {
  if (habits.length === 0) {
    return [
      h("h2", { id: "habits" }, "Habits"),
      h("p", "No habit has been seen often enough to be shown yet: learn more notes."),
    ];
  }
  const hasOthers = habits.some(({ others }) => others !== undefined);
  return [
    h("h2", { id: "habits" }, "Habits"),
    h("p", [
      "Most telling first. ",
      hasOthers
        ? "“Others” are the people that Penprint was made with: what is usual, not what is right."
        : `What is usual for others is known in English alone; these notes are in “${language}”.`,
    ]),
    ...charts.map((chart) => chartOf(chart, habits, note !== undefined)),
    table(
      "Every habit in numbers; intervals are of 90 %",
      [
        { title: "Habit" },
        { title: "You", isNumber: true },
        { title: "Interval", isNumber: true },
        { title: "Of", isNumber: true },
        ...(hasOthers ? [{ title: "Others", isNumber: true }] : []),
        ...(note === undefined ? [] : [{ title: "This note", isNumber: true }]),
      ],
      habits.map(({ label, you, others, here }) => [
        label,
        valueOf(you),
        rangeOf(you),
        basisOf(you),
        ...(hasOthers ? [others === undefined ? "–" : valueOf(others)] : []),
        ...(note === undefined ? [] : [inNote(here)]),
      ]),
    ),
    examples(habits),
  ];
}

function chartOf(chart: Chart, all: readonly HabitRow[], withNote: boolean): Part {
  const rows = all.filter(chart.takes);
  if (rows.length === 0) return undefined;
  const drawing = rangePlot(
    rows.map(({ label, you, others, here }) => ({
      ...{ label, you: drawnRange(you) },
      ...(others === undefined ? {} : { others: drawnRange(others).middle }),
      ...(here === undefined ? {} : { here: drawnRange(here).middle }),
    })),
    chart.unit,
    chart.to,
  );
  const { id, title, description } = chart;
  const legend = legendOf(
    rows.some(({ others }) => others !== undefined),
    withNote && rows.some(({ here }) => here !== undefined),
  );
  return figure(id, drawing, { title, description, legend });
}

function legendOf(others: boolean, here: boolean): Part {
  const sign = (path: string, colour: string, isFilled: boolean) =>
    s("svg", { viewBox: "-6 -6 12 12", ariaHidden: "true" }, [
      s("path", {
        d: path,
        ...{ stroke: colour, strokeWidth: 2, fill: isFilled ? colour : "none" },
      }),
    ]);
  return h("ul", { className: "legend" }, [
    h("li", [sign("M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0", "var(--you)", true), "you"]),
    others ? h("li", [sign("M0,-5L5,0L0,5L-5,0Z", "var(--others)", false), "others"]) : "",
    here ? h("li", [sign("M0,-5L5,4L-5,4Z", "var(--here)", false), "this note"]) : "",
  ]);
}

/** A note has few places for most habits: how many says how much it means. */
function inNote(here: HabitRow["here"]): string {
  if (here === undefined) return "–";
  if (here.kind === "lengths") return valueOf(here);
  return here.per === "words"
    ? `${here.times} in ${basisOf(here)}`
    : `${here.times} of ${here.chances}`;
}

function examples(habits: readonly HabitRow[]): Part {
  const shown = habits.filter(({ example }) => example !== "");
  if (shown.length === 0) return undefined;
  return h("details", [
    h("summary", "Your own sentences for each habit"),
    h("dl", [
      ...shown.flatMap(({ label, example }) => [h("dt", label), h("dd", shortened(example))]),
    ]),
  ]);
}

const LONGEST = 300;
const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
