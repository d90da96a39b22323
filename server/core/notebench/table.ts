import { alignedTable, figure, percent } from "../report/figures";
import { metricKeys, metrics } from "./metrics";
import type { SetReport, SystemReport } from "./report";

export const originsOf = ({ origins }: SystemReport): string =>
  Object.entries(origins)
    .map(([origin, share]) => `${origin} ${percent(share)}`)
    .join(", ");

/** A system a line, for a terminal. */
export function asTable({ systems }: SetReport): string {
  return alignedTable(
    [
      "system",
      ...metricKeys.map((key) => metrics[key].title),
      ...["accepted", "refused", "s", "origin"],
    ],
    systems.map((report) => [
      report.system,
      ...metricKeys.map((key) => figure(report.values[key], metrics[key].digits)),
      percent(report.accepted),
      percent(report.refused),
      figure(report.seconds, 1),
      originsOf(report),
    ]),
  );
}
