import type { PlacedProse } from "../note/types";
import { wholeHashOf } from "./boilerplate";
import { decodePrints } from "./prints";
import type { NoteRates } from "./profile";

/** The note under judgement: what is learned of it may not speak for it. */
export interface JudgedNote {
  /** Its absolute real path, or its path as the profile names it; absent = it has none yet. */
  readonly place?: string;
  /** Its paragraphs as `paragraphsOf` tells them. */
  readonly paragraphs?: readonly number[];
}

export const paragraphsOf = (prose: readonly PlacedProse[]): readonly number[] =>
  prose.map(wholeHashOf);

/**
 * Finds the learned notes that are the one under judgement: at its place, or holding a paragraph of it, as its copies do,
 * the file before it was renamed, and the same note in another clone.
 */
export class LearnedNotes {
  private holders: Map<number, number[]> | undefined;

  constructor(private readonly notes: readonly NoteRates[]) {}

  /** Positions in the profile, ascending. */
  find({ place, paragraphs = [] }: JudgedNote): readonly number[] {
    const found = new Set(paragraphs.flatMap((hash) => this.holdersOf(hash)));
    const wanted = place?.replaceAll("\\", "/");
    for (const [i, { location, alias, note }] of this.notes.entries()) {
      const places = [location, alias, note].map((one) => one?.replaceAll("\\", "/"));
      if (wanted !== undefined && places.includes(wanted)) found.add(i);
    }
    return [...found].sort((a, b) => a - b);
  }

  private holdersOf(paragraph: number): readonly number[] {
    this.holders ??= holdersOf(this.notes);
    return this.holders.get(paragraph) ?? [];
  }
}

/** Which notes hold a paragraph. Boilerplate and paragraphs of a few words stand in notes that have nothing in common. */
function holdersOf(notes: readonly NoteRates[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  for (const [i, note] of notes.entries()) {
    const repeated = new Set(note.repeated);
    for (const [at, print] of decodePrints(note.prints).entries()) {
      if (print.length === 1 || repeated.has(at)) continue;
      const known = holders.get(print[0]!);
      if (known === undefined) holders.set(print[0]!, [i]);
      else known.push(i);
    }
  }
  return holders;
}
