/** A model's answer without what models put around one: tags of the prompt and a line that announces the text. */
export function bareAnswer(answer: string): string {
  return answer
    .replace(/^\s*(?:here(?:'s|\u2019s| is)|sure|certainly)\b[^\n]{0,120}:\s*\n+/i, "")
    .replace(/^\s*<draft>\s*/i, "")
    .replace(/\s*<\/draft>[^]*$/i, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

const chatter =
  /^(?:sure|certainly|of course|here(?:'s| is| are)|as an ai|i(?:'m| am) (?:sorry|unable|an ai)|i can(?:'t|not) |(?:the )?(?:rewritten|revised) (?:text|version|draft|passage)|note:|draft:|passage:)/i;

/** Talks about the task instead of doing it. */
export function isChatter(text: string, draft: string): boolean {
  const plain = (value: string): string => value.trimStart().replaceAll("\u2019", "'");
  return chatter.test(plain(text)) && !chatter.test(plain(draft));
}

const SHINGLE = 5;

/** Repeats itself: a run of five words stands more than once, and more often than in the draft. */
export function repeatsItself(text: string, draft: string): boolean {
  const before = shingles(draft, SHINGLE);
  return [...shingles(text, SHINGLE)].some(
    ([shingle, times]) => times > Math.max(1, before.get(shingle) ?? 0),
  );
}

/** Words in a row that may come from a reference by chance. */
const LONGEST_BORROWED = 8;

/** Took a run of words from a reference passage that the draft does not have. */
export function borrows(text: string, draft: string, references: readonly string[]): boolean {
  const own = shingles(draft, LONGEST_BORROWED);
  const foreign = references.map((reference) => shingles(reference, LONGEST_BORROWED));
  return [...shingles(text, LONGEST_BORROWED).keys()].some(
    (shingle) => !own.has(shingle) && foreign.some((reference) => reference.has(shingle)),
  );
}

function shingles(text: string, length: number): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at + length <= words.length; at++) {
    const key = words.slice(at, at + length).join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
