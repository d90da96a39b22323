/** Words of a text in lower case, those with hyphens whole. Line ends are left out: what stands there may be half a word. */
export function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of lines) {
    for (const [word] of line.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)*(?!-?$)/gu))
      words.add(word);
  }
  return words;
}

/** Undoes the hyphen that a line end has put into a word, and keeps one that belongs there. */
export function joinLines(before: string, line: string, words: ReadonlySet<string>): string {
  if (before.endsWith("\u00AD")) return before.slice(0, -1) + line;
  const head = /([\p{L}\p{N}-]*[\p{L}\p{N}])[-\u2010]$/u.exec(before.slice(-80))?.[1];
  if (head === undefined) return /\d[–—]$/.test(before) ? before + line : `${before} ${line}`;
  const tail = /^\p{Ll}+/u.exec(line)?.[0];
  // "COVID-19", "Anglo-Saxon": no word is divided before a number or a capital.
  if (tail === undefined) return /^[\p{L}\p{N}]/u.test(line) ? before + line : `${before} ${line}`;
  const whole = `${head}${tail}`.toLowerCase();
  const compound = `${head}-${tail}`.toLowerCase();
  const keeps =
    /\d$/.test(head) || head.includes("-") || (words.has(compound) && !words.has(whole));
  return keeps ? before + line : before.slice(0, -1) + line;
}
