import { otherSpellings } from "../habits/spelling";
import type { Steps } from "../steps";
import { overlaps, type Span } from "../text/span";
import { editsOf, keyOf, withEdits, type Edit } from "./edits";
import { isSmall, losesMeaning } from "./meaning";
import { substitutionsIn } from "./substitutions";

/** An edit, and how much likelier it makes the draft as the author's text (difference of natural logarithms). */
export interface WeighedEdit extends Edit {
  readonly weight: number;
}

/** Log-odds that the author wrote a text. */
export type ScoreStyle = (text: string) => number;

/** Least weight of an edit, by how much it changes: words of content are vouched for by the meaning check. */
export interface Bounds {
  readonly content: number;
  readonly small: number;
}
export const bold: Bounds = { content: -6, small: -4 };
export const careful: Bounds = { content: -3, small: -1.5 };

/** Gain in log-odds below which an edit is not worth a reader's attention. */
const LEAST_GAIN = 0.005;
/** An edit that by itself makes the text so much less the author's is not tried again with others. */
const HOPELESS = -0.05;

/** What an answer of a small model changes is often half of a bigger change, and then no sentence. */
const ANSWER = 3;

/** Edits that the table and the dictionary propose. */
export const knownProposals = (draft: string): readonly Edit[] =>
  sound(draft, substitutionsIn(draft));

/** Edits that a model's answer proposes. */
export const answerProposals = (draft: string, answer: string): readonly Edit[] =>
  sound(
    draft,
    editsOf(draft, answer).map((edit) => ({ ...edit, doubt: ANSWER })),
  );

/** Each edit once; only those that keep what the draft says. */
function sound(draft: string, edits: readonly Edit[]): readonly Edit[] {
  const distinct = new Map(edits.map((edit) => [keyOf(edit), edit]));
  return [...distinct.values()].filter((edit) => whyNot(draft, edit) === undefined);
}

/** Of the proposals those that by themselves make the draft more the author's, the best first. */
export function* promising(
  draft: string,
  proposals: readonly Edit[],
  score: ScoreStyle,
  most: number,
): Steps<readonly Edit[]> {
  const base = score(draft);
  const tried: { readonly edit: Edit; readonly gain: number }[] = [];
  for (const edit of proposals) {
    tried.push({ edit, gain: score(withEdits(draft, [edit])) - base });
    yield;
  }
  return tried
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, most)
    .map(({ edit }) => edit);
}

/** The edits that together make the draft most the author's: always the one that gains most, as long as one gains. */
export function* chosenEdits(
  draft: string,
  edits: readonly WeighedEdit[],
  score: ScoreStyle,
  bounds: Bounds,
): Steps<readonly WeighedEdit[]> {
  let pool = edits.filter(
    (edit) => edit.weight > (changesSmallWords(draft, edit) ? bounds.small : bounds.content),
  );
  const chosen: WeighedEdit[] = [];
  let reached = score(draft);
  for (;;) {
    const gains = pool.map((edit) => score(withEdits(draft, [...chosen, edit])) - reached);
    const gain = Math.max(...gains);
    if (gain <= LEAST_GAIN) return chosen;
    const best = pool[gains.indexOf(gain)]!;
    chosen.push(best);
    reached += gain;
    pool = pool.filter((edit, i) => gains[i]! > HOPELESS && apart(edit, best));
    yield;
  }
}

/** With at least a character between them: an insertion may also be part of a bigger edit that begins where it stands. */
export const apart = (a: Span, b: Span): boolean => a.end < b.start || a.start > b.end;

const changesSmallWords = (draft: string, edit: Edit): boolean =>
  isSmall({ gone: draft.slice(edit.start, edit.end), come: edit.text });

/** Why an edit is not taken, in words. */
export function whyNot(draft: string, edit: Edit): string | undefined {
  const gone = draft.slice(edit.start, edit.end);
  if (paragraphs(gone) !== paragraphs(edit.text)) return "paragraphs";
  if (quotedParts(draft).some((quoted) => overlaps(edit, quoted))) return "quotation";
  if (/["\u201C\u201D]/.test(gone + edit.text)) return "quotation";
  if (respells(gone, edit.text)) return "spelling";
  const start = startOfSentence(draft, edit.start);
  const end = endOfSentence(draft, edit.end);
  const lead = draft.slice(start, edit.start);
  const tail = draft.slice(edit.end, end);
  return losesMeaning({
    gone,
    come: edit.text,
    before: lead + gone + tail,
    after: lead + edit.text + tail,
  });
}

/** How the author spells is a habit, and the quick fixes' affair: a dictionary has "harbor" for "harbour". */
function respells(gone: string, come: string): boolean {
  const before = wordsOf(gone);
  return wordsOf(come).some((word) => otherSpellings(word).some((other) => before.includes(other)));
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

const paragraphs = (text: string): number => text.match(/\n\s*\n/g)?.length ?? 0;

function quotedParts(text: string): readonly Span[] {
  return [...text.matchAll(/"[^"\n]*"|\u201C[^\u201D\n]*\u201D/g)].map(({ index, 0: quoted }) => ({
    start: index,
    end: index + quoted.length,
  }));
}

function startOfSentence(text: string, at: number): number {
  const found = [...text.slice(0, at).matchAll(/[.!?]["')]*\s+|\n\s*\n/g)].at(-1);
  return found === undefined ? 0 : found.index + found[0].length;
}

function endOfSentence(text: string, at: number): number {
  const found = /[.!?]["')]*\s|\n\s*\n/.exec(text.slice(at));
  return found === null ? text.length : at + found.index + 1;
}
