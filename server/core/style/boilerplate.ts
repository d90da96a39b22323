import type { PlacedProse } from "../note/types";
import { hash32 } from "./hash";

/**
 * Paragraphs that stand in three notes or more are boilerplate (licence lines, invitations, biographies): nobody's voice.
 * A paragraph is known by its own hash and by those of its sequences of eight words, thinned by their value so that the
 * same sequences are kept everywhere.
 */

const SHINGLE_WORDS = 8;
const KEPT_SHARE = 4;
const NOTES = 3;
/** Share of a paragraph's sequences that are found in three notes or more. */
const REPEATED_SHARE = 0.3;

/** What a paragraph is recognised by. The first is the hash of the whole paragraph. */
export type Print = readonly number[];

export function printOf({ prose }: PlacedProse): Print {
  const words = wordsOf(prose.plain);
  const print = [hashOf(words)];
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) {
    const shingle = hashOf(words.slice(i, i + SHINGLE_WORDS));
    if (shingle % KEPT_SHARE === 0) print.push(shingle);
  }
  return print;
}

/** The first of a paragraph's print, without the rest. */
export const wholeHashOf = ({ prose }: PlacedProse): number => hashOf(wordsOf(prose.plain));

const wordsOf = (plain: string): readonly string[] =>
  plain.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

const hashOf = (words: readonly string[]): number => hash32(words.join(" "));

/** Counts in how many notes each print occurs; memory does not grow with the number of notes. */
export class RepetitionCounter {
  private readonly counts = new Uint8Array(1 << 22);

  /** Once for every note. */
  addNote(prints: readonly Print[]): void {
    for (const hash of new Set(prints.flatMap((print) => print.map(slot)))) {
      if (this.counts[hash]! < NOTES) this.counts[hash]!++;
    }
  }

  isRepeated(print: Print): boolean {
    const repeated = print.map((hash) => this.counts[slot(hash)]! >= NOTES);
    if (repeated[0] === true) return true;
    const shingles = repeated.slice(1);
    return (
      shingles.length > 0 && shingles.filter(Boolean).length / shingles.length > REPEATED_SHARE
    );
  }
}

const slot = (hash: number): number => hash >>> 10;
