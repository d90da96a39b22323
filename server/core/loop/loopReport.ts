import { signFlipP } from "../learning/pairedTests";
import { mean } from "../report/figures";

export const arms = ["without", "learning"] as const;
/** `learning`: with the adapter as trained so far. `without`: with the one that the author began with. */
export type Arm = (typeof arms)[number];

/** What was made of one draft. */
export interface Outcome {
  readonly author: string;
  /** From 0; nothing has been learned before the first. */
  readonly round: number;
  readonly arm: Arm;
  readonly id: string;
  /** Share of words in [0, 1] that the author has otherwise. */
  readonly distance: number;
  /** Log-odds of the author's own text less those of the output. */
  readonly styleGap: number;
  /** Close enough to be taken as it is. */
  readonly taken: boolean;
}

/** What training after a round came to. */
export interface Lesson {
  readonly author: string;
  readonly round: number;
  readonly pairs: number;
  readonly accepted: boolean;
  readonly why: string;
  readonly seconds: number;
}

export type LoopMetric = "distance" | "styleGap" | "taken";
export type RoundFigures = Readonly<Record<LoopMetric, number>>;

export interface LoopReport {
  readonly version: 1;
  readonly authors: readonly string[];
  /** Means over the drafts of a round, each round with other drafts. */
  readonly rounds: readonly (Readonly<Record<Arm, RoundFigures>> & {
    readonly round: number;
    readonly drafts: number;
  })[];
  /** All rounds in which an author had an adapter of their own, both arms on the same drafts. */
  readonly learned: Readonly<
    Record<
      LoopMetric,
      {
        readonly without: number;
        readonly learning: number;
        /** One-sided: how often chance alone moves it as far the right way. */
        readonly p: number;
      }
    >
  > | null;
  readonly lessons: readonly Lesson[];
}

export function loopReport(outcomes: readonly Outcome[], lessons: readonly Lesson[]): LoopReport {
  const rounds = [...new Set(outcomes.map(({ round }) => round))].sort((a, b) => a - b);
  const of = (arm: Arm, round: number): readonly Outcome[] =>
    outcomes.filter((one) => one.arm === arm && one.round === round);
  const hasLearned = ({ author, round }: Outcome): boolean =>
    lessons.some((one) => one.accepted && one.author === author && one.round < round);
  const key = ({ author, id }: Outcome): string => `${author} ${id}`;
  const before = new Map(outcomes.filter(({ arm }) => arm === "without").map((o) => [key(o), o]));
  const pairs = outcomes
    .filter((one) => one.arm === "learning" && hasLearned(one))
    .flatMap((one) => {
      const other = before.get(key(one));
      return other === undefined ? [] : [[other, one] as const];
    });
  const compared = (metric: LoopMetric) => {
    const [without, learning] = [0, 1].map((side) =>
      mean(pairs.map((pair) => +pair[side]![metric])),
    );
    const right = metric === "taken" ? 1 : -1;
    const p = signFlipP(pairs.map(([a, b]) => right * (+b[metric] - +a[metric])));
    return { without: without!, learning: learning!, p };
  };
  return {
    version: 1,
    authors: [...new Set(outcomes.map(({ author }) => author))],
    rounds: rounds.map((round) => ({
      round,
      drafts: of("without", round).length,
      without: figures(of("without", round)),
      learning: figures(of("learning", round)),
    })),
    learned:
      pairs.length === 0
        ? null
        : {
            distance: compared("distance"),
            styleGap: compared("styleGap"),
            taken: compared("taken"),
          },
    lessons,
  };
}

const figures = (outcomes: readonly Outcome[]): RoundFigures => ({
  distance: mean(outcomes.map(({ distance }) => distance)),
  styleGap: mean(outcomes.map(({ styleGap }) => styleGap)),
  taken: mean(outcomes.map(({ taken }) => +taken)),
});
