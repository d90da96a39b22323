import { mean } from "../report/figures";
import { corpusBleu } from "./bleu";
import type { Groups, Scored } from "./types";

export const metricKeys = [
  "rougeL",
  "bleu4",
  "style",
  "faithfulness",
  "factual",
  "kept",
  "added",
  "lengthRatio",
] as const;
export type MetricKey = (typeof metricKeys)[number];

export interface Metric {
  /** As a column's head. */
  readonly title: string;
  /** Digits after the point. */
  readonly digits: number;
  /** NaN where there is nothing to measure. */
  readonly of: (groups: Groups) => number;
}

const overPairs =
  (value: (row: Scored) => number) =>
  (groups: Groups): number =>
    mean(groups.flatMap((rows) => rows.map(value)));

export const metrics: Readonly<Record<MetricKey, Metric>> = {
  rougeL: { title: "ROUGE-L", digits: 2, of: overPairs(({ rougeL }) => 100 * rougeL) },
  bleu4: {
    title: "BLEU-4",
    digits: 2,
    of: (groups) => 100 * corpusBleu(groups.flatMap((rows) => rows.map(({ bleu }) => bleu))),
  },
  style: { title: "style", digits: 3, of: styleRecovered },
  faithfulness: {
    title: "unfaithful %",
    digits: 1,
    of: overPairs(({ unfaithful }) => (unfaithful ? 100 : 0)),
  },
  factual: {
    title: "unfactual %",
    digits: 1,
    of: overPairs(({ unfactual }) => (unfactual ? 100 : 0)),
  },
  kept: { title: "kept", digits: 3, of: overPairs(({ kept }) => kept) },
  added: { title: "added", digits: 2, of: overPairs(({ added }) => added) },
  lengthRatio: { title: "length", digits: 2, of: overPairs(({ lengthRatio }) => lengthRatio) },
};

/**
 * How far from the draft (0) to the author's own text (1) the outputs are on the judge's scale: by author, then the mean
 * over authors whose own texts the judge tells from the drafts.
 */
export function styleRecovered(groups: Groups): number {
  const shares = groups.flatMap((rows) => {
    let way = 0;
    let whole = 0;
    for (const { logit, draftLogit, authorLogit } of rows) {
      way += logit - draftLogit;
      whole += authorLogit - draftLogit;
    }
    return whole > 0 ? [way / whole] : [];
  });
  return mean(shares);
}

/** Standard errors that the way from drafts to an author's own texts must be long to be a measure. */
const CLEAR = 2;

export interface Way {
  /** Mean log-odds from draft to own text. */
  readonly gap: number;
  /** Long enough, against its standard error, to say how much of it was made. */
  readonly isClear: boolean;
}

/** The way that there is to go for one author. */
export function wayOf(rows: readonly Scored[]): Way {
  const steps = rows.map(({ authorLogit, draftLogit }) => authorLogit - draftLogit);
  const gap = mean(steps);
  const variance = steps.reduce((sum, step) => sum + (step - gap) ** 2, 0) / (steps.length - 1);
  const error = Math.sqrt(variance / steps.length);
  return { gap, isClear: steps.length > 1 && gap > CLEAR * error };
}
