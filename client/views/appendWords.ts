import type { MarkdownString } from "vscode";

/** Appends `text` as words, without any markup. VS Code's own way leaves no space at which a long line could be broken. */
export function appendWords(markdown: MarkdownString, text: string): void {
  const before = markdown.value;
  markdown.appendText(text.trim());
  markdown.value = before + markdown.value.slice(before.length).replaceAll("&nbsp;", " ");
}
