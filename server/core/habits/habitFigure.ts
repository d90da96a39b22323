import { lengthsOf } from "./lengths";
import type { Opportunity } from "./measures";
import { wilson, type Interval } from "./statistics";

/** A habit in numbers: a share of the chances there were, or lengths in words. */
export type HabitFigure =
  | ({ readonly kind: "share"; readonly per: Per } & Share)
  | ({ readonly kind: "lengths" } & LengthFigure);

/** What the chances of a share are: places with a choice, sentences, statements or words. */
export type Per = "places" | Opportunity;

export interface Share extends Interval {
  readonly times: number;
  readonly chances: number;
  readonly share: number;
}

/** Words that a tenth, half and nine tenths of the lengths stay below. */
export interface LengthFigure {
  readonly total: number;
  readonly tenth: number;
  readonly middle: number;
  readonly nineTenths: number;
}

type Counts = Readonly<Record<string, number>>;

/** With Wilson's 90 % interval; `undefined` without a chance. */
export function shareOf(times: number, chances: number): Share | undefined {
  if (chances <= 0) return undefined;
  return { times, chances, share: times / chances, ...wilson(times, chances) };
}

/** @param choice `sentenceLength` or `paragraphLength` */
export function lengthFigure(counts: Counts, choice: string): LengthFigure {
  const lengths = lengthsOf((key) => counts[key] ?? 0, choice);
  return {
    total: lengths.total,
    tenth: lengths.quantile(0.1),
    middle: lengths.quantile(0.5),
    nineTenths: lengths.quantile(0.9),
  };
}

/** The habit that `like` is about, in other counts; `undefined` where these have no chance for it. */
export function figureIn(
  counts: Counts,
  like: { readonly key: string; readonly figure: HabitFigure },
): HabitFigure | undefined {
  const { key, figure } = like;
  if (figure.kind === "lengths") {
    const lengths = lengthFigure(counts, key);
    return lengths.total === 0 ? undefined : { kind: "lengths", ...lengths };
  }
  const { per } = figure;
  const share = shareOf(
    counts[key] ?? 0,
    per === "places" ? timesOfChoice(counts, key) : (counts[per] ?? 0),
  );
  return share === undefined ? undefined : { kind: "share", per, ...share };
}

/** How often the choice came up that `key` is an option of. */
function timesOfChoice(counts: Counts, key: string): number {
  const choice = key.slice(0, key.indexOf("/") + 1);
  return Object.entries(counts)
    .filter(([other]) => other.startsWith(choice))
    .reduce((sum, [, count]) => sum + count, 0);
}
