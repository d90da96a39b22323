import { barChart } from "../report/bars";
import { figure } from "../report/figures";
import { metrics, type MetricKey } from "./metrics";
import type { SetReport } from "./report";

const shown: readonly { readonly key: MetricKey; readonly title: string }[] = [
  { key: "rougeL", title: "ROUGE-L F1" },
  { key: "bleu4", title: "BLEU-4" },
  { key: "style", title: "Style recovered (0 = draft, 1 = author)" },
  { key: "faithfulness", title: "Faithfulness hallucination, % of texts" },
  { key: "factual", title: "Factual hallucination, % of texts" },
];

/** Bars with their 95 % intervals, a panel a metric. */
export function asSvg(title: string, { systems }: SetReport): string {
  // The author's own text would be 100 on the first two scales and dwarf the rest.
  const compared = systems.filter(({ system }) => system !== "author");
  return barChart(
    title,
    [],
    shown.map(({ key, title: head }) => ({
      title: head,
      rows: compared.map(({ system, values, intervals }) => ({
        name: system,
        bars: [
          {
            value: values[key],
            said: figure(values[key], metrics[key].digits),
            interval: intervals[key],
          },
        ],
      })),
    })),
  );
}
