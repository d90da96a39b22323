/** Text of an author shown as text, whatever marks and addresses it holds: every sign that Markdown knows is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
