import { buildDataset as buildRows, type Dataset } from "../core/learning/dataset";
import type { Decision } from "../core/learning/decision";
import { pairsOfDecisions, type Omission, type PairReference } from "../core/learning/pairs";
import type { Settled } from "../core/learning/split";
import type { Profile } from "../core/style/profile";
import { neutralPairs, type KnownNeutrals, type OwnPassage } from "./neutralPairs";
import type { Neutraliser, Progress } from "./ports";

/** The author as learned from notes, in memory. */
export interface OwnNotes {
  readonly profile: Profile;
  readonly passages: readonly OwnPassage[];
  readonly leftOut: readonly Omission[];
  /** Passages of other notes nearest to a text, best first. */
  nearest(plain: string, note: string): readonly PairReference[];
}

export interface DatasetTask {
  readonly decisions: readonly Decision[];
  /** Absent = no notes were named. */
  readonly own?: OwnNotes | undefined;
  /** Absent = no planner is configured. */
  readonly neutraliser?: Neutraliser | undefined;
  readonly neutrals: KnownNeutrals;
  readonly template: string;
  /** Does the work with the sides that notes have, and keeps those that it gives to new ones. */
  readonly settle: <T extends { readonly settled: Settled }>(
    work: (settled: Settled) => T,
  ) => Promise<T>;
  readonly struck: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Rows from decisions and, where a planner can take the author's voice off them, from the author's own passages. */
export async function buildDataset(task: DatasetTask): Promise<Dataset> {
  const { decisions, own, template, struck } = task;
  const decided = pairsOfDecisions(decisions);
  const bootstrap =
    own === undefined
      ? { pairs: [], leftOut: [], notes: [] }
      : await neutralPairs(own.passages, task);
  const dataset = await task.settle((settled) =>
    buildRows({
      pairs: [...decided.pairs, ...bootstrap.pairs],
      preferences: decided.preferences,
      leftOut: [...decided.leftOut, ...(own?.leftOut ?? []), ...bootstrap.leftOut],
      template,
      settled,
      struck,
      nearest: (neutral, note) => own?.nearest(neutral, note) ?? [],
    }),
  );
  const notes = [...bootstrap.notes, ...missing(dataset)];
  return { ...dataset, report: { ...dataset.report, notes } };
}

function missing({ report: { holdout, counts } }: Dataset): readonly string[] {
  const notes: string[] = [];
  if (counts.sft === 0) {
    notes.push(
      "There is nothing to train on: accept suggestions, or name notes and configure a planner.",
    );
  }
  if (holdout.missing > 0) {
    notes.push(
      `Adapters are compared on ${holdout.needed} pairs that are held out; ${holdout.missing} are missing. Up to 40 % of the texts are held out until there are enough, then about every fifth note: more notes and decisions bring more.`,
    );
  }
  return notes;
}
