import { barChart, type BarPanel, type BarRow } from "../report/bars";
import { figure } from "../report/figures";
import { judgesOf } from "./text";
import type { FaithfulnessReport, KindFigures, SetReport } from "./report";

/** With fewer texts of a kind its bars would be chance. */
const FEWEST_TEXTS = 10;

/** AUC from chance, a bar a judge: all sets, then the kinds of error of every set that tells them apart. */
export function asSvg({ sets }: FaithfulnessReport): string {
  const judges = judgesOf(sets);
  const row = (
    name: string,
    of: (judge: string) => Pick<KindFigures, "auc"> | undefined,
  ): BarRow => ({
    name,
    bars: judges.map((judge) => {
      const auc = of(judge)?.auc ?? NaN;
      return { value: auc, said: figure(auc, 3) };
    }),
  });
  const panel = (title: string, rows: readonly BarRow[]): BarPanel => ({
    ...{ title, rows, base: 0.5, reaches: { low: 0, high: 1 } },
  });
  const all = sets.map((set) =>
    row(set.set, (judge) => set.judges.find((one) => one.judge === judge)),
  );
  const kinds = sets.flatMap((set) => {
    const shown = shownKinds(set);
    if (shown.length < 2) return [];
    const rows = shown.map(([kind, texts]) =>
      row(
        `${kind} (${texts})`,
        (judge) => set.judges.find((one) => one.judge === judge)?.kinds[kind],
      ),
    );
    return [panel(`${set.set}, by kind of error (texts)`, rows)];
  });
  return barChart("Unsupported texts told from supported ones: AUC, from chance (0.5)", judges, [
    panel("By set", all),
    ...kinds,
  ]);
}

const shownKinds = ({ kinds }: SetReport): readonly (readonly [string, number])[] =>
  Object.entries(kinds).filter(([, texts]) => texts >= FEWEST_TEXTS);
