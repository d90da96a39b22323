import type { Prose } from "../note/types";
import type { Span } from "../text/span";

/**
 * A spot in prose where an author has alternatives and picked one. Choices are named `family.item`
 * (`contractions.do-not`); what counts alike over all items is counted under the `group` too (`contractions`).
 */
export interface Occurrence extends Span {
  readonly choice: string;
  /** What stands here. */
  readonly option: string;
  /** A coarser choice with the same options, asked when the choice itself is too rare. */
  readonly group?: string;
  /** True when the other options have uses of their own: only an author who never picks this one prefers the others. */
  readonly oneWay?: boolean;
  /** What could stand here instead, where the replacement is safe. */
  readonly alternatives: readonly Alternative[];
  /** What else must be replaced together with the span, e.g. the closing mark of a quotation. */
  readonly partner?: Span;
}

export interface Alternative {
  readonly option: string;
  /** Replaces the span. */
  readonly text: string;
  /** Replaces the partner. */
  readonly partnerText?: string;
}

/** A word, phrase or mark that a measure counts; spans relative to the prose. */
export interface Hit extends Span {
  readonly measure: string;
}

/** Finds the occurrences of some choices; matches on `prose.masked`, so protected text is invisible to it. */
export interface Detector {
  /** ISO 639-1; absent = every language. */
  readonly language?: string;
  /** True when its occurrences are the marks around quotations. */
  readonly looksAtQuotationMarks?: boolean;
  find(prose: Prose): readonly Occurrence[];
}

/** The key under which an option of a choice is counted. */
export function habitKey(choice: string, option: string): string {
  return `${choice}/${option}`;
}
