import type { LoopMetric, LoopReport } from "./loopReport";

export const loopMetrics: readonly {
  readonly key: LoopMetric;
  readonly title: string;
  readonly digits: number;
}[] = [
  { key: "distance", title: "Words that the author has otherwise (share)", digits: 3 },
  { key: "styleGap", title: "Style distance (judge's log-odds)", digits: 2 },
  { key: "taken", title: "Taken as offered (share)", digits: 2 },
];

/** A round a line, without learning and with it. */
export function asLoopTable({ authors, rounds, learned, lessons }: LoopReport): string {
  const titles = loopMetrics.map(({ key }) => key.padStart(17)).join("");
  const lines = rounds.map(({ round, drafts, without, learning }) => {
    const cells = loopMetrics.map(({ key, digits }) =>
      `${without[key].toFixed(digits)} -> ${learning[key].toFixed(digits)}`.padStart(17),
    );
    return `${String(round + 1).padStart(5)} ${String(drafts).padStart(6)}${cells.join("")}`;
  });
  return [
    `Authors: ${authors.join(", ")}`,
    `round drafts${titles}   (without learning -> with it)`,
    ...lines,
    ...(learned === null
      ? ["No adapter was accepted: nothing was learned."]
      : loopMetrics.map(({ key, title, digits }) => {
          const { without, learning, p } = learned[key];
          return `${title}, with an own adapter: ${without.toFixed(digits)} -> ${learning.toFixed(digits)} (p ${p.toFixed(3)})`;
        })),
    ...lessons.map(
      ({ author, round, pairs, seconds, why }) =>
        `${author}, after round ${round + 1}: ${pairs} pairs, ${seconds} s. ${why}`,
    ),
    "",
  ].join("\n");
}

export function asLoopMarkdown(report: LoopReport): string {
  const { authors, rounds, learned, lessons } = report;
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    "# The loop",
    "",
    `Authors: ${authors.join(", ")}. Each round has other drafts; "with" is the adapter trained on the decisions of all rounds before.`,
    "",
    row(["round", "drafts", ...loopMetrics.map(({ title }) => `${title}: without / with`)]),
    row(["---", "---", ...loopMetrics.map(() => "---")]),
    ...rounds.map(({ round, drafts, without, learning }) =>
      row([
        round + 1,
        drafts,
        ...loopMetrics.map(
          ({ key, digits }) => `${without[key].toFixed(digits)} / ${learning[key].toFixed(digits)}`,
        ),
      ]),
    ),
    "",
    ...(learned === null
      ? ["No adapter was accepted: nothing was learned."]
      : [
          "On all drafts for which an author had an adapter of their own, paired:",
          "",
          row(["", "without", "with", "p, one-sided"]),
          row(["---", "---", "---", "---"]),
          ...loopMetrics.map(({ key, title, digits }) => {
            const { without, learning, p } = learned[key];
            return row([title, without.toFixed(digits), learning.toFixed(digits), p.toFixed(4)]);
          }),
        ]),
    "",
    ...lessons.map(
      ({ author, round, pairs, seconds, why }) =>
        `- ${author}, after round ${round + 1}: ${pairs} pairs, ${seconds} s. ${why}`,
    ),
    "",
  ].join("\n");
}
