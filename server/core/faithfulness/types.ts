import type { Located } from "../note/types";
import type { Span } from "../text/span";

/** A source as it was read: the text a claim is held against. */
export interface SourceText {
  /** Absolute path or URI. */
  readonly location: string;
  /** What the note calls it. */
  readonly name: string;
  readonly text: string;
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
  readonly index: SourceIndex;
}

/** Words of the sources by position: finds evidence in time that does not grow with whole-document overlap. */
export interface SourceIndex {
  /** The windows most likely to carry or contradict `claim`, best first. */
  evidence(claim: string, k: number): readonly Evidence[];
}

/** A span of a source. Offsets are UTF-16 units into `source.text`. */
export interface Evidence extends Span {
  readonly source: SourceText;
  readonly score: number;
}

export type Verdict = "supported" | "unsupported" | "contradicted" | "uncheckable";

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
}
