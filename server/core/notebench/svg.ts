import { metrics, type MetricKey } from "./metrics";
import type { SetReport, SystemReport } from "./report";
import { figure } from "./table";

const shown: readonly { readonly key: MetricKey; readonly title: string }[] = [
  { key: "rougeL", title: "ROUGE-L F1" },
  { key: "bleu4", title: "BLEU-4" },
  { key: "style", title: "Style recovered (0 = draft, 1 = author)" },
  { key: "faithfulness", title: "Faithfulness hallucination, % of texts" },
  { key: "factual", title: "Factual hallucination, % of texts" },
];

const WIDTH = 720;
const LEFT = 130;
const RIGHT = 110;
const ROW = 22;
const HEAD = 34;

/** Bars with their 95 % intervals, a panel a metric. Readable on light and dark ground. */
export function asSvg(title: string, { systems }: SetReport): string {
  // The author's own text would be 100 on the first two scales and dwarf the rest.
  const compared = systems.filter(({ system }) => system !== "author");
  const panel = HEAD + ROW * compared.length;
  const height = 40 + shown.length * panel + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13">`,
    "<style>.t{fill:#24292f}.b{fill:#3b82c4}.w,.z{stroke:#24292f;fill:none}.z{opacity:.4}",
    "@media (prefers-color-scheme: dark){.t{fill:#e6edf3}.b{fill:#4a90d9}.w,.z{stroke:#e6edf3}}</style>",
    `<text class="t" x="12" y="24" font-size="16" font-weight="600">${escaped(title)}</text>`,
    ...shown.flatMap(({ key, title: head }, i) => panelOf(key, head, compared, 40 + i * panel)),
    "</svg>",
    "",
  ].join("\n");
}

function panelOf(
  key: MetricKey,
  head: string,
  systems: readonly SystemReport[],
  top: number,
): readonly string[] {
  const ends = systems.flatMap(({ values, intervals }) => [
    ...[values[key], intervals[key].low, intervals[key].high].filter(Number.isFinite),
  ]);
  const low = Math.min(0, ...ends);
  const high = Math.max(low + 1e-6, ...ends);
  const x = (value: number): number =>
    LEFT + ((value - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const zero = x(0);
  const bottom = top + HEAD + ROW * systems.length;
  return [
    `<text class="t" x="12" y="${top + 22}" font-weight="600">${escaped(head)}</text>`,
    `<line class="z" x1="${at(zero)}" x2="${at(zero)}" y1="${top + HEAD - 2}" y2="${bottom - 2}"/>`,
    ...systems.flatMap(({ system, values, intervals }, i) => {
      const value = values[key];
      const y = top + HEAD + i * ROW;
      const middle = y + ROW / 2 - 1;
      const name = `<text class="t" x="${LEFT - 8}" y="${middle + 4}" text-anchor="end">${escaped(system)}</text>`;
      const { digits } = metrics[key];
      const said = `<text class="t" x="${WIDTH - 12}" y="${middle + 4}" text-anchor="end">${figure(value, digits)}</text>`;
      if (!Number.isFinite(value)) return [name, said];
      const [from, to] = [Math.min(zero, x(value)), Math.max(zero, x(value))];
      return [
        name,
        `<rect class="b" x="${at(from)}" y="${y + 3}" width="${at(to - from)}" height="${ROW - 8}"/>`,
        ...whiskers(x(intervals[key].low), x(intervals[key].high), middle),
        said,
      ];
    }),
  ];
}

const whiskers = (low: number, high: number, y: number): readonly string[] =>
  Number.isFinite(low) && Number.isFinite(high)
    ? [
        `<path class="w" d="M${at(low)} ${y - 4}v8M${at(low)} ${y}H${at(high)}M${at(high)} ${y - 4}v8"/>`,
      ]
    : [];

const at = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
