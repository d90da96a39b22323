import { decodeIntegers } from "../style/bytes";
import type { Profile } from "../style/profile";

/** The habits counted in every learned note, in the order of the profile. */
export function learnedCounts({ rates }: Profile): readonly Readonly<Record<string, number>>[] {
  return rates.notes.map(({ habits }) => {
    const numbers = decodeIntegers(habits);
    const counts: Record<string, number> = {};
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const habit = rates.habits[numbers[i]!];
      if (habit !== undefined) counts[habit] = numbers[i + 1]!;
    }
    return counts;
  });
}
