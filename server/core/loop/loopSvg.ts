import { at, drawing, textAt } from "../report/svg";
import { arms, type Arm, type LoopReport } from "./loopReport";
import { loopMetrics } from "./loopTable";

const WIDTH = 640;
const TOP = 40;
const PANEL = 170;
const LEFT = 60;
const RIGHT = 110;
const HEAD = 34;
const FOOT = 26;
/** Height of a line of text. */
const LINE = 14;
const names = { without: "without learning", learning: "with learning" } as const;
/** Classes of the drawing. */
const lines = { without: "l1", learning: "l0" } as const;

/** A panel a measure, a line with learning and one without, over the rounds. */
export function asLoopSvg({ rounds, authors }: LoopReport): string {
  const title = `Rounds of decisions: ${authors.join(", ")}`;
  const parts = loopMetrics.flatMap(({ key, title: head, digits }, panel) => {
    const values = rounds.flatMap((round) => arms.map((arm) => round[arm][key]));
    const most = Math.max(1e-6, ...values);
    const least = Math.min(0, ...values);
    const top = TOP + panel * PANEL + HEAD;
    const bottom = TOP + (panel + 1) * PANEL - FOOT;
    const x = (i: number): number =>
      LEFT + (i / Math.max(1, rounds.length - 1)) * (WIDTH - LEFT - RIGHT);
    const y = (value: number): number =>
      bottom - ((value - least) / (most - least)) * (bottom - top);
    const last = rounds.at(-1);
    const labels = apart(y(last?.without[key] ?? 0), y(last?.learning[key] ?? 0));
    return [
      textAt(12, top - 14, head, 'font-weight="600"'),
      `<path class="z" d="M${LEFT} ${top}V${bottom}H${WIDTH - RIGHT}"/>`,
      textAt(LEFT - 6, top + 4, most.toFixed(digits), 'text-anchor="end"'),
      textAt(LEFT - 6, bottom + 4, least.toFixed(digits), 'text-anchor="end"'),
      ...rounds.map(({ round }, i) =>
        textAt(x(i), bottom + 16, String(round + 1), 'text-anchor="middle"'),
      ),
      ...arms.flatMap((arm) => {
        const points = rounds.map((round, i) => `${at(x(i))},${at(y(round[arm][key]))}`);
        return [
          `<polyline class="${lines[arm]}" points="${points.join(" ")}"/>`,
          textAt(WIDTH - RIGHT + 6, labels[arm] + 4, names[arm]),
        ];
      }),
    ];
  });
  return drawing(title, WIDTH, TOP + PANEL * loopMetrics.length + 8, parts);
}

/** Heights of the two labels, each at the end of its line, or as near as both can be read. */
function apart(without: number, learning: number): Readonly<Record<Arm, number>> {
  const missing = Math.max(0, LINE - Math.abs(without - learning)) / 2;
  const down = without >= learning ? missing : -missing;
  return { without: without + down, learning: learning - down };
}
