import { alignedTable, difference, figure, markdownTable } from "../report/figures";
import type { BaselineReport, StyleReport } from "./report";
import type { CalibratedSummary, Summary } from "./summary";

const head = [
  ...["posts", "words", "authors", "AUC", "recall at 5 %", "ECE", "AUC off topic"],
  ...["intruder", "control", "AUC by group"],
];

const cellsOf = (summary: CalibratedSummary): readonly string[] => [
  ...[String(summary.posts), String(summary.words), String(summary.authors)],
  ...[figure(summary.auc, 3), figure(summary.recall, 3), figure(summary.calibration, 3)],
  ...[figure(summary.aucOffTopic, 3), ...intruderCells(summary)],
  groupsOf(summary),
];

const intruderCells = ({ intruder }: Summary): readonly string[] => [
  figure(intruder?.found ?? null, 3),
  figure(intruder?.control ?? null, 3),
];

const groupsOf = ({ aucByGroup }: Summary): string =>
  Object.entries(aucByGroup)
    .map(([group, value]) => `${group} ${figure(value, 3)}`)
    .join(", ");

const baselineHead = [
  ...["posts", "words", "method", "authors", "AUC", "Penprint's AUC", "recall at 5 %"],
  ...["Penprint's recall", "AUC off topic", "intruder", "control"],
];

function baselineRows(baselines: readonly BaselineReport[]): readonly (readonly string[])[] {
  return baselines
    .flatMap(({ method, summaries }) => summaries.map((summary) => ({ method, ...summary })))
    .sort(
      (a, b) =>
        Number(a.posts === "all") - Number(b.posts === "all") ||
        Number(a.posts) - Number(b.posts) ||
        a.words - b.words,
    )
    .map((one) => [
      ...[String(one.posts), String(one.words), one.method, String(one.authors)],
      ...[figure(one.auc, 3), difference(one.aucDifference, 3)],
      ...[figure(one.recall, 3), `x ${figure(one.recallRatio, 2)}`],
      ...[figure(one.aucOffTopic, 3), ...intruderCells(one)],
    ]);
}

/** For a terminal. */
export function asText({ summary, baselines, seconds, megabytes }: StyleReport): string {
  const against = baselineRows(baselines);
  return [
    alignedTable(head, summary.map(cellsOf)),
    ...(against.length === 0 ? [] : ["", alignedTable(baselineHead, against)]),
    `${seconds} s, ${megabytes} MB at most`,
    "",
  ].join("\n");
}

/** The figures with what they mean. */
export function asMarkdown(report: StyleReport): string {
  const { summary, baselines, rows } = report;
  const limited = report.limit === null ? "" : `, at most ${report.limit} of a topic group`;
  const sets = summary.map(({ intruder }) => intruder?.sets ?? 0);
  return [
    "# Style: is this passage like its author?",
    "",
    `${report.authors} authors${limited}; seed ${report.seed}. A profile is learned from half of an author's posts or some of that half; the passages are of the ` +
      "other half and of all other authors of the topic group. The background is rebuilt without that group. Figures are means over authors.",
    "",
    ...markdownTable(head, summary.map(cellsOf)),
    "",
    "- **posts**: what the profile is learned from; all = half of the author's. **words**: of a passage, at least.",
    "- **recall at 5 %**: share of foreign passages below the score under which 5 % of the author's own unseen ones fall.",
    "- **ECE**: mean distance of predicted and observed over ten bins of equal mass, own and foreign passages weighing alike; the picture shows them.",
    "- **AUC off topic**: with own passages of that quarter of unseen posts alone that is least like the profile's posts (cosine of tf-idf of content words), against the same foreign passages.",
    `- **intruder**: four passages of one unseen note and one of another author, at most a quarter longer or shorter than the middle of the four (up to ${Math.max(0, ...sets)} sets): how often the lowest score is the intruder's. **control**: the fifth is the author's own from another note; chance is .2. What the control finds above that is topic, not style.`,
    "",
    `![Reliability: predicted against observed](style.svg)`,
    "",
    ...(baselines.length === 0
      ? []
      : [
          "## Beside the yardstick",
          "",
          "On the same authors, posts and passages. After each figure of the baseline, what Penprint has more or less (AUC) or times as much (recall). `lr_seen` has seen the very authors that it is tested against, and `cos3`, `delta` and `cosdelta` weigh words by all posts of the group: no product can.",
          "",
          ...markdownTable(baselineHead, baselineRows(baselines)),
          "",
        ]),
    "## By author",
    "",
    ...markdownTable(
      ["author", "posts", "words", "tests", "AUC", "recall at 5 %", "AUC off topic"],
      rows.map((row) => [
        ...[row.author, row.posts === 0 ? "all" : String(row.posts), String(row.words)],
        ...[String(row.tests), figure(row.auc, 3), figure(row.recall, 3)],
        figure(row.aucOffTopic, 3),
      ]),
    ),
    "",
    `${report.seconds} seconds; ${report.megabytes} MB of memory at most.`,
    "",
  ].join("\n");
}
