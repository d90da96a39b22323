import { wordsIn } from "../text/words";
import { PrintIndex, textPrint } from "./nearDuplicates";
import type { Answer, PreferenceRow, SftRow } from "./rows";
import type { PromptMessage } from "../rewrite/prompt";

export const hostedMethods = ["supervised", "dpo"] as const;
export type HostedMethod = (typeof hostedMethods)[number];

type Message = PromptMessage | Answer;

/** A line of OpenAI's chat format for fine-tuning. */
export interface ChatExample {
  readonly messages: readonly Message[];
}

/** A line of OpenAI's preference format. */
export interface ChatPreference {
  readonly input: { readonly messages: readonly PromptMessage[] };
  readonly preferred_output: readonly [Answer];
  readonly non_preferred_output: readonly [Answer];
}

export interface HostedRows {
  readonly rows: readonly (ChatExample | ChatPreference)[];
  /** Of all messages. */
  readonly words: number;
  /** Of all messages, in UTF-16 units. */
  readonly characters: number;
  /** Rows left out because a withheld text stands in them, nearly or in part. */
  readonly leftOut: number;
}

export interface HostedInput {
  readonly sft: readonly SftRow[];
  readonly preference: readonly PreferenceRow[];
  /** Texts that must not leave this machine: what is measured on, and what the author struck. */
  readonly withheld: readonly string[];
}

export const chatExample = ({ prompt, completion }: SftRow): ChatExample => ({
  messages: [...prompt, ...completion],
});

const chatPreference = ({ prompt, chosen, rejected }: PreferenceRow): ChatPreference => ({
  input: { messages: prompt },
  preferred_output: chosen,
  non_preferred_output: rejected,
});

/** Rows to train on in a service's format: texts alone, without ids and names of notes. */
export function hostedRows(method: HostedMethod, input: HostedInput): HostedRows {
  const withheld = new PrintIndex();
  for (const text of input.withheld) withheld.add(textPrint(text));
  const all =
    method === "supervised" ? input.sft.map(chatExample) : input.preference.map(chatPreference);
  const rows = all.filter((row) => textsOf(row).every((text) => !withheld.has(textPrint(text))));
  const texts = rows.flatMap(textsOf);
  return {
    rows,
    words: sum(texts.map(wordsIn)),
    characters: sum(texts.map((text) => text.length)),
    leftOut: all.length - rows.length,
  };
}

function textsOf(row: ChatExample | ChatPreference): readonly string[] {
  const messages =
    "messages" in row
      ? row.messages
      : [...row.input.messages, ...row.preferred_output, ...row.non_preferred_output];
  return messages.map(({ content }) => content);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
