import { figure, markdownTable, percent } from "../report/figures";
import type { FaithfulnessReport, SetReport } from "./report";

/** The judges of all sets, in the order of their first. */
export const judgesOf = (sets: readonly SetReport[]): readonly string[] => [
  ...new Set(sets.flatMap(({ judges }) => judges.map(({ judge }) => judge))),
];

export function asMarkdown(report: FaithfulnessReport): string {
  const { sets, speed } = report;
  const judges = judgesOf(sets);
  const means = Object.entries(report.summEditsMean ?? {}).map(
    ([judge, value]) => `${judge} ${figure(value, 3)}`,
  );
  return [
    "# Faithfulness: do the sources carry it?",
    "",
    ...markdownTable(
      [
        ...["set", "texts", "unsupported"],
        ...judges.map((judge) => `${judge}: AUC`),
        ...judges.map((judge) => `${judge}: balanced accuracy`),
      ],
      sets.map((set) => [
        ...[set.set, String(set.texts), percent(set.unsupportedShare)],
        ...figuresOf(set, judges, ({ auc }) => figure(auc, 3)),
        ...figuresOf(set, judges, ({ balancedAccuracy }) => figure(balancedAccuracy, 3)),
      ]),
    ),
    "",
    "The fast path decides at 0.5; a baseline at the bound that is best on the other half of the set's sources.",
    "",
    ...flagTable(sets),
    `SummEdits, mean balanced accuracy over domains: ${means.length === 0 ? "not measured" : means.join(", ")}`,
    "",
    `WiCE, token F1: ${optional(report.wiceTokenF1)}`,
    "",
    `Opinions found uncheckable: ${optional(report.opinionsUncheckable)}`,
    "",
    `50 claims against 20,000 words: ${Math.round(speed.cold)} ms with indexing, ${Math.round(speed.warm)} ms without`,
    "",
    "## By kind of error",
    "",
    "AUC of the texts with that error against all supported texts of the set; in brackets the share found unsupported. In the last row of a set: the share of its supported texts found unsupported.",
    "",
    ...markdownTable(
      ["set", "kind", "texts", ...judges],
      sets.flatMap((set) => kindRows(set, judges)),
    ),
    "",
  ].join("\n");
}

const optional = (value: number | null): string =>
  value === null ? "not measured" : figure(value, 3);

/** A cell for each judge, "-" for one that did not see the set. */
const figuresOf = (
  { judges: seen }: SetReport,
  judges: readonly string[],
  inWords: (figures: SetReport["judges"][number]) => string,
): readonly string[] =>
  judges.map((judge) => {
    const figures = seen.find((one) => one.judge === judge);
    return figures === undefined ? "-" : inWords(figures);
  });

/** For the judges that underline in the editor. */
function flagTable(sets: readonly SetReport[]): readonly string[] {
  const rows = sets.flatMap(({ set, judges }) =>
    judges.flatMap(({ judge, flagged }) =>
      flagged === undefined
        ? []
        : [
            [
              ...[set, judge, percent(flagged.precision), percent(flagged.recall)],
              percent(flagged.falseFlags),
            ],
          ],
    ),
  );
  const head = ["set", "judge", "flagged: right", "recall", "supported texts flagged"];
  return rows.length === 0 ? [] : [...markdownTable(head, rows), ""];
}

function kindRows(set: SetReport, judges: readonly string[]): readonly (readonly string[])[] {
  const rows = Object.entries(set.kinds).map(([kind, texts]) => [
    ...[set.set, kind, String(texts)],
    ...figuresOf(set, judges, ({ kinds }) => {
      const figures = kinds[kind];
      return figures === undefined ? "-" : `${figure(figures.auc, 3)} (${percent(figures.found)})`;
    }),
  ]);
  const supported = Math.round(set.texts * (1 - set.unsupportedShare));
  return [
    ...rows,
    [
      ...[set.set, "supported", String(supported)],
      ...figuresOf(set, judges, ({ falseAlarms }) => percent(falseAlarms)),
    ],
  ];
}
