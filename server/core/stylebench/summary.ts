import { mean } from "../report/figures";
import {
  calibrationError,
  evenForecasts,
  reliability,
  type ReliabilityBin,
} from "../style/evaluation";
import { lengths, profileSizes } from "./folds";
import type { IntrudersFound } from "./intruders";
import type { Row, Scored } from "./measures";

/** Means over authors for one profile size and length of passage. */
export interface Summary {
  /** Posts learned from; "all" = half of the author's. */
  readonly posts: number | "all";
  readonly words: number;
  readonly authors: number;
  readonly auc: number;
  readonly recall: number;
  readonly aucOffTopic: number | null;
  /** `sets` is of all authors together. */
  readonly intruder: IntrudersFound | null;
  readonly aucByGroup: Readonly<Record<string, number>>;
}

/** With what only probabilities have. */
export interface CalibratedSummary extends Summary {
  /** Expected calibration error over the bins, own and foreign passages weighing alike. */
  readonly calibration: number;
  /** Ten bins of equal weight. */
  readonly reliability: readonly ReliabilityBin[];
}

/** A summary of each profile size and length that has rows. */
export function summariesOf(rows: readonly Row[]): readonly Summary[] {
  return profileSizes.flatMap((size) =>
    lengths.flatMap((words): readonly Summary[] => {
      const posts = size === Infinity ? 0 : size;
      const here = rows.filter((row) => row.posts === posts && row.words === words);
      if (here.length === 0) return [];
      const groups = [...new Set(here.map(({ group }) => group))];
      return [
        {
          posts: posts === 0 ? "all" : posts,
          words,
          authors: here.length,
          auc: mean(here.map(({ auc }) => auc)),
          recall: mean(here.map(({ recall }) => recall)),
          aucOffTopic: meanOrNull(here.flatMap(({ aucOffTopic }) => aucOffTopic ?? [])),
          intruder: together(here.flatMap(({ intruder }) => intruder ?? [])),
          aucByGroup: Object.fromEntries(
            groups.map((group) => [
              group,
              mean(here.filter((row) => row.group === group).map(({ auc }) => auc)),
            ]),
          ),
        },
      ];
    }),
  );
}

const meanOrNull = (values: readonly number[]): number | null =>
  values.length === 0 ? null : mean(values);

const together = (found: readonly IntrudersFound[]): IntrudersFound | null =>
  found.length === 0
    ? null
    : {
        sets: found.reduce((sum, { sets }) => sum + sets, 0),
        found: mean(found.map((one) => one.found)),
        control: mean(found.map((one) => one.control)),
      };

/** `scored` holds probabilities, of the authors that the summary is of. */
export function calibrated(summary: Summary, scored: readonly Scored[]): CalibratedSummary {
  const here = scored.filter(
    ({ posts, words }) =>
      (posts === 0 ? "all" : posts) === summary.posts && words === summary.words,
  );
  const bins = reliability(here.flatMap(({ own, foreign }) => evenForecasts(own, foreign)));
  return { ...summary, calibration: calibrationError(bins), reliability: bins };
}
