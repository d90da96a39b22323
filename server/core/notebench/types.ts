import type { BleuCounts } from "./bleu";

/** What an article is planned from. */
export interface ArticleFacts {
  readonly title: string;
  readonly brief: readonly string[];
  readonly facts: string;
}

/** A style-neutral draft and the author's own text of the same content. */
export interface BenchItem {
  readonly id: string;
  /** `source/author`. */
  readonly author: string;
  /** File name of the post that the text stands in: nothing may be learned from it. */
  readonly post: string;
  /** Restyled one by one: the draft of a pair, or those of an article's sections. */
  readonly parts: readonly string[];
  readonly authorText: string;
  /** What may be claimed beside the draft: an article's facts. */
  readonly sources: readonly string[];
  /** Absent for a pair. */
  readonly article?: ArticleFacts;
}

/** What a system made of an item. */
export interface BenchOutput {
  readonly text: string;
  /** Passed the checks; null where none were made. */
  readonly accepted: boolean | null;
  readonly origin: string;
  /** Nothing usable came: no answer, an empty one, or talk about the task. */
  readonly refused: boolean;
  /** Null where the output was not made by itself. */
  readonly seconds: number | null;
}

/** An output with everything that is measured of it alone. */
export interface Scored {
  readonly author: string;
  readonly rougeL: number;
  readonly bleu: BleuCounts;
  /** The same two without folding, to compare with figures measured so. */
  readonly asWritten: { readonly rougeL: number; readonly bleu: BleuCounts };
  /** Log-odds of the judge: for the output, its draft and the author's own text. */
  readonly logit: number;
  readonly draftLogit: number;
  readonly authorLogit: number;
  /** Share of the draft's numbers and names that is still there; how many are new. */
  readonly kept: number;
  readonly added: number;
  /** The checker found something that draft and sources lack, or that goes against them. */
  readonly unfaithful: boolean;
  readonly unfactual: boolean;
  /** Words, of the draft's. */
  readonly lengthRatio: number;
  readonly output: BenchOutput;
}

/** The rows of one system, a group an author: both levels are drawn from in the bootstrap. */
export type Groups = readonly (readonly Scored[])[];
