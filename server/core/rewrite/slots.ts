import type { PlacedProse, Prose, Word } from "../note/types";
import { address, codeSpan } from "../text/fold";
import { overlaps, type Span } from "../text/span";

/** What a rewrite must give back as it was: markup and code (X), numbers (D), names (N). */
export type SlotKind = "X" | "D" | "N";

export interface Slot {
  readonly kind: SlotKind;
  /** The characters of the draft. */
  readonly text: string;
  /** How often the draft has it. */
  readonly times: number;
}

/** A draft in which everything that must not change is a mark such as `{D2}`. Paragraphs are apart by a blank line. */
export interface MaskedDraft {
  readonly text: string;
  /** By mark. */
  readonly slots: ReadonlyMap<string, Slot>;
}

interface Found extends Span {
  readonly kind: SlotKind;
}

const mark = /\{[XDN]\d+\}/g;
const hardBreak = /(?: {2,}|\\)\r?\n[ \t>]*/g;
const softBreak = /[ \t]*\r?\n[ \t>]*/g;
/** `I` and its contractions are words of grammar, not names. */
const pronoun = /^I(?:['\u2019]\p{L}+)?$/u;

/** Masks paragraphs; with `kinds` X alone, numbers and names stay readable. Soft line breaks become spaces. */
export function maskDraft(
  paragraphs: readonly Pick<PlacedProse, "prose">[],
  kinds: readonly SlotKind[] = ["X", "D", "N"],
): MaskedDraft {
  const marks = new Map<string, { kind: SlotKind; text: string; times: number }>();
  const byText = new Map<string, string>();
  const names = new Set(paragraphs.flatMap(({ prose }) => namesIn(prose).map(({ text }) => text)));
  const texts = paragraphs.map(({ prose }) => {
    let masked = "";
    let at = 0;
    for (const { start, end, kind } of spansIn(prose, names)) {
      if (!kinds.includes(kind)) continue;
      const text = prose.text.slice(start, end);
      const key = `${kind} ${text}`;
      const name = byText.get(key) ?? `{${kind}${marks.size + 1}}`;
      byText.set(key, name);
      marks.set(name, { kind, text, times: (marks.get(name)?.times ?? 0) + 1 });
      masked += prose.text.slice(at, start) + name;
      at = end;
    }
    return (masked + prose.text.slice(at)).replace(softBreak, " ").trim();
  });
  return { text: texts.join("\n\n"), slots: marks };
}

/** Everything in a paragraph that is masked, in order and without overlaps. */
function spansIn(prose: Prose, names: ReadonlySet<string>): readonly Found[] {
  const spans: Found[] = prose.protectedSpans.map(({ start, end }) => ({ kind: "X", start, end }));
  const add = (kind: SlotKind, start: number, end: number): void => {
    const span = { kind, start, end };
    if (end > start && !spans.some((taken) => overlaps(taken, span))) spans.push(span);
  };
  for (const pattern of [mark, codeSpan, address, hardBreak]) {
    for (const found of prose.text.matchAll(pattern)) {
      add("X", found.index, found.index + found[0].length);
    }
  }
  for (const { words } of prose.sentences) {
    for (const word of words) {
      if (/\p{N}/u.test(word.text)) add("D", ...withUnits(prose.text, word));
    }
    for (const name of grouped(
      prose.text,
      words.filter(({ text }) => names.has(text)),
    )) {
      add("N", name.start, name.end);
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Capitalised words that do not begin a sentence. */
function namesIn(prose: Prose): readonly Word[] {
  if (prose.kind === "heading") return [];
  return prose.sentences.flatMap(({ words }) =>
    words.filter(
      ({ text }, index) =>
        index > 0 && /^\p{Lu}/u.test(text) && !pronoun.test(text) && !/\p{N}/u.test(text),
    ),
  );
}

/** A currency sign before a number and a percent sign after it belong to it. */
function withUnits(text: string, word: Word): [number, number] {
  const before = /(?:\p{Sc}|[+\u2212#])$/u.exec(text.slice(0, word.start))?.[0].length ?? 0;
  const after = /^\s?[%\u2030\u00B0]/u.exec(text.slice(word.end))?.[0].length ?? 0;
  return [word.start - before, word.end + after];
}

/** Names that stand side by side are one name. */
function grouped(text: string, words: readonly Word[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of words) {
    const last = spans.at(-1);
    if (last !== undefined && text.slice(last.end, start) === " ") {
      spans[spans.length - 1] = { start: last.start, end };
    } else spans.push({ start, end });
  }
  return spans;
}

export type Unmasked =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "broken"; readonly why: string };

/**
 * Puts back what was masked. Markup must be there as often as in the draft; numbers and names at least once and numbers
 * not oftener; marks that the draft does not have, or halves of marks, make the text unusable.
 */
export function unmask(text: string, draft: MaskedDraft): Unmasked {
  const seen = new Map<string, number>();
  const whole = text.replace(mark, (name) => {
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return draft.slots.get(name)?.text ?? name;
  });
  for (const name of seen.keys()) {
    if (!draft.slots.has(name))
      return { kind: "broken", why: `${name} is none of the draft's marks` };
  }
  for (const [name, slot] of draft.slots) {
    const times = seen.get(name) ?? 0;
    if (times === 0) return { kind: "broken", why: `"${slot.text}" is missing` };
    if (slot.kind === "N" || times === slot.times) continue;
    if (slot.kind === "D" && times < slot.times) continue;
    return { kind: "broken", why: `"${slot.text}" stands ${times} times instead of ${slot.times}` };
  }
  if (/\{[XDN](?!\d+\})/.test(text.replace(mark, ""))) {
    return { kind: "broken", why: "a mark was cut" };
  }
  return { kind: "whole", text: whole };
}
