import type { Span } from "../../server/core/text/span";

/** What is underlined, and what belongs in its place where that is known. */
export interface Mark extends Span {
  readonly words: string;
  readonly instead?: string;
}

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Reads "The mast is {48→84} metres high.": `48` is underlined and `84` belongs there. */
export function readMarks(marked: string): MarkedText {
  const marks: Mark[] = [];
  let text = "";
  let read = 0;
  for (const found of marked.matchAll(/\{([^{}→]+)(?:→([^{}]*))?\}/gu)) {
    const [whole, words = "", instead] = found;
    text += marked.slice(read, found.index);
    const span = { start: text.length, end: text.length + words.length, words };
    marks.push(instead === undefined ? span : { ...span, instead });
    text += words;
    read = found.index + whole.length;
  }
  return { text: text + marked.slice(read), marks };
}
