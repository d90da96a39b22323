import { alignedTable, markdownTable } from "../report/figures";
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

const NOTHING = "No adapter was accepted: nothing was learned.";

/** A round a line, without learning and with it. */
export function asLoopTable(report: LoopReport): string {
  const { authors, rounds, learned } = report;
  return [
    `Authors: ${authors.join(", ")}; without learning -> with it`,
    alignedTable(
      ["round", "drafts", ...loopMetrics.map(({ key }) => key)],
      rounds.map(({ round, drafts, without, learning }) => [
        String(round + 1),
        String(drafts),
        ...loopMetrics.map(
          ({ key, digits }) =>
            `${without[key].toFixed(digits)} -> ${learning[key].toFixed(digits)}`,
        ),
      ]),
    ),
    ...(learned === null
      ? [NOTHING]
      : loopMetrics.map(({ key, title, digits }) => {
          const { without, learning, p } = learned[key];
          return `${title}, with an own adapter: ${without.toFixed(digits)} -> ${learning.toFixed(digits)} (p ${p.toFixed(3)})`;
        })),
    ...lessonsOf(report),
    "",
  ].join("\n");
}

export function asLoopMarkdown(report: LoopReport): string {
  const { authors, rounds, learned } = report;
  return [
    "# The loop",
    "",
    `Authors: ${authors.join(", ")}. Each round has other drafts; "with" is the adapter trained on the decisions of all rounds before.`,
    "",
    ...markdownTable(
      ["round", "drafts", ...loopMetrics.map(({ title }) => `${title}: without / with`)],
      rounds.map(({ round, drafts, without, learning }) => [
        String(round + 1),
        String(drafts),
        ...loopMetrics.map(
          ({ key, digits }) => `${without[key].toFixed(digits)} / ${learning[key].toFixed(digits)}`,
        ),
      ]),
    ),
    "",
    ...(learned === null
      ? [NOTHING]
      : [
          "On all drafts for which an author had an adapter of their own, paired:",
          "",
          ...markdownTable(
            ["", "without", "with", "p, one-sided"],
            loopMetrics.map(({ key, title, digits }) => {
              const { without, learning, p } = learned[key];
              return [title, without.toFixed(digits), learning.toFixed(digits), p.toFixed(4)];
            }),
          ),
        ]),
    "",
    ...lessonsOf(report).map((line) => `- ${line}`),
    "",
  ].join("\n");
}

const lessonsOf = ({ lessons }: LoopReport): readonly string[] =>
  lessons.map(
    ({ author, round, pairs, seconds, why }) =>
      `${author}, after round ${round + 1}: ${pairs} pairs, ${seconds} s. ${why}`,
  );
