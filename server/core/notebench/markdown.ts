import { difference as signed, figure, markdownTable as table, percent } from "../report/figures";
import { metricKeys, metrics } from "./metrics";
import type { SetReport, SystemReport } from "./report";
import type { Comparison, PerMetric } from "./resampling";
import { originsOf } from "./table";

/** A set's figures as Markdown, below a heading of its own. */
export function asMarkdown(title: string, report: SetReport): string {
  const { systems, authors } = report;
  const left = authors.filter(({ isClear }) => !isClear).map(({ author }) => author);
  return [
    `## ${title}`,
    "",
    `${report.items} texts, ${authors.length} authors. In brackets 95 % intervals.`,
    "",
    ...table(
      ["system", ...metricKeys.map((key) => metrics[key].title)],
      systems.map((system) => [
        system.system,
        ...metricKeys.map((key) => withInterval(system, key)),
      ]),
    ),
    "",
    ...table(
      ["system", "accepted", "refused", "median s", "by", "unfolded ROUGE-L", "unfolded BLEU-4"],
      systems.map((system) => [
        ...[system.system, percent(system.accepted), percent(system.refused)],
        ...[figure(system.seconds, 2), originsOf(system)],
        ...[figure(system.asWritten.rougeL, 2), figure(system.asWritten.bleu4, 2)],
      ]),
    ),
    "",
    ...comparisons("Against copy", systems, ({ againstCopy }) => againstCopy),
    ...comparisons("Against vanilla", systems, ({ againstVanilla }) => againstVanilla),
    "### Judge of style",
    "",
    `Held-out AUC, mean over authors: ${figure(report.judgeAuc, 3)}. ` +
      (left.length === 0
        ? "Every author has a part in the style figure."
        : `Without a part in the style figure, because the judge does not clearly tell their texts from the drafts: ${left.join(", ")}.`),
    "",
    ...table(
      ["author", "texts", "AUC", "draft to own text"],
      authors.map(({ author, items, auc, gap }) => [
        ...[author, String(items), figure(auc, 3), figure(gap, 2)],
      ]),
    ),
    "",
  ].join("\n");
}

function withInterval({ values, intervals }: SystemReport, key: (typeof metricKeys)[number]) {
  const { digits } = metrics[key];
  const { low, high } = intervals[key];
  return `${figure(values[key], digits)} [${figure(low, digits)}, ${figure(high, digits)}]`;
}

function comparisons(
  title: string,
  systems: readonly SystemReport[],
  of: (system: SystemReport) => PerMetric<Comparison> | undefined,
): readonly string[] {
  const rows = systems.flatMap((system) => {
    const found = of(system);
    if (found === undefined) return [];
    const cells = metricKeys.map((key) => {
      const { difference, p } = found[key];
      return `${signed(difference, metrics[key].digits)} (${p < 0.001 ? "<.001" : figure(p, 3)})`;
    });
    return [[system.system, ...cells]];
  });
  if (rows.length === 0) return [];
  return [
    `### ${title}`,
    "",
    "Difference, and p of a paired permutation test.",
    "",
    ...table(["system", ...metricKeys.map((key) => metrics[key].title)], rows),
    "",
  ];
}
