import { REFERENCES } from "../rewrite/prompt";
import { carried, particularsOf } from "../rewrite/measures";
import { FEWEST_PAIRS } from "./evidence";
import { PrintIndex, textPrint, wordsKey } from "./nearDuplicates";
import type { Omission, PairReference, RawPair, RawPairs, RawPreference } from "./pairs";
import { inPieces } from "./pieces";
import {
  holdoutRow,
  preferenceRow,
  sftId,
  sftRow,
  type HoldoutRow,
  type PreferenceRow,
  type SftRow,
} from "./rows";
import { scrub, type Scrubbed } from "./scrub";
import { sidesOf, type Settled, type SettledNote } from "./split";

export interface DatasetInput extends RawPairs {
  /** `assets/prompts/restyle.md`. */
  readonly template: string;
  /** The sides of notes of earlier builds. */
  readonly settled: Settled;
  /** Ids of rows that the user does not want. */
  readonly struck: ReadonlySet<string>;
  /** The author's passages nearest to a draft, without those of its note, best first. */
  readonly nearest: (neutral: string, note: string) => readonly PairReference[];
}

export interface Dataset {
  readonly sft: readonly SftRow[];
  readonly preference: readonly PreferenceRow[];
  readonly holdout: readonly HoldoutRow[];
  readonly settled: Settled;
  readonly report: DatasetReport;
}

export interface DatasetReport {
  readonly version: 1;
  readonly counts: {
    readonly sft: number;
    readonly preference: number;
    readonly holdout: number;
    /** By where they are from. */
    readonly sources: Readonly<Record<string, number>>;
  };
  readonly holdout: {
    readonly notes: number;
    readonly pairs: number;
    readonly needed: number;
    /** Pairs that are missing until adapters can be compared. */
    readonly missing: number;
  };
  /** How many of each were replaced by a placeholder. */
  readonly scrubbed: Readonly<Partial<Record<Scrubbed, number>>>;
  readonly leftOut: readonly {
    readonly why: string;
    readonly count: number;
    /** The first few. */
    readonly notes: readonly string[];
  }[];
  /** What there is to say beside figures. */
  readonly notes: readonly string[];
}

const MOST_NAMED = 5;

/** Rows to train on and to measure on: scrubbed, each text once, split by note. */
export function buildDataset(input: DatasetInput): Dataset {
  return new Building(input).build();
}

class Building {
  private readonly leftOut: Omission[];
  private readonly scrubbed: Partial<Record<Scrubbed, number>> = {};

  constructor(private readonly input: DatasetInput) {
    this.leftOut = [...input.leftOut];
  }

  build(): Dataset {
    const pairs = this.once(this.input.pairs.flatMap((pair) => this.cleanPair(pair)));
    const preferences = this.input.preferences.flatMap((pair) => this.cleanPreference(pair));
    const { train, held, preferred, settled } = this.split(pairs, preferences);
    const heldTexts = indexOf(settled, "holdout");
    const struckTexts = new PrintIndex();
    for (const pair of pairs) {
      if (this.input.struck.has(sftId(pair))) struckTexts.add(textPrint(pair.text));
    }
    // The log names notes otherwise than the profile does: a text that is held out is known by itself.
    const isWithheld = ({ note, text }: PairReference): boolean =>
      settled.get(note)?.side === "holdout" ||
      heldTexts.has(textPrint(text)) ||
      struckTexts.has(textPrint(text));
    const template = this.input.template;
    const withReferences = <T extends RawPair | RawPreference>(pair: T) => ({
      ...pair,
      references: this.referencesOf(pair, isWithheld),
    });
    const sft = this.rows(train, (pair) => sftRow(template, withReferences(pair)));
    const preference = this.rows(preferred, (pair) =>
      preferenceRow(template, withReferences(pair)),
    );
    const holdout = this.rows(held, (pair) => holdoutRow(withReferences(pair)));
    return { sft, preference, holdout, settled, report: this.report(sft, preference, holdout) };
  }

