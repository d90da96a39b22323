import type { ReliabilityBin } from "../style/evaluation";
import { at, drawing, textAt } from "./svg";

export interface ReliabilityPanel {
  readonly title: string;
  readonly bins: readonly ReliabilityBin[];
}

const SIDE = 260;
const LEFT = 56;
const TOP = 72;
const WIDTH = LEFT + SIDE + 24;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Probabilities that were said (x) against shares that came true (y), 0 to 1 both; on the dashed line they are equal. */
export function reliabilityPlot(title: string, panels: readonly ReliabilityPanel[]): string {
  return drawing(
    title,
    WIDTH * Math.max(1, panels.length),
    TOP + SIDE + 52,
    panels.flatMap((panel, i) => panelOf(panel, i * WIDTH)),
  );
}

function panelOf({ title, bins }: ReliabilityPanel, shift: number): readonly string[] {
  const x = (value: number): number => shift + LEFT + value * SIDE;
  const y = (value: number): number => TOP + (1 - value) * SIDE;
  const path = bins
    .map(({ said, found }, i) => `${i === 0 ? "M" : "L"}${at(x(said))} ${at(y(found))}`)
    .join("");
  return [
    textAt(shift + 12, TOP - 16, title, 'font-weight="600"'),
    `<path class="z" d="M${at(x(0))} ${at(y(0))}H${at(x(1))}V${at(y(1))}H${at(x(0))}Z"/>`,
    `<path class="d" d="M${at(x(0))} ${at(y(0))}L${at(x(1))} ${at(y(1))}"/>`,
    ...ticks.flatMap((tick) => [
      textAt(x(tick), y(0) + 16, String(tick), 'text-anchor="middle" font-size="11"'),
      textAt(x(0) - 6, y(tick) + 4, String(tick), 'text-anchor="end" font-size="11"'),
    ]),
    textAt(x(0.5), y(0) + 36, "predicted", 'text-anchor="middle"'),
    textAt(
      shift + 16,
      y(0.5),
      "observed",
      `text-anchor="middle" transform="rotate(-90 ${at(shift + 16)} ${at(y(0.5))})"`,
    ),
    ...(path === "" ? [] : [`<path class="w" d="${path}"/>`]),
    ...bins.map(
      ({ said, found }) => `<circle class="b0" cx="${at(x(said))}" cy="${at(y(found))}" r="4"/>`,
    ),
  ];
}
