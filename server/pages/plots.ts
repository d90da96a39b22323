import * as Plot from "@observablehq/plot";
import { DOMImplementation, XMLSerializer, type Element } from "@xmldom/xmldom";
import type { Drawing } from "./markup";

/** Colours are names of the page's style sheet, so that a drawing follows the theme it is shown in. */
export const colours = {
  you: "var(--you)",
  others: "var(--others)",
  here: "var(--here)",
  line: "var(--line)",
} as const;
const stageColours = ["var(--you)", "var(--here)", "var(--others)", "var(--fourth)"] as const;

const WIDTH = 720;
/** Of a row of marks. */
const ROW = 26;
const LABELS = 310;

type Options = Plot.PlotOptions;

/** A drawing of Plot as text. */
export function drawn(options: Options): Drawing {
  const document: unknown = new DOMImplementation().createHTMLDocument("");
  const whole: object = { width: WIDTH, ...options, document };
  // Plot names the browser's types; what it makes is of the document that it is given.
  const svg = Plot.plot(whole) as unknown as Element;
  svg.setAttribute("font-size", "12");
  // The page has a style sheet of its own.
  for (const style of [...svg.getElementsByTagName("style")]) style.parentNode?.removeChild(style);
  return { svg: new XMLSerializer().serializeToString(svg) };
}

export interface RangeRow {
  readonly label: string;
  readonly you: { readonly low: number; readonly middle: number; readonly high: number };
  readonly others?: number;
  readonly here?: number;
}

/** A line for the author's range with a dot in it, a diamond for other people, a triangle for the note. */
export function rangePlot(rows: readonly RangeRow[], unit: string, from0to?: number): Drawing {
  const order = rows.map(({ label }) => label);
  const at = (value: "others" | "here") =>
    rows.flatMap((row) => (row[value] === undefined ? [] : [{ y: row.label, x: row[value] }]));
  const you = rows.map(({ label, you: { low, middle, high } }) => ({
    ...{ y: label, low, high, x: middle },
  }));
  return drawn({
    height: ROW * rows.length + 60,
    marginBottom: 40,
    marginTop: 8,
    marginLeft: LABELS,
    marginRight: 24,
    x: {
      grid: true,
      ...{ label: unit, labelAnchor: "center", labelArrow: "none" },
      ...(from0to === undefined ? { zero: true, nice: true } : { domain: [0, from0to] }),
    },
    y: { type: "band", domain: order, label: null, tickSize: 0, tickFormat: shortened },
    marks: [
      Plot.ruleY(you, {
        ...{ y: "y", x1: "low", x2: "high" },
        ...{ stroke: colours.you, strokeWidth: 4, strokeOpacity: 0.55, strokeLinecap: "round" },
      }),
      Plot.dot(at("others"), {
        ...{ x: "x", y: "y", r: 5, symbol: "diamond2" },
        ...{ stroke: colours.others, strokeWidth: 2, fill: "none" },
      }),
      Plot.dot(you, { x: "x", y: "y", r: 5, fill: colours.you }),
      Plot.dot(at("here"), {
        ...{ x: "x", y: "y", r: 5, symbol: "triangle2" },
        ...{ stroke: colours.here, strokeWidth: 2, fill: "none" },
      }),
    ],
  });
}

/** Labels that are longer stand in the table whole. */
const LONGEST_LABEL = 48;
const shortened = (label: string): string =>
  label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;

export interface TimePoint {
  /** Name of the period. */
  readonly period: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** One habit over the periods: a band for the interval, a line through the middle. */
export function timePlot(
  periods: readonly string[],
  points: readonly TimePoint[],
  unit: string,
): Drawing {
  const shown = periods.filter((_, i) => i % Math.ceil(periods.length / 4) === 0);
  return drawn({
    width: 340,
    height: 170,
    ...{ marginLeft: 44, marginRight: 12, marginBottom: 36, marginTop: 24 },
    x: { type: "point", domain: periods, label: null, ticks: shown, tickSize: 3 },
    y: { grid: true, label: unit, labelArrow: "none", zero: true, nice: true, ticks: 4 },
    marks: [
      Plot.ruleX(points, {
        ...{ x: "period", y1: "low", y2: "high" },
        ...{ stroke: colours.you, strokeWidth: 4, strokeOpacity: 0.4, strokeLinecap: "round" },
      }),
      Plot.line(points, { x: "period", y: "middle", stroke: colours.you, strokeWidth: 1.5 }),
      Plot.dot(points, { x: "period", y: "middle", fill: colours.you, r: 3.5 }),
    ],
  });
}

export interface LossPoint {
  readonly stage: string;
  readonly step: number;
  readonly loss: number;
}

/** Loss against steps, a line a stage; its name stands at its end. */
export function lossPlot(points: readonly LossPoint[]): Drawing {
  const stages = [...new Set(points.map(({ stage }) => stage))];
  return drawn({
    height: 260,
    ...{ marginLeft: 48, marginRight: 90, marginBottom: 40 },
    x: { label: "step", nice: true },
    y: { grid: true, label: "loss", zero: true, nice: true },
    marks: stages.flatMap((stage, i) => {
      const own = points.filter((point) => point.stage === stage);
      const stroke = stageColours[i % stageColours.length]!;
      const last = own.slice(-1);
      return [
        Plot.line(own, { x: "step", y: "loss", stroke, strokeWidth: 2 }),
        Plot.dot(last, { x: "step", y: "loss", fill: stroke, r: 3 }),
        Plot.text(last, {
          ...{ x: "step", y: "loss", text: "stage", textAnchor: "start", dx: 8 },
          fill: "currentColor",
        }),
      ];
    }),
  });
}
