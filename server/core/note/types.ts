import type { Phrase } from "../phrase";
import type { Span } from "../text/span";

/** What stands inside prose and is not prose: it is never judged and never changed by a rewrite. */
export type ProtectedKind =
  "code" | "math" | "link" | "url" | "image" | "html" | "footnote" | "citation" | "wikiLink";

export interface ProtectedSpan extends Span {
  readonly kind: ProtectedKind;
}

export interface Word extends Span {
  readonly text: string;
}

export interface Sentence extends Span {
  readonly words: readonly Word[];
}

export type ProseKind = "paragraph" | "heading" | "listItem";

/**
 * One analysed run of prose: a paragraph, a heading's content or a list item's own text.
 * Immutable and independent of its place in the note, so analyses and findings can be cached by `key`.
 * All spans are UTF-16 offsets relative to the start of `text`.
 */
export interface Prose {
  readonly kind: ProseKind;
  /** 1-6 for headings; nesting depth from 1 for list items; 0 for paragraphs. */
  readonly level: number;
  /** Equal for equal prose: kind, level and text. */
  readonly key: string;
  /** The document's own characters. */
  readonly text: string;
  /**
   * As long as `text`, offset for offset. Markup that a reader does not see (`**`, link targets, comments,
   * quote marks of containers) is replaced by U+200B; code, maths, images, addresses, citations and footnote
   * marks by U+FFFC. Link *texts* stay. Rules match on this.
   */
  readonly masked: string;
  /** Folded as docs/command-line.md says: ASCII quotes and dashes, code as CODE, addresses as URL, single spaces, no markup. */
  readonly plain: string;
  readonly sentences: readonly Sentence[];
  readonly words: number;
  readonly protectedSpans: readonly ProtectedSpan[];
  /** Text between quotation marks, marks included. Not the author's own words. */
  readonly quotations: readonly Span[];
}

/** A `Prose` at its place: `note.text.slice(start, end) === prose.text`. */
export interface PlacedProse extends Span {
  readonly prose: Prose;
  /** Index into `note.sections`. */
  readonly section: number;
}

/**
 * 40 to 200 words of neighbouring prose paragraphs of one section; the unit of style judgement.
 * A long paragraph is one passage by itself even above 200 words.
 */
export interface Passage extends Span {
  readonly section: number;
  readonly parts: readonly PlacedProse[];
  readonly words: number;
  /** Equal for equal parts. */
  readonly key: string;
  /** The parts' `plain`, joined by blank lines. */
  readonly plain: string;
}

export interface Section extends Span {
  /** Absent for what stands before the first heading. */
  readonly heading?: PlacedProse;
  readonly level: number;
}

/** A value of the front matter with its place in the note (absolute). */
export interface Located<T> extends Span {
  readonly value: T;
}

/** `value` is in English. */
export interface FrontMatterProblem extends Located<string> {
  readonly phrase: Phrase;
}

export interface FrontMatter extends Span {
  readonly title?: Located<string>;
  readonly brief?: Located<string>;
  /** One entry per listed source: a relative path, a glob, a `[[wiki link]]` or an address. */
  readonly sources: readonly Located<string>[];
  /** What is wrong with the YAML or with a field, at its place. */
  readonly problems: readonly FrontMatterProblem[];
}

/** `<!-- penprint-ignore rule, rule -- reason -->`; no rule means all. Span is absolute. */
export interface IgnoreDirective extends Span {
  readonly rules: readonly Located<string>[];
  /** `-ignore-line`: the next line; `-ignore`: the next block; `-ignore-file`: the note. */
  readonly scope: "line" | "block" | "file";
  /** What it covers, absolute. */
  readonly covers: Span;
}

/** A block quotation: somebody else's words. Span is absolute. */
export interface BlockQuote extends Span {
  readonly plain: string;
}

/** An analysed Markdown document. Immutable; an edit makes a new one that shares what did not change. */
export interface Note {
  readonly text: string;
  readonly frontMatter?: FrontMatter;
  /** In document order; block quotations, tables, code, HTML and footnote definitions are not in here. */
  readonly prose: readonly PlacedProse[];
  readonly passages: readonly Passage[];
  /** At least one; the first starts where the body starts. */
  readonly sections: readonly Section[];
  readonly blockQuotes: readonly BlockQuote[];
  /** Blocks of prose that are too long to be analysed: they are in none of the others. */
  readonly tooLong: readonly Span[];
  readonly ignores: readonly IgnoreDirective[];
  /** Words of `prose`. */
  readonly words: number;
  /** ISO 639-1 code of the body, "und" when it cannot be told. */
  readonly language: string;
}
