import type { Located } from "../note/types";
import type { Steps } from "../steps";
import type { Phrase } from "../phrase";
import type { Span } from "../text/span";
import type { Judgements } from "./judgements";
import type { SourceIndex } from "./sourceIndex";

export type { SourceIndex };

/** A source as it was read: the text a claim is held against. */
export interface SourceText {
  /** Absolute path or URI. */
  readonly location: string;
  /** What the note calls it. */
  readonly name: string;
  readonly text: string;
  /** Present where the text was taken out of another kind of file: its lines are none of the file's. */
  readonly extracted?: ExtractedFrom;
}

export interface ExtractedFrom {
  /** Text out of HTML is Markdown. */
  readonly format: "pdf" | "html";
  /** Where pages begin: UTF-16 offsets into the text, ascending. Empty where there are none. */
  readonly pages: readonly number[];
}

/** A listed source that could not be used; the span is the entry's place in the front matter. */
export interface SourceProblem extends Located<string> {
  readonly severity: "warning" | "information";
  readonly message: string;
}

/** The sources of one note, indexed once. `index` is owned by core/faithfulness. */
export interface SourceSet {
  /** Equal for equal content: a cache key. */
  readonly id: string;
  readonly texts: readonly SourceText[];
  readonly problems: readonly SourceProblem[];
  /** Files whose change, appearance or loss makes the set stale: those that were read and those that were looked for. */
  readonly watched: readonly string[];
  readonly index: SourceIndex;
  /** Makes the index step by step, so that asking for it takes no time. */
  indexing(): Steps<SourceIndex>;
  /** What a judge that was asked has said of claims. */
  readonly judgements?: Judgements;
}

/** A span of a source. Offsets are UTF-16 units into `source.text`. */
export interface Evidence extends Span {
  readonly source: SourceText;
  readonly score: number;
}

export type Verdict = "supported" | "unsupported" | "contradicted" | "uncheckable";

/** What a check found wrong: each kind has its rule, `faithfulness/<kind>`. */
export type IssueKind =
  "number" | "date" | "name" | "quotation" | "attachment" | "contradiction" | "unsupported";

/** One difference between a claim and the sources; the span is into the text that was checked. */
export interface Issue extends Span {
  readonly kind: IssueKind;
  /** What was compared and how it differs, in English. Made with `because`. */
  readonly why: string;
  readonly because: Phrase;
  /** What the source has in this place, where it has something. */
  readonly sourceValue?: string;
  readonly evidence?: Evidence;
}

/** One claim of a text, as `verify` prints it; spans into the text. */
export interface ClaimVerdict extends Span {
  readonly verdict: Verdict;
  /** 0 to 1, probability that the source does not carry it. */
  readonly score: number;
  /** The words that the source does not carry. */
  readonly unsupportedSpans: readonly Span[];
  readonly evidence: readonly Evidence[];
  /** Plain words: what was compared and how it differs. */
  readonly why: string;
  /** Whether an editor underlines it by default. */
  readonly flagged: boolean;
  /** Every difference that was found, the most telling first. */
  readonly issues: readonly Issue[];
}
