import type { SourceText } from "../faithfulness/types";
import { withoutIntruders } from "../text/printable";
import { escapeMarkdown } from "./escapeMarkdown";

/** `[S1]`, `[S1, S3]`, `[S1][S2]`: the source marks of a draft. */
const mark = /[ \t]*\[\s*S\d+(?:\s*[,;]\s*S?\d+)*\s*\]/g;

export interface CitedText {
  readonly text: string;
  /** Indexes into the sources of the marks that stand in the text. */
  readonly cited: ReadonlySet<number>;
  /** Marks that name no source; they are left out. */
  readonly unknown: number;
}

/** Turns source marks into footnote marks, e.g. `[S2]` into `[^2]`; `label` gives a source's footnote label. */
export function footnoted(
  draft: string,
  sources: number,
  label: (source: number) => string,
): CitedText {
  const cited = new Set<number>();
  let unknown = 0;
  const text = draft.replace(mark, (found) => {
    const numbers = [...found.matchAll(/\d+/g)].map((digits) => Number(digits[0]) - 1);
    const known = [...new Set(numbers.filter((source) => source >= 0 && source < sources))];
    unknown += numbers.filter((source) => source < 0 || source >= sources).length;
    for (const source of known) cited.add(source);
    return known.map((source) => `[^${label(source)}]`).join("");
  });
  return { text: text.replace(/((?:\[\^[^\]\s]+\])+)([.!?])/g, "$2$1"), cited, unknown };
}

/** The draft as prose without its marks, for checks that read words. */
export function withoutMarks(draft: string): string {
  return draft.replace(mark, "");
}

/** Sentences' ends in a draft that no source mark follows, e.g. to tell how many claims name no source. */
export function unmarkedSentences(draft: string): number {
  return draft
    .split(/\n\s*\n/)
    .flatMap((paragraph) =>
      paragraph.split(
        /(?<=[.!?]["')\u201D\u2019]*(?:\s*\[[^\]]*\])*)\s+(?=[\p{Lu}"'\u201C\u2018])/u,
      ),
    )
    .filter((sentence) => /\p{L}{2}/u.test(sentence) && /[.!?]/.test(sentence))
    .filter((sentence) => sentence.search(mark) === -1).length;
}

/** `[^2]: [harbour-survey.md](<../sources/harbour-survey.md>)`, or the wiki link as the note has it. */
export function footnoteDefinition(label: string, { name }: SourceText): string {
  if (/^\[\[[^[\]\n<\p{Cc}]+\]\]$/u.test(name)) return `[^${label}]: ${name}`;
  const line = withoutIntruders(name).replace(/\s+/g, " ").trim();
  const file = line.split(/[/\\]/).pop() ?? line;
  const target = line.replace(/[<>]/g, (found) => encodeURIComponent(found));
  return `[^${label}]: [${escapeMarkdown(file)}](<${target}>)`;
}

/** Footnote labels for new sources that a note does not use yet. */
export function freeLabels(note: string): (source: number) => string {
  const taken = [...note.matchAll(/\[\^(\d{1,6})\]/g)].map((found) => Number(found[1]));
  const after = Math.max(0, ...taken);
  return (source) => String(after + source + 1);
}
