import type { Span } from "./span";

const closing: Readonly<Record<string, string>> = {
  "\u201C": "\u201D",
  "\u201E": "\u201C\u201D",
  "\u00AB": "\u00BB",
  "\u00BB": "\u00AB",
  "\u2018": "\u2019",
  "\u201A": "\u2018\u2019",
  "\u300C": "\u300D",
  "\u300E": "\u300F",
  '"': '"',
};

/** UTF-16 units; a longer stretch between marks is a mark that was never closed. */
const LONGEST = 2_000;
/** A quotation holds no more marks than this. */
const MOST_MARKS = 40;
const letter = /[\p{L}\p{N}]/u;

/**
 * Text between quotation marks, marks included. Straight single quotes are left alone: they cannot be told from
 * apostrophes. A mark without its partner opens nothing.
 */
export function findQuotations(masked: string): readonly Span[] {
  const marks = Array.from(
    masked.matchAll(/["\u2018-\u201A\u201C-\u201E\u00AB\u00BB\u300C-\u300F]/g),
    ({ index }) => index,
  );
  const found: Span[] = [];
  for (let next = 0; next < marks.length; next++) {
    const close = closeOf(masked, marks, next);
    if (close === undefined) continue;
    found.push({ start: marks[next]!, end: marks[close]! + 1 });
    next = close;
  }
  return found;
}

/** Index into `marks` of the one that closes what `marks[index]` opens. */
function closeOf(masked: string, marks: readonly number[], index: number): number | undefined {
  const open = marks[index]!;
  const mark = masked.charAt(open);
  const wanted = closing[mark];
  if (wanted === undefined || !opens(masked, open)) return undefined;
  const single = mark === "\u2018" || mark === "\u201A";
  const last = Math.min(marks.length - 1, index + MOST_MARKS);
  for (let next = index + 1; next <= last; next++) {
    const at = marks[next]!;
    if (at > open + LONGEST) return undefined;
    if (!wanted.includes(masked.charAt(at))) continue;
    if (single && letter.test(masked.charAt(at + 1))) continue;
    if (mark === '"' && /\s/.test(masked.charAt(at - 1)) && letter.test(masked.charAt(at + 1))) {
      return undefined;
    }
    return at > open + 1 ? next : undefined;
  }
  return undefined;
}

/** A straight or doubled-use mark opens only where no word stands before it and one may begin after it. */
function opens(masked: string, at: number): boolean {
  const mark = masked.charAt(at);
  if (mark !== '"' && mark !== "\u00BB" && mark !== "\u201C" && mark !== "\u2018") return true;
  return !letter.test(masked.charAt(at - 1)) && !/\s/.test(masked.charAt(at + 1));
}
