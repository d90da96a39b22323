import { hash32 } from "../style/hash";
import { PrintIndex, textPrint, type TextPrint } from "./nearDuplicates";

export type Side = "train" | "holdout";

/** A note's side, for good, and what its texts on that side are recognised by, wherever they turn up later. */
export interface SettledNote {
  readonly side: Side;
  readonly prints: readonly TextPrint[];
}
/** By the note's path. */
export type Settled = ReadonlyMap<string, SettledNote>;

/** Share of notes that an adapter is never trained on. */
export const HOLDOUT_SHARE = 0.2;
/** From so many groups of notes on, one is held out even if chance would take none. */
const FEWEST_GROUPS = 5;

/**
 * The side of every note: as settled before, else that of a settled note with nearly the same text, else by a hash of
 * its path. Notes that share a text go to one side together.
 */
export function sidesOf(
  texts: ReadonlyMap<string, readonly string[]>,
  settled: Settled,
): ReadonlyMap<string, Side> {
  const groups = new Groups([...settled.keys(), ...texts.keys()]);
  const index = new PrintIndex();
  const owners: string[] = [];
  const add = (note: string, print: TextPrint): void => {
    for (const other of index.near(print)) groups.join(note, owners[other]!);
    index.add(print);
    owners.push(note);
  };
  for (const [note, { prints }] of settled) for (const print of prints) add(note, print);
  for (const [note, list] of texts) for (const text of list) add(note, textPrint(text));

  const sides = new Map<string, Side>([...settled].map(([note, { side }]) => [note, side]));
  const fresh: (readonly string[])[] = [];
  for (const members of groups.all()) {
    const known = new Set(members.flatMap((note) => settled.get(note)?.side ?? []));
    if (known.size === 0) fresh.push(members);
    // A text that stands on both sides already is told apart text by text (see dataset.ts).
    const side = known.size === 1 && known.has("holdout") ? "holdout" : "train";
    for (const note of members) if (!settled.has(note)) sides.set(note, side);
  }
  for (const members of heldOut(fresh, [...sides.values()].includes("holdout"))) {
    for (const note of members) sides.set(note, "holdout");
  }
  return sides;
}

function heldOut(
  fresh: readonly (readonly string[])[],
  hasHoldout: boolean,
): readonly (readonly string[])[] {
  const chance = (members: readonly string[]): number =>
    hash32([...members].sort()[0]!, 0x5a6) / 2 ** 32;
  const chosen = fresh.filter((members) => chance(members) < HOLDOUT_SHARE);
  if (chosen.length > 0 || hasHoldout || fresh.length < FEWEST_GROUPS) return chosen;
  return [fresh.reduce((least, next) => (chance(next) < chance(least) ? next : least))];
}

/** Disjoint sets. */
class Groups {
  private readonly parents: Map<string, string>;

  constructor(members: readonly string[]) {
    this.parents = new Map(members.map((member) => [member, member]));
  }

  join(a: string, b: string): void {
    this.parents.set(this.root(a), this.root(b));
  }

  all(): readonly (readonly string[])[] {
    const groups = new Map<string, string[]>();
    for (const member of this.parents.keys()) {
      const root = this.root(member);
      groups.set(root, [...(groups.get(root) ?? []), member]);
    }
    return [...groups.values()];
  }

  private root(member: string): string {
    let at = member;
    for (;;) {
      const parent = this.parents.get(at)!;
      if (parent === at) break;
      at = parent;
    }
    this.parents.set(member, at);
    return at;
  }
}
