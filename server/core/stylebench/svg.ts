import { barChart } from "../report/bars";
import { figure } from "../report/figures";
import { reliabilityPlot } from "../report/reliabilityPlot";
import type { BaselineReport } from "./report";
import type { CalibratedSummary } from "./summary";

/** Reliability with the biggest profiles, a panel a length of passage. */
export function reliabilitySvg(summaries: readonly CalibratedSummary[]): string {
  return reliabilityPlot(
    "Probability that the author wrote it",
    summaries
      .filter(({ posts }) => posts === "all")
      .map(({ words, calibration, reliability }) => ({
        title: `${words} words, ECE ${figure(calibration, 3)}`,
        bins: reliability,
      })),
  );
}

/** AUC by method with the biggest profiles, from chance; a panel a length of passage. */
export function baselinesSvg(
  summaries: readonly CalibratedSummary[],
  baselines: readonly BaselineReport[],
): string {
  const all = [{ method: "Penprint", summaries }, ...baselines];
  return barChart(
    "AUC on unseen passages, from chance (0.5)",
    [],
    summaries
      .filter(({ posts }) => posts === "all")
      .map(({ words }) => ({
        title: `${words} words`,
        base: 0.5,
        reaches: { low: 0.5, high: 1 },
        rows: all.flatMap(({ method, summaries: of }) => {
          const found = of.find((one) => one.posts === "all" && one.words === words);
          if (found === undefined) return [];
          return [{ name: method, bars: [{ value: found.auc, said: figure(found.auc, 3) }] }];
        }),
      })),
  );
}
