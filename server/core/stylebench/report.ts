import { calibrated, summariesOf, type CalibratedSummary, type Summary } from "./summary";
import type { Row, Scored } from "./measures";

/** What another way of scoring reaches on the same authors, posts and passages, and how far the product is from it. */
export interface BaselineReport {
  readonly method: string;
  readonly summaries: readonly BaselineSummary[];
}

export interface BaselineSummary extends Summary {
  /** The product's AUC less the baseline's, over the authors that both have. */
  readonly aucDifference: number;
  /** The product's recall over the baseline's, over the same authors. */
  readonly recallRatio: number;
}

export interface StyleReport {
  readonly version: 1;
  readonly seed: number;
  /** Authors of each topic group at most; null = all. */
  readonly limit: number | null;
  readonly authors: number;
  /** Of the product's own work. */
  readonly seconds: number;
  /** Peak memory of this process, in MB. */
  readonly megabytes: number;
  readonly summary: readonly CalibratedSummary[];
  readonly baselines: readonly BaselineReport[];
  readonly rows: readonly Row[];
}

export interface Measured {
  readonly scored: Scored;
  readonly row: Row;
}

export function summaryOf(measured: readonly Measured[]): readonly CalibratedSummary[] {
  const scored = measured.map((one) => one.scored);
  return summariesOf(measured.map(({ row }) => row)).map((one) => calibrated(one, scored));
}

/** `rows` by the product, `others` by the baseline named `method`. */
export function baselineOf(
  method: string,
  others: readonly Row[],
  rows: readonly Row[],
): BaselineReport {
  const keyOf = ({ group, author, posts, words }: Row): string =>
    JSON.stringify([group, author, posts, words]);
  const known = new Set(rows.map(keyOf));
  const shared = others.filter((row) => known.has(keyOf(row)));
  const keys = new Set(shared.map(keyOf));
  const own = summariesOf(rows.filter((row) => keys.has(keyOf(row))));
  return {
    method,
    summaries: summariesOf(shared).map((summary, i) => ({
      ...summary,
      aucDifference: own[i]!.auc - summary.auc,
      recallRatio: own[i]!.recall / summary.recall,
    })),
  };
}
