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

/** Below this many own occurrences a choice cannot speak for itself. */
const FEW = 6;

/**
 * What the author prefers where `occurrence` stands: by the choice itself where it came up often enough, else by its
 * group, as long as the choice itself does not contradict.
 */
export function preferenceFor(
  view: StyleView,
  occurrence: Pick<Occurrence, "choice" | "group">,
): Preference | undefined {
  const own = preferredOption(view, occurrence.choice);
  if (own !== undefined && (own.times >= FEW || occurrence.group === undefined)) return own;
  if (occurrence.group === undefined) return undefined;
  const group = preferredOption(view, occurrence.group);
  if (group === undefined || (own !== undefined && own.option !== group.option)) return undefined;
  return group;
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
