import { phrase, type Phrase } from "../phrase";

/** UTF-16 units; a longer name is no slip of a finger. */
const LONGEST_NAME = 60;

/** Undefined for a known name; else what to say of it, to be read on after what names it. */
export function unknownRule(name: string, known: readonly string[]): Phrase | undefined {
  if (known.includes(name)) return undefined;
  const near = nearest(name, known);
  const shown = name.slice(0, LONGEST_NAME);
  return near === undefined
    ? phrase('names "{0}", which is no rule.', shown)
    : phrase('names "{0}", which is no rule. Did you mean "{1}"?', shown, near);
}

/** The known name whose part after the slash differs by the fewest characters, at most a third of its own. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const given = lastPart(name);
  let best: string | undefined;
  let least: readonly [number, number] = [Math.ceil(given.length / 3), Infinity];
  for (const one of known) {
    const way = [distance(given, lastPart(one)), distance(name, one)] as const;
    if (way[0] > least[0] || (way[0] === least[0] && way[1] >= least[1])) continue;
    best = one;
    least = way;
  }
  return best;
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf("/") + 1).toLowerCase();

/** Characters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = row[j]! + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
