import { metricKeys, metrics, type MetricKey } from "./metrics";
import type { SetReport, SystemReport } from "./report";

export const figure = (value: number | null, digits: number): string =>
  value !== null && Number.isFinite(value) ? value.toFixed(digits) : "-";

export const percent = (share: number | null): string =>
  share === null ? "-" : `${(100 * share).toFixed(0)} %`;

export const originsOf = ({ origins }: SystemReport): string =>
  Object.entries(origins)
    .map(([origin, share]) => `${origin} ${percent(share)}`)
    .join(", ");

const head = ["system", ...metricKeys.map((key) => metrics[key].title)];
const last = ["accepted", "refused", "s", "origin"];

/** A system a line, for a terminal. */
export function asTable({ systems }: SetReport): string {
  const rows = systems.map((report) => [
    report.system,
    ...metricKeys.map((key) => valueOf(report, key)),
    percent(report.accepted),
    percent(report.refused),
    figure(report.seconds, 1),
    originsOf(report),
  ]);
  const all = [[...head, ...last], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) =>
          i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const valueOf = ({ values }: SystemReport, key: MetricKey): string =>
  figure(values[key], metrics[key].digits);
