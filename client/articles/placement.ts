/** UTF-16 offset right after a note's YAML front matter, with its line break; 0 where there is none. */
export function endOfFrontMatter(text: string): number {
  const block =
    /^\uFEFF?---[ \t]*(?:\r\n|\n)(?:[^\r\n]*(?:\r\n|\n))*?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|$)/;
  return block.exec(text)?.[0].length ?? 0;
}

/** Whether the front matter asks for an article. */
export function hasBrief(text: string): boolean {
  return /^(?:brief|sources)[ \t]*:/m.test(text.slice(0, endOfFrontMatter(text)));
}

/** A note's text with an article below its front matter; what stood there follows the article. */
export function placeArticle(note: string, article: string): { text: string; inserted: string } {
  const at = endOfFrontMatter(note);
  const [head, tail] = [note.slice(0, at), note.slice(at)];
  const before = head === "" ? "" : head.endsWith("\n") ? "\n" : "\n\n";
  const inserted = `${before}${article.trim()}\n${/^\s*$/.test(tail) ? "" : "\n"}`;
  return { text: head + inserted + tail, inserted };
}
