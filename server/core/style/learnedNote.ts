import { wordsIn } from "../text/words";
import type { Note, PlacedProse } from "../note/types";
import type { Steps } from "../steps";
import { countHabits } from "../habits/countHabits";
import type { Background } from "./background";
import { encodeIntegers } from "./bytes";
import { printOf, type Print } from "./boilerplate";
import { encodeCounts } from "./featureCounts";
import { counterOf } from "./features";
import { decodePrints, encodePrints } from "./prints";
import type { NoteRates, PassageRates } from "./profile";
import { stretchesOf } from "./stretches";
import { isWrittenByPenprint } from "./writtenText";

/** Which file a note is. */
export interface NoteIdentity {
  readonly note: string;
  readonly location: string;
  readonly alias?: string;
  readonly hash: string;
}

/** Gives every habit a number; one for a whole profile. */
export class HabitTable {
  private readonly numbers: Map<string, number>;

  constructor(known: readonly string[] = []) {
    this.numbers = new Map(known.map((habit, i) => [habit, i]));
  }

  numberOf(habit: string): number {
    let number = this.numbers.get(habit);
    if (number === undefined) this.numbers.set(habit, (number = this.numbers.size));
    return number;
  }

  get habits(): readonly string[] {
    return [...this.numbers.keys()];
  }
}

export interface LearnOptions {
  readonly identity: NoteIdentity;
  readonly background: Background;
  readonly habits: HabitTable;
  /** Sentences that Penprint wrote and that were accepted as they were (see writtenText.ts). */
  readonly written: ReadonlySet<string>;
  /** Whether a paragraph stands in other notes too. */
  readonly isRepeated: (print: Print) => boolean;
}

export interface LearnedNote {
  readonly rates: NoteRates;
  readonly texts: readonly string[];
}

/** Opportunities and lengths say nothing about a single passage. */
const uncounted = /^(?:words|sentences|paragraphs|sentenceLength\/.*|paragraphLength\/.*)$/;
/** A paragraph whose words are mostly quoted is not the author's. */
const MOST_QUOTED = 0.5;

/** What one note tells about its author; a step a paragraph, since notes may be books. */
export function* learningNote(note: Note, options: LearnOptions): Steps<LearnedNote> {
  const { background, habits, identity } = options;
  const leftOut: Record<string, number> = {};
  const leave = (why: string, words: number): false => {
    if (words > 0) leftOut[why] = (leftOut[why] ?? 0) + words;
    return false;
  };
  const prints: Print[] = [];
  const repeated: number[] = [];
  const kept = new Set<PlacedProse>();
  const counts = new Map<string, number>();
  const isOwn = (part: PlacedProse, print: Print): boolean => {
    const { words } = part.prose;
    if (options.isRepeated(print)) {
      repeated.push(prints.length - 1);
      return leave("repeated in other notes", words);
    }
    if (isWrittenByPenprint(part.prose, options.written))
      return leave("written by Penprint", words);
    return quotedShare(part) > MOST_QUOTED ? leave("quotation", words) : true;
  };
  for (const part of note.prose) {
    const print = printOf(part);
    prints.push(print);
    if (isOwn(part, print)) {
      kept.add(part);
      for (const [habit, count] of Object.entries(countHabits(part.prose, note.language))) {
        counts.set(habit, (counts.get(habit) ?? 0) + count);
      }
    }
    yield;
  }
  for (const { plain } of note.blockQuotes) leave("block quotation", wordsIn(plain));

  const stretches = stretchesOf(note, (part) => kept.has(part));
  const passages: PassageRates[] = [];
  for (const stretch of stretches) {
    const shown = new Set<number>();
    for (const { prose } of stretch.parts) {
      for (const habit of Object.keys(countHabits(prose, note.language))) {
        if (!uncounted.test(habit)) shown.add(habits.numberOf(habit));
      }
    }
    passages.push({
      words: stretch.words,
      startLine: stretch.startLine,
      endLine: stretch.endLine,
      features: encodeCounts(counterOf(background).count(stretch.plain)),
      habits: encodeIntegers([...shown].sort((a, b) => a - b)),
      position: 0,
    });
    yield;
  }
  return {
    rates: {
      ...identity,
      language: note.language,
      words: [...kept].reduce((sum, { prose }) => sum + prose.words, 0),
      habits: encodeIntegers(
        [...counts].flatMap(([habit, count]) => [habits.numberOf(habit), count]),
      ),
      prints: encodePrints(prints),
      repeated,
      sources: note.frontMatter?.sources.map(({ value }) => value) ?? [],
      leftOut,
      passages,
    },
    texts: stretches.map((stretch) => stretch.plain),
  };
}

function quotedShare({ prose }: PlacedProse): number {
  const quoted = prose.quotations.reduce((sum, { start, end }) => sum + end - start, 0);
  return quoted / Math.max(1, prose.text.length);
}

/** Whether the same paragraphs are repeated elsewhere as when the note was learned. */
export function sameRepeated(rates: NoteRates, isRepeated: (print: Print) => boolean): boolean {
  const now = decodePrints(rates.prints).flatMap((print, i) => (isRepeated(print) ? [i] : []));
  return now.length === rates.repeated.length && now.every((at, i) => at === rates.repeated[i]);
}
