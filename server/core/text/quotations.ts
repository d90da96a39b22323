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

/**
 * Text between quotation marks, marks included. Straight single quotes are left alone: they cannot be told from
 * apostrophes. A mark without its partner opens nothing.
 */
export function findQuotations(masked: string): readonly Span[] {
  const found: Span[] = [];
  const marks = /["\u2018\u201A\u201C\u201E\u00AB\u00BB\u300C\u300E]/g;
  for (let mark = marks.exec(masked); mark !== null; mark = marks.exec(masked)) {
    const end = closeOf(masked, mark.index);
    if (end === undefined) continue;
    found.push({ start: mark.index, end });
    marks.lastIndex = end;
  }
  return found;
}

/** UTF-16 units; a longer stretch between marks is a mark that was never closed. */
const LONGEST = 2_000;
const letter = /[\p{L}\p{N}]/u;

function closeOf(masked: string, open: number): number | undefined {
  const mark = masked.charAt(open);
  const wanted = closing[mark];
  if (wanted === undefined || !opens(masked, open)) return undefined;
  const single = mark === "\u2018" || mark === "\u201A";
  const end = Math.min(masked.length, open + LONGEST);
  for (let at = open + 1; at < end; at++) {
    if (!wanted.includes(masked.charAt(at))) continue;
    if (single && letter.test(masked.charAt(at + 1))) continue;
    if (mark === '"' && /\s/.test(masked.charAt(at - 1)) && letter.test(masked.charAt(at + 1))) {
      return undefined;
    }
    return at + 1 > open + 2 ? at + 1 : undefined;
  }
  return undefined;
}

/** A straight or doubled-use mark opens only where no word stands before it and one may begin after it. */
function opens(masked: string, at: number): boolean {
  const mark = masked.charAt(at);
  if (mark !== '"' && mark !== "\u00BB" && mark !== "\u201C" && mark !== "\u2018") return true;
  return !letter.test(masked.charAt(at - 1)) && !/\s/.test(masked.charAt(at + 1));
}
