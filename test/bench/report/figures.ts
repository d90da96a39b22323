/** Quantile `q` of values, by the nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is to be found and mended: more than this, and a cost grows faster than its input. */
export const MOST_GROWTH = 1.15;

/**
 * The exponent k of y = c·x^k: the slope of the straight line, by least squares, through the logarithms. 1 = twice the
 * input takes twice as long. A cost that is paid once hides growth at the small end, so `last` is the slope between the two
 * largest inputs alone.
 */
export function exponents(points: readonly Point[]): {
  readonly all: number;
  readonly last: number;
} {
  const logs = points
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }))
    .sort((a, b) => a.x - b.x);
  return { all: slope(logs), last: slope(logs.slice(-2)) };
}

function slope(points: readonly Point[]): number {
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

/** A time in the unit that fits. */
export function duration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "-";
  if (milliseconds < 100) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 10_000) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

export const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
export const count = (value: number): string => value.toLocaleString("en");
