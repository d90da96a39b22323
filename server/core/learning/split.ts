import { hash32 } from "../style/hash";
import { FEWEST_PAIRS } from "./evidence";
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
const HOLDOUT_SHARE = 0.2;
/** Until adapters can be compared more is held out, up to this share of all texts. */
const MOST_HELD = 0.4;

/**
 * The side of every note: as settled before, else that of a settled note with nearly the same text, else by a hash of
 * its path. Notes that share a text go to one side together. While fewer texts are held out than adapters are compared
 * on, new notes are held out oftener.
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
  const counts = new Map<string, number>();
  for (const note of owners) counts.set(note, (counts.get(note) ?? 0) + 1);
  const textsOf = (notes: readonly string[]): number =>
    notes.reduce((sum, note) => sum + (counts.get(note) ?? 0), 0);
  let held = textsOf([...sides.keys()].filter((note) => sides.get(note) === "holdout"));
  for (const { members, chance } of byChance(fresh)) {
    const size = textsOf(members);
    const isWanted = held < FEWEST_PAIRS && held + size <= MOST_HELD * owners.length;
    if (chance >= HOLDOUT_SHARE && !isWanted) continue;
    for (const note of members) sides.set(note, "holdout");
    held += size;
  }
  return sides;
}

/** Groups of notes, each with a number in [0, 1) that is its own for good; the smallest first. */
function byChance(groups: readonly (readonly string[])[]) {
  return groups
    .map((members) => ({ members, chance: hash32([...members].sort()[0]!, 0x5a6) / 2 ** 32 }))
    .sort((a, b) => a.chance - b.chance);
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
