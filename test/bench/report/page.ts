import { markdownTable } from "../../../server/core/report/figures";
import { exponents, MOST_GROWTH } from "./figures";
import type { Findings, Results, Section } from "./results";

/** `docs/performance.md` from the results of the last runs; drawings are named as `drawingName` says. */
export function performancePage({ sections }: Results): string {
  const head = [
    "# Performance",
    "",
    "Written by `npm run bench`: every figure beside a rival or a limit of the same run. Do not edit it by hand.",
    "",
    "```sh",
    "npm run bench                       # all, a quarter of an hour on a machine that does nothing else",
    "npm run bench -- --only keystrokes  # one, or several with commas; the others stay as they were",
    "npm run bench -- --quick            # small inputs, to see that it works: its figures are worth nothing",
    "```",
    "",
  ];
  const grows = sections.flatMap((section) =>
    growthRows(section.findings).map((row) => [section.title, ...row]),
  );
  return [
    ...head,
    ...sections.flatMap(sectionLines),
    "## What grows with what",
    "",
    `The exponent k of cost = c · input^k, fitted to all inputs, and between the two largest alone. 1: twice the input costs twice as much. Above ${MOST_GROWTH} a cost grows faster than its input.`,
    "",
    ...markdownTable(["measured", "cost", "inputs", "exponent", "at the end", ""], grows),
    "",
  ].join("\n");
}

export const drawingName = (plot: string): string => `performance-${plot}.svg`;

function sectionLines({ title, taken, quick, seconds, machine, findings }: Section): string[] {
  const { processor, cores, system, node, load } = machine;
  const small = quick ? " **Quick form: these figures are worth nothing.**" : "";
  return [
    `## ${title}`,
    "",
    `${taken.slice(0, 10)}, ${cores} cores (${processor}), ${system}, Node ${node.slice(1)}, load ${load} at the start, ${seconds.toFixed(0)} s.${small}`,
    "",
    ...findings.says.flatMap((paragraph) => [paragraph, ""]),
    ...(findings.table.rows.length === 0
      ? []
      : [...markdownTable(findings.table.head, findings.table.rows), ""]),
    ...findings.plots.flatMap((plot) => [`![${plot.title}](images/${drawingName(plot.name)})`, ""]),
    ...findings.leftOut.flatMap((why) => [`Left out: ${why}`, ""]),
  ];
}

/** What, from which input to which, both exponents, and whether that is too fast. */
export function growthRows({ growth }: Findings): readonly (readonly string[])[] {
  return growth.map(({ what, points, isRival }) => {
    const { all, last } = exponents(points);
    const inputs = points.map(({ x }) => x);
    const range = [Math.min(...inputs), Math.max(...inputs)].map((x) => x.toLocaleString("en"));
    const isFast = Math.max(all, last) > MOST_GROWTH;
    const verdict = isRival === true ? "a rival" : isFast ? "too fast" : "ok";
    return [what, range.join(" to "), all.toFixed(2), last.toFixed(2), verdict];
  });
}
