import { analyseNote } from "../note/analyseNote";
import { CHUNK_WORDS, chunksOf, draftOfSelection, type Draft } from "../rewrite/draft";
import { maskDraft, unmask } from "../rewrite/slots";
import { fold } from "../text/fold";
import type { Decision } from "./decision";
import { wordsKey } from "./nearDuplicates";

export interface PairReference {
  readonly note: string;
  readonly text: string;
}

/**
 * A draft and what the author makes of it: folded prose, paragraphs apart by a blank line. Links, code and markup are marks
 * such as `{X1}`, the same on both sides, as a stylist is shown them.
 */
export interface RawPair {
  /** `accepted`: as offered; `edited`: offered, then revised; `note`: the author's own passage. */
  readonly source: "accepted" | "edited" | "note";
  readonly note: string;
  readonly neutral: string;
  readonly text: string;
  /** What the stylist was shown; absent = to be looked up. */
  readonly references?: readonly PairReference[];
}

/** Two versions of one draft, of which the author preferred one. */
export interface RawPreference {
  readonly source: "edited" | "rejected" | "undone" | "replaced";
  readonly note: string;
  readonly neutral: string;
  readonly chosen: string;
  readonly rejected: string;
  readonly references?: readonly PairReference[];
}

/** Something that is no row, and why, in words. */
export interface Omission {
  readonly note: string;
  readonly why: string;
}

export interface RawPairs {
  readonly pairs: readonly RawPair[];
  readonly preferences: readonly RawPreference[];
  readonly leftOut: readonly Omission[];
}

const mark = /\{[XDN]\d+\}/g;
const masksAll = /\{[DN]\d+\}/;

/** What decisions teach: texts that were kept, and texts that were preferred to others. */
export function pairsOfDecisions(decisions: readonly Decision[]): RawPairs {
  const pairs: RawPair[] = [];
  const preferences: RawPreference[] = [];
  const leftOut: Omission[] = [];
  const read: ReadDecision[] = [];
  for (const decision of decisions) {
    const one = readDecision(decision);
    if (typeof one === "string") leftOut.push({ note: decision.line.note, why: one });
    else read.push(one);
  }
  for (const { outcome, note, neutral, offered, final, references } of read) {
    if (outcome !== "accepted") continue;
    if (same(final, neutral)) {
      leftOut.push({ note, why: "the text that was kept is the draft itself" });
      continue;
    }
    const source = same(final, offered) ? "accepted" : "edited";
    pairs.push({ source, note, neutral, text: final, references });
  }
  for (const group of byDraft(read)) {
    const found = preferencesOf(group);
    if (typeof found === "string") leftOut.push({ note: group[0]!.note, why: found });
    else preferences.push(...found);
  }
  return { pairs, preferences, leftOut };
}

interface ReadDecision {
  readonly outcome: Decision["outcome"];
  readonly note: string;
  readonly neutral: string;
  readonly original: string;
  readonly offered: string;
  readonly final: string;
  readonly references: readonly PairReference[];
}

function readDecision({ line, outcome, final }: Decision): ReadDecision | string {
  if (line.prompt.mode === "sources") return "made to fit the sources, not the style";
  const draft = unmasked(line.original, line.draft);
  if (draft === undefined) return "its draft cannot be put together again";
  const show = shownTogether();
  const neutral = show(draft);
  const texts = { original: show(line.original), offered: show(line.text), final: show(final) };
  if (neutral === "" || texts.offered === "") return "no prose";
  if (outcome === "accepted" && texts.final === "") return "the text was deleted afterwards";
  const references = line.prompt.references.map(({ note, text }) => ({ note, text }));
  return { outcome, note: line.note, neutral, ...texts, references };
}

/** The draft with what was masked in it, as Markdown: links and code alone, or for some stylists names and numbers too. */
function unmasked(original: string, draft: string): string | undefined {
  if (draft.search(mark) < 0) return draft;
  const selection = draftOfMarkdown(original);
  if (selection === undefined) return undefined;
  const paragraphs = draft.split(/\n[ \t]*\n/);
  if (paragraphs.length !== selection.units.length) return undefined;
  const whole: string[] = [];
  for (const { units } of chunksOf(selection, CHUNK_WORDS)) {
    const piece = paragraphs.splice(0, units.length).join("\n\n");
    const found = unmask(piece, maskDraft(units, masksAll.test(draft) ? undefined : ["X"]));
    if (found.kind === "broken") return undefined;
    whole.push(found.text);
  }
  return whole.join("\n\n");
}

/** Shows Markdown texts as a stylist sees them, folded: what is masked in several has the same mark in all. */
function shownTogether(): (markdown: string) => string {
  const marks = new Map<string, string>();
  return (markdown) => {
    const draft = draftOfMarkdown(markdown);
    if (draft === undefined) return "";
    const { text, slots } = maskDraft(draft.units, ["X"]);
    const shown = text.replace(mark, (own) => {
      const masked = slots.get(own)?.text ?? own;
      const common = marks.get(masked) ?? `{X${marks.size + 1}}`;
      marks.set(masked, common);
      return common;
    });
    return fold(shown);
  };
}

function draftOfMarkdown(text: string): Draft | undefined {
  return draftOfSelection(analyseNote(text), { start: 0, end: text.length });
}

const same = (a: string, b: string): boolean => a.trim() === b.trim();

function byDraft(read: readonly ReadDecision[]): readonly (readonly ReadDecision[])[] {
  const groups = new Map<string, ReadDecision[]>();
  for (const one of read) {
    const key = `${one.note}\n${wordsKey(one.neutral)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** What was kept for a draft over everything else that was offered for it. */
function preferencesOf(group: readonly ReadDecision[]): readonly RawPreference[] | string {
  const kept = group.findLast(({ outcome }) => outcome === "accepted");
  const refused = group.filter(({ outcome }) => outcome !== "accepted");
  if (kept === undefined) {
    const last = refused.findLast(({ outcome }) => outcome !== "replaced");
    // What stood there before is what the author wrote, unless it is the draft.
    if (last === undefined || last.original === "" || same(last.original, last.neutral)) {
      return "nothing else was kept for its draft";
    }
    return refused.flatMap((one) => over(last.original, one));
  }
  return [
    ...(same(kept.final, kept.offered) ? [] : over(kept.final, kept)),
    ...refused.flatMap((one) => over(kept.final, one)),
  ];
}

function over(chosen: string, one: ReadDecision): readonly RawPreference[] {
  const { outcome, note, neutral, offered, references } = one;
  if (same(chosen, offered)) return [];
  const source = outcome === "accepted" ? "edited" : outcome;
  return [{ source, note, neutral, chosen, rejected: offered, references }];
}
