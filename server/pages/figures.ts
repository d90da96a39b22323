import type { HabitFigure } from "../core/habits/habitFigure";

/** Digits that are worth reading: 92, 9.2, 0.4. */
export const short = (value: number): string =>
  value >= 10 || value === 0 ? String(Math.round(value)) : String(Number(value.toFixed(1)));

/** Whole numbers with their thousands apart. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");

export const percent = (share: number): string => `${short(100 * share)} %`;

/** Words are counted in 1,000, everything else in 100. */
const scaleOf = (figure: Extract<HabitFigure, { kind: "share" }>): number =>
  figure.per === "words" ? 1000 : 100;

const unitOf = (figure: Extract<HabitFigure, { kind: "share" }>): string =>
  figure.per === "words" ? "in 1,000 words" : "%";

/** "92 %", "4.1 in 1,000 words", "14 words". */
export function valueOf(figure: HabitFigure): string {
  if (figure.kind === "lengths") return `${figure.middle} words`;
  return `${short(scaleOf(figure) * figure.share)} ${unitOf(figure)}`;
}

/** "90 to 94 %", "8 to 27 words". */
export function rangeOf(figure: HabitFigure): string {
  if (figure.kind === "lengths") return `${figure.tenth} to ${figure.nineTenths} words`;
  const scale = scaleOf(figure);
  return `${short(scale * figure.low)} to ${short(scale * figure.high)}${figure.per === "words" ? "" : " %"}`;
}

const chances = {
  places: "places",
  sentences: "sentences",
  statements: "sentences",
  words: "words",
} as const;

/** "410 places", "1,204 sentences". */
export function basisOf(figure: HabitFigure): string {
  return figure.kind === "lengths"
    ? `${whole(figure.total)} counted`
    : `${whole(figure.chances)} ${chances[figure.per]}`;
}

/** Low, middle and high end as they are drawn. */
export function drawnRange(figure: HabitFigure): { low: number; middle: number; high: number } {
  if (figure.kind === "lengths") {
    return { low: figure.tenth, middle: figure.middle, high: figure.nineTenths };
  }
  const scale = scaleOf(figure);
  return { low: scale * figure.low, middle: scale * figure.share, high: scale * figure.high };
}