  private cleanPair(pair: RawPair): readonly RawPair[] {
    const clean = this.clean(pair, ["neutral", "text"]);
    if (clean === undefined) return [];
    const pieces = inPieces(clean.neutral, clean.text);
    if (typeof pieces === "string") return this.leave(pair, pieces);
    for (const { neutral, text } of pieces) {
      const { kept, added } = carried(particularsOf(neutral), particularsOf(text));
      if (added.length > 0) {
        return this.leave(pair, "it states numbers, names or links that its draft lacks");
      }
      if (kept < 1) return this.leave(pair, "it lacks numbers, names or links of its draft");
    }
    return pieces.map((piece) => ({ ...clean, ...piece }));
  }

  private cleanPreference(pair: RawPreference): readonly RawPreference[] {
    const clean = this.clean(pair, ["neutral", "chosen", "rejected"]);
    if (clean === undefined) return [];
    const { kept, added } = carried(particularsOf(clean.neutral), particularsOf(clean.chosen));
    if (added.length > 0 || kept < 1) {
      return this.leave(pair, "the preferred text has other numbers or names than the draft");
    }
    const pieces = inPieces(clean.neutral, clean.chosen);
    return typeof pieces === "string" || pieces.length > 1
      ? this.leave(pair, "two versions of a text that is too long to be rewritten at once")
      : [clean];
  }

  /** Without secrets and personal data; what has them on one side only cannot be learned from. */
  private clean<T extends RawPair | RawPreference>(
    pair: T,
    fields: readonly (keyof T)[],
  ): T | undefined {
    const texts = fields.map((field) => scrub(String(pair[field])));
    const kinds = new Set(texts.map(({ found }) => JSON.stringify(Object.entries(found).sort())));
    if (kinds.size > 1) {
      this.leave(pair, "personal data or a secret stands in one of its texts alone");
      return undefined;
    }
    this.count(texts[0]!.found);
    const clean = Object.fromEntries(fields.map((field, i) => [field, texts[i]!.text]));
    return { ...pair, ...clean };
  }

  private count(found: Readonly<Partial<Record<Scrubbed, number>>>): void {
    for (const [kind, count] of Object.entries(found) as [Scrubbed, number][]) {
      this.scrubbed[kind] = (this.scrubbed[kind] ?? 0) + count;
    }
  }

  /** Each text once: several drafts of one text teach copying. The last decision holds; decisions before notes. */
  private once(pairs: readonly RawPair[]): readonly RawPair[] {
    const rank = (pair: RawPair, at: number): number =>
      pair.source === "note" ? -at : pairs.length + at;
    const ordered = pairs
      .map((pair, at) => ({ pair, rank: rank(pair, at) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ pair }) => pair);
    const seen = new Set<string>();
    return ordered.filter((pair) => {
      const key = wordsKey(pair.text);
      if (!seen.has(key)) return seen.add(key);
      this.leave(pair, "the same text is there already");
      return false;
    });
  }

  private split(pairs: readonly RawPair[], preferences: readonly RawPreference[]) {
    const texts = new Map<string, string[]>();
    const add = (note: string, text: string): void => {
      texts.set(note, [...(texts.get(note) ?? []), text]);
    };
    for (const { note, text } of pairs) add(note, text);
    for (const { note, chosen } of preferences) add(note, chosen);
    const { settled } = this.input;
    const sides = sidesOf(texts, settled);
    const isHeld = ({ note }: { readonly note: string }): boolean => sides.get(note) === "holdout";

    const trained = indexOf(settled, "train");
    const held = pairs.filter(isHeld).filter((pair) => {
      const isNew = !trained.has(textPrint(pair.text));
      if (!isNew)
        this.leave(pair, "nearly the same text was trained on, so nothing is measured on it");
      return isNew;
    });
    const heldTexts = indexOf(settled, "holdout");
    for (const { text } of held) heldTexts.add(textPrint(text));
    const isFree = (pair: RawPair | RawPreference, text: string): boolean => {
      const free = !heldTexts.has(textPrint(text));
      if (!free) this.leave(pair, "nearly the same text is held out for measuring");
      return free;
    };
    const train = pairs.filter((pair) => !isHeld(pair) && isFree(pair, pair.text));
    const preferred = preferences.filter((pair) => {
      if (isHeld(pair)) this.leave(pair, "its note is held out for measuring");
      return !isHeld(pair) && isFree(pair, pair.chosen);
    });
    const kept = [
      ...[...train, ...held].map(({ note, text }) => ({ note, text })),
      ...preferred.map(({ note, chosen }) => ({ note, text: chosen })),
    ];
    return { train, held, preferred, settled: settledWith(settled, kept, sides) };
  }

