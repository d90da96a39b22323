import { fill, parsePrompt } from "../planner/prompt";
import type { AuthorPassage } from "../style/types";

export interface PromptMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

/** Passages of the author that the model is shown. */
export const REFERENCES = 4;
/** Words of a reference passage that the embedded model is shown and trained on; bigger models are shown more. */
export const SHORT_REFERENCE = 45;
export const LONG_REFERENCE = 150;

/**
 * Fills the template (`assets/prompts/restyle.md`) with `{{passages}}` and `{{draft}}`. Texts stand between tags that
 * they cannot close, never between code fences.
 */
export function restylePrompt(
  template: string,
  draft: string,
  references: readonly Pick<AuthorPassage, "text">[],
  longest: number = SHORT_REFERENCE,
): readonly PromptMessage[] {
  const { system, user } = parsePrompt(template);
  const passages = references
    .map(({ text }) => tagged("passage", clipped(text, longest)))
    .join("\n");
  const values = { passages, draft: tagged("draft", draft) };
  return [
    { role: "system", content: fill(system, values) },
    { role: "user", content: fill(user, values) },
  ];
}

function tagged(tag: string, text: string): string {
  const inside = text.replace(/<(?=\/?(?:passage|draft)\b)/gi, "\u2039");
  return `<${tag}>\n${inside}\n</${tag}>`;
}

/** Whole sentences up to `longest` words, or so many words of the first sentence. */
function clipped(text: string, longest: number): string {
  const words = text.split(/\s+/);
  if (words.length <= longest) return text;
  const start = words.slice(0, longest).join(" ");
  const end = Math.max(...[". ", "! ", "? "].map((mark) => start.lastIndexOf(mark)));
  return end > 0 ? start.slice(0, end + 1) : start;
}
