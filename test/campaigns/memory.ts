import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What the heap of this process holds after a collection. */
export function collectedMegabytes(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Median of the last fifth against that of the second fifth (the first is warm-up); a share, 0.05 = 5 % more. */
export function growth(values: readonly number[]): number {
  const fifth = Math.max(1, Math.floor(values.length / 5));
  const first = values.length >= 5 ? values.slice(fifth, 2 * fifth) : values;
  return median(values.slice(-fifth)) / median(first) - 1;
}

/** `growth` in words. */
export function growthOf(values: readonly number[]): string {
  return `${median(values).toFixed(1)} MB, growth after warm-up ${(growth(values) * 100).toFixed(1)} %`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
