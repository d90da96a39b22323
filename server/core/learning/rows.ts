import { restylePrompt, type PromptMessage } from "../rewrite/prompt";
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

/** TRL's conversational prompt-completion form, and the same to read. */
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

/** What the gate measures adapters on. */
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

/** The stylist's prompt as in use: numbers and names stand in it as they are. */
export const sftRow = (template: string, pair: Referenced<RawPair>): SftRow => ({
  id: sftId(pair),
  note: pair.note,
  source: pair.source,
  neutral: pair.neutral,
  text: pair.text,
  prompt: restylePrompt(template, pair.neutral, pair.references),
  completion: [answer(pair.text)],
});

export function preferenceRow(template: string, pair: Referenced<RawPreference>): PreferenceRow {
  const { note, source, neutral, chosen, rejected, references } = pair;
  return {
    id: `p-${hashText([neutral, chosen, rejected].join("\n\n\n"))}`,
    note,
    source,
    prompt: restylePrompt(template, neutral, references),
    chosen: [answer(chosen)],
    rejected: [answer(rejected)],
  };
}

export function holdoutRow(pair: Referenced<RawPair>): HoldoutRow {
  const { note, neutral, text, references } = pair;
  return { id: `h-${hashText(`${neutral}\n\n\n${text}`)}`, note, neutral, text, references };
}

/** The same row with a prompt that shows no passages. */
export function withoutReferences(template: string, row: SftRow): SftRow {
  return { ...row, prompt: restylePrompt(template, row.neutral, []) };
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
