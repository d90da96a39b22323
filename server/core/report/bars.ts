import { at, COLOURS, drawing, textAt } from "./svg";

export interface Bar {
  /** NaN where there is nothing to draw. */
  readonly value: number;
  /** The value in figures. */
  readonly said: string;
  /** Whiskers, in the value's units. */
  readonly interval?: { readonly low: number; readonly high: number };
}

export interface BarRow {
  readonly name: string;
  /** One for each series. */
  readonly bars: readonly Bar[];
}

export interface BarPanel {
  readonly title: string;
  readonly rows: readonly BarRow[];
  /** Where bars begin, 0 unless said: what chance would reach, say. */
  readonly base?: number;
  /** The scale reaches at least from here to there: panels that name the same can be compared. */
  readonly reaches?: { readonly low: number; readonly high: number };
}

const WIDTH = 720;
const SHORTEST_LEFT = 130;
const LETTER = 7.2;
const RIGHT = 110;
const TOP = 40;
const HEAD = 34;

interface Layout {
  readonly left: number;
  readonly row: number;
  /** Height of one bar, and the gap above a row's first. */
  readonly bar: number;
  readonly gap: number;
}

/** Bars, a panel a scale; with several series a row has one of each, and a legend tells them apart. */
export function barChart(
  title: string,
  series: readonly string[],
  panels: readonly BarPanel[],
): string {
  const names = panels.flatMap(({ rows }) => rows.map(({ name }) => name.length));
  const many = series.length > 1;
  const layout: Layout = {
    left: Math.min(320, Math.max(SHORTEST_LEFT, 20 + LETTER * Math.max(0, ...names))),
    row: many ? 12 * series.length + 8 : 22,
    bar: many ? 11 : 14,
    gap: 3,
  };
  const legend = many ? 24 : 0;
  const parts: string[] = many ? [...legendOf(series)] : [];
  let top = TOP + legend;
  for (const panel of panels) {
    parts.push(...panelOf(panel, top, layout));
    top += HEAD + layout.row * panel.rows.length;
  }
  return drawing(title, WIDTH, top + 16, parts);
}

function legendOf(series: readonly string[]): readonly string[] {
  let x = 12;
  return series.flatMap((name, i) => {
    const from = x;
    x += 40 + LETTER * name.length;
    return [
      `<path class="${colour(i)}" d="M${at(from)} ${TOP}h12v12h-12z"/>`,
      textAt(from + 18, TOP + 11, name),
    ];
  });
}

function panelOf(panel: BarPanel, top: number, layout: Layout): readonly string[] {
  const { title, rows, base = 0, reaches = { low: base, high: base } } = panel;
  const ends = rows
    .flatMap(({ bars }) => bars)
    .flatMap(({ value, interval }) => [value, interval?.low ?? value, interval?.high ?? value])
    .filter(Number.isFinite);
  const low = Math.min(base, reaches.low, ...ends);
  const high = Math.max(low + 1e-6, reaches.high, ...ends);
  const x = (value: number): number =>
    layout.left + ((value - low) / (high - low)) * (WIDTH - layout.left - RIGHT);
  const bottom = top + HEAD + layout.row * rows.length;
  return [
    textAt(12, top + 22, title, 'font-weight="600"'),
    `<line class="z" x1="${at(x(base))}" x2="${at(x(base))}" y1="${top + HEAD - 2}" y2="${bottom - 2}"/>`,
    ...rows.flatMap(({ name, bars }, i) => {
      const y = top + HEAD + i * layout.row;
      const middle = y + (layout.gap + bars.length * layout.bar + layout.gap + 1) / 2;
      return [
        textAt(layout.left - 8, middle + 4, name, 'text-anchor="end"'),
        ...bars.flatMap((bar, s) =>
          barOf(bar, s, y + layout.gap + s * (layout.bar + 1), x, base, layout),
        ),
      ];
    }),
  ];
}

function barOf(
  { value, said, interval }: Bar,
  series: number,
  y: number,
  x: (value: number) => number,
  base: number,
  { bar }: Layout,
): readonly string[] {
  const middle = y + bar / 2;
  const size = bar < 14 ? 'text-anchor="end" font-size="10"' : 'text-anchor="end"';
  const figure = textAt(WIDTH - 12, middle + 4, said, size);
  if (!Number.isFinite(value)) return [figure];
  const [from, to] = [Math.min(x(base), x(value)), Math.max(x(base), x(value))];
  return [
    `<rect class="${colour(series)}" x="${at(from)}" y="${at(y)}" width="${at(to - from)}" height="${bar}"/>`,
    ...(interval === undefined ? [] : whiskers(x(interval.low), x(interval.high), middle)),
    figure,
  ];
}

const whiskers = (low: number, high: number, y: number): readonly string[] =>
  Number.isFinite(low) && Number.isFinite(high)
    ? [
        `<path class="w" d="M${at(low)} ${at(y - 4)}v8M${at(low)} ${at(y)}H${at(high)}M${at(high)} ${at(y - 4)}v8"/>`,
      ]
    : [];

const colour = (series: number): string => `b${series % COLOURS}`;
