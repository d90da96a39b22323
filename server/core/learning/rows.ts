import { analysePlain } from "../note/analysePlain";
import { restylePrompt, type PromptMessage } from "../rewrite/prompt";
import { maskDraft, unmask } from "../rewrite/slots";
import { hashText } from "../style/hash";
import type { PairReference, RawPair, RawPreference } from "./pairs";

export interface Answer {
  readonly role: "assistant";
  readonly content: string;
}

interface Row {
  /** Equal for equal content, so that a row that was struck stays struck. */
  readonly id: string;
  readonly note: string;
  readonly source: string;
}

/** TRL's conversational prompt-completion form, and the same to read, without marks. */
export interface SftRow extends Row {
  readonly neutral: string;
  readonly text: string;
  readonly prompt: readonly PromptMessage[];
  readonly completion: readonly [Answer];
}

/** TRL's conversational preference form. */
export interface PreferenceRow extends Row {
  readonly prompt: readonly PromptMessage[];
  readonly chosen: readonly [Answer];
  readonly rejected: readonly [Answer];
}

/** What the gate measures adapters on; plain prose without marks. */
export interface HoldoutRow {
  readonly id: string;
  readonly note: string;
  readonly neutral: string;
  readonly text: string;
  readonly references: readonly PairReference[];
}

type Referenced<T> = Omit<T, "references"> & { readonly references: readonly PairReference[] };

export const sftId = ({ neutral, text }: Pick<RawPair, "neutral" | "text">): string =>
  `s-${hashText(`${neutral}\n\n\n${text}`)}`;

/** The row, or in words why there is none. */
export function sftRow(template: string, pair: Referenced<RawPair>): SftRow | string {
  const masked = maskTogether(pair.neutral, [pair.text]);
  if (typeof masked === "string") return masked;
  return {
    id: sftId(pair),
    note: pair.note,
    source: pair.source,
    neutral: pair.neutral,
    text: pair.text,
    prompt: restylePrompt(template, masked.neutral, pair.references),
    completion: [answer(masked.texts[0]!)],
  };
}

export function preferenceRow(
  template: string,
  pair: Referenced<RawPreference>,
): PreferenceRow | string {
  const { neutral, chosen, rejected } = pair;
  const masked = maskTogether(neutral, [chosen, rejected]);
  if (typeof masked === "string") return masked;
  return {
    id: `p-${hashText([neutral, chosen, rejected].join("\n\n\n"))}`,
    note: pair.note,
    source: pair.source,
    prompt: restylePrompt(template, masked.neutral, pair.references),
    chosen: [answer(masked.texts[0]!)],
    rejected: [answer(masked.texts[1]!)],
  };
}

export function holdoutRow(pair: Referenced<RawPair>): HoldoutRow {
  const { note, neutral, text, references } = pair;
  return { id: `h-${hashText(`${neutral}\n\n\n${text}`)}`, note, neutral, text, references };
}

/** The same row with a prompt that shows no passages. */
export function withoutReferences(template: string, row: SftRow): SftRow {
  const draft = /<draft>\n([^]*)\n<\/draft>/.exec(row.prompt.at(-1)?.content ?? "")?.[1] ?? "";
  return { ...row, prompt: restylePrompt(template, draft, []) };
}

/** The passages that a prompt shows. */
export function referencesIn(prompt: readonly PromptMessage[]): readonly PairReference[] {
  const shown = prompt.at(-1)?.content ?? "";
  return [...shown.matchAll(/<passage>\n([^]*?)\n<\/passage>/g)].map(([, text]) => ({
    note: "",
    text: text ?? "",
  }));
}

const answer = (content: string): Answer => ({ role: "assistant", content });

interface Together {
  readonly neutral: string;
  readonly texts: readonly string[];
}

/**
 * Masks a draft as a rewrite does, and its texts with the same marks. What the first text has in other words stays
 * readable on all sides. In words why, when the first text has a mark oftener than a rewrite may.
 */
export function maskTogether(neutral: string, texts: readonly string[]): Together | string {
  const { text, slots } = maskDraft(analysePlain(neutral));
  const common = new Map(
    [...slots]
      .filter(([, slot]) => standing(slot.text).test(texts[0]!))
      .sort(([, a], [, b]) => b.text.length - a.text.length),
  );
  let draft = text;
  for (const [mark, slot] of slots)
    if (!common.has(mark)) draft = draft.replaceAll(mark, slot.text);
  const masked = texts.map((one) => {
    let rest = one;
    for (const [mark, slot] of common) rest = rest.replace(standing(slot.text, "g"), () => mark);
    return rest;
  });
  const whole = unmask(masked[0]!, { text: draft, slots: common });
  if (whole.kind === "broken") return `numbers and names do not stand as in the draft`;
  return { neutral: draft, texts: masked };
}

/** Not within a longer word, number or mark. */
function standing(text: string, flags = ""): RegExp {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}{])${literal}(?![\\p{L}\\p{N}}]|['.,]\\p{N})`, `u${flags}`);
}
