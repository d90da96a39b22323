import { arms, type LoopReport } from "./loopReport";
import { loopMetrics } from "./loopTable";

const WIDTH = 640;
const PANEL = 170;
const LEFT = 60;
const RIGHT = 110;
const HEAD = 34;
const FOOT = 26;
const names = { without: "without learning", learning: "with learning" } as const;

/** A panel a measure, a line with learning and one without, over the rounds. Readable on light and dark ground. */
export function asLoopSvg({ rounds, authors }: LoopReport): string {
  const title = `Rounds of decisions: ${authors.join(", ")}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${PANEL * loopMetrics.length + 8}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="12">`,
    "<style>text{fill:#24292f}.axis{stroke:#24292f;opacity:.4;fill:none}.line{fill:none;stroke-width:2}.learning{stroke:#1f77b4}.without{stroke:#b45f06;stroke-dasharray:5 4}",
    "@media (prefers-color-scheme: dark){text{fill:#e6edf3}.axis{stroke:#e6edf3}.learning{stroke:#58a6ff}.without{stroke:#f0a35e}}</style>",
    ...loopMetrics.flatMap(({ key, title: head, digits }, panel) => {
      const values = rounds.flatMap((round) => arms.map((arm) => round[arm][key]));
      const most = Math.max(1e-6, ...values);
      const least = Math.min(0, ...values);
      const top = panel * PANEL + HEAD;
      const bottom = (panel + 1) * PANEL - FOOT;
      const x = (i: number): number =>
        LEFT + (i / Math.max(1, rounds.length - 1)) * (WIDTH - LEFT - RIGHT);
      const y = (value: number): number =>
        bottom - ((value - least) / (most - least)) * (bottom - top);
      return [
        `<text x="12" y="${top - 14}" font-weight="600">${escaped(head)}</text>`,
        `<path class="axis" d="M${LEFT} ${top}V${bottom}H${WIDTH - RIGHT}"/>`,
        `<text x="${LEFT - 6}" y="${top + 4}" text-anchor="end">${most.toFixed(digits)}</text>`,
        `<text x="${LEFT - 6}" y="${bottom + 4}" text-anchor="end">${least.toFixed(digits)}</text>`,
        ...rounds.map(
          ({ round }, i) =>
            `<text x="${at(x(i))}" y="${bottom + 16}" text-anchor="middle">${round + 1}</text>`,
        ),
        ...arms.flatMap((arm) => {
          const points = rounds.map((round, i) => `${at(x(i))},${at(y(round[arm][key]))}`);
          const last = rounds.at(-1)?.[arm][key] ?? 0;
          return [
            `<polyline class="line ${arm}" points="${points.join(" ")}"/>`,
            `<text x="${WIDTH - RIGHT + 6}" y="${at(y(last) + 4)}">${names[arm]}</text>`,
          ];
        }),
      ];
    }),
    "</svg>",
    "",
  ].join("\n");
}

const at = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