  /** What was shown, else the nearest; never a passage that is measured on or that the author struck. */
  private referencesOf(
    pair: RawPair | RawPreference,
    isWithheld: (reference: PairReference) => boolean,
  ): readonly PairReference[] {
    const found = pair.references ?? this.input.nearest(pair.neutral, pair.note);
    return found
      .filter((one) => !isWithheld(one) && wordsKey(one.text) !== wordsKey(textOf(pair)))
      .slice(0, REFERENCES)
      .map(({ note, text }) => ({ note, text: scrub(text).text }));
  }

  private rows<T extends RawPair | RawPreference, R extends { readonly id: string }>(
    pairs: readonly T[],
    rowOf: (pair: T) => R,
  ): readonly R[] {
    const rows = new Map<string, R>();
    for (const pair of pairs) {
      const row = rowOf(pair);
      if (this.input.struck.has(row.id)) this.leave(pair, "struck by you");
      else rows.set(row.id, row);
    }
    return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private leave({ note }: { readonly note: string }, why: string): [] {
    this.leftOut.push({ note, why });
    return [];
  }

  private report(
    sft: readonly SftRow[],
    preference: readonly PreferenceRow[],
    holdout: readonly HoldoutRow[],
  ): DatasetReport {
    const sources: Record<string, number> = {};
    for (const { source } of [...sft, ...preference]) sources[source] = (sources[source] ?? 0) + 1;
    return {
      version: 1,
      counts: {
        ...{ sft: sft.length, preference: preference.length, holdout: holdout.length },
        sources,
      },
      holdout: {
        notes: new Set(holdout.map(({ note }) => note)).size,
        pairs: holdout.length,
        needed: FEWEST_PAIRS,
        missing: Math.max(0, FEWEST_PAIRS - holdout.length),
      },
      scrubbed: this.scrubbed,
      leftOut: summary(this.leftOut),
      notes: [],
    };
  }
}

const textOf = (pair: RawPair | RawPreference): string =>
  "text" in pair ? pair.text : pair.chosen;

function indexOf(settled: Settled, side: SettledNote["side"]): PrintIndex {
  const index = new PrintIndex();
  for (const note of settled.values()) {
    if (note.side === side) for (const print of note.prints) index.add(print);
  }
  return index;
}

function settledWith(
  settled: Settled,
  kept: readonly { readonly note: string; readonly text: string }[],
  sides: ReadonlyMap<string, SettledNote["side"]>,
): Settled {
  const all = new Map(settled);
  const known = new Set([...settled.values()].flatMap(({ prints }) => prints.map(String)));
  for (const { note, text } of kept) {
    const print = textPrint(text);
    const before = all.get(note) ?? { side: sides.get(note)!, prints: [] };
    const isKnown = known.has(String(print));
    known.add(String(print));
    all.set(note, isKnown ? before : { ...before, prints: [...before.prints, print] });
  }
  return all;
}

function summary(leftOut: readonly Omission[]): DatasetReport["leftOut"] {
  const byReason = new Map<string, string[]>();
  for (const { note, why } of leftOut) byReason.set(why, [...(byReason.get(why) ?? []), note]);
  return [...byReason]
    .map(([why, notes]) => ({
      why,
      count: notes.length,
      notes: [...new Set(notes)].slice(0, MOST_NAMED),
    }))
    .sort((a, b) => b.count - a.count || (a.why < b.why ? -1 : 1));
}
