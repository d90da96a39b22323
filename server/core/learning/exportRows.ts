import type { Decision } from "./decision";

export const exportFormats = ["trl", "openai", "sharegpt"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface PromptMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

/** The messages that the stylist was asked with, built anew from a decision's parts. */
export type PromptOf = (decision: Decision) => readonly PromptMessage[];

/**
 * One training example for each text that the author kept or made of a suggestion, the last version of it, unless it
 * is the draft itself: that would teach copying.
 * Rejected and replaced candidates are no examples; `dataset build` pairs them with what was kept.
 */
export function exportRows(
  decisions: readonly Decision[],
  format: ExportFormat,
  promptOf: PromptOf,
): readonly object[] {
  return decisions
    .filter(({ outcome, final }) => outcome === "accepted" && final.trim() !== "")
    .filter(({ line, final }) => final.trim() !== line.draft.trim())
    .map((decision) => row(format, promptOf(decision), decision.final));
}

function row(format: ExportFormat, prompt: readonly PromptMessage[], text: string): object {
  const assistant = { role: "assistant", content: text };
  switch (format) {
    case "trl":
      return { prompt, completion: [assistant] };
    case "openai":
      return { messages: [...prompt, assistant] };
    case "sharegpt":
      return {
        conversations: [
          ...prompt.map(({ role, content }) => ({
            from: role === "system" ? "system" : "human",
            value: content,
          })),
          { from: "gpt", value: text },
        ],
      };
  }
}
