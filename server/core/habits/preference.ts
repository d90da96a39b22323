import type { StyleView } from "../style/types";
import { wilson } from "./statistics";
import { habitKey, type Occurrence } from "./types";

/** What an author does where a choice comes up. */
export interface Preference {
  readonly choice: string;
  readonly option: string;
  /** How often the option was picked, of how many times the choice came up. */
  readonly picked: number;
  readonly times: number;
  /** In how many notes the option was picked. */
  readonly notes: number;
  /** Lower end of the 90 % interval of the option's rate. */
  readonly low: number;
}

/** Below this many own occurrences a choice cannot speak against its group. */
const FEW = 6;
/** At this rate a choice is in line with its group. */
const IN_LINE = 0.9;

/**
 * What the author prefers where `occurrence` stands: by the choice itself, or by its group where that is surer and the
 * choice itself does not speak against it.
 */
export function preferenceFor(
  view: StyleView,
  occurrence: Pick<Occurrence, "choice" | "group">,
): Preference | undefined {
  const own = preferredOption(view, occurrence.choice);
  if (occurrence.group === undefined) return own;
  const group = preferredOption(view, occurrence.group);
  if (own === undefined || group === undefined) return group ?? own;
  if (own.option !== group.option) return own.times >= FEW ? own : undefined;
  const isInLine = own.times < FEW || own.picked >= IN_LINE * own.times;
  return isInLine && group.low > own.low ? group : own;
}

function preferredOption(view: StyleView, choice: string): Preference | undefined {
  const options = view.options(choice);
  const [option] = options;
  if (option === undefined) return undefined;
  const key = habitKey(choice, option);
  const picked = view.count(key);
  const times = options.reduce((sum, other) => sum + view.count(habitKey(choice, other)), 0);
  const notes = view.notesWith(key);
  return { choice, option, picked, times, notes, low: wilson(picked, times).low };
}
