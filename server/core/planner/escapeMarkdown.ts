import { withoutIntruders } from "../text/printable";

/** Plain words as Markdown that shows them and does nothing else: no markup, link, tag or comment comes of it. */
export function escapeMarkdown(text: string): string {
  return withoutIntruders(text)
    .replace(/[\\`*[\]<~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w{1,31};)/g, "\\&")
    .replace(/^(\s*)([#>|+=-])/, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
