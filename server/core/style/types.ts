/** Counts of habits by key, e.g. `contraction/contracted`. Keys are owned by core/habits; the profile only adds them up. */
export type HabitCounts = Readonly<Record<string, number>>;

/** A passage of the author, kept for examples and retrieval. */
export interface AuthorPassage {
  readonly id: string;
  /** The note it stands in, as learned: a path relative to the learned folder, forward slashes. */
  readonly note: string;
  /** Absolute path or URI of that note at learning time. */
  readonly location: string;
  /** Lines from 0 at learning time. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly words: number;
}

export interface StyleScore {
  /** Calibrated probability in [0, 1] that the author wrote the text, prior one half. */
  readonly probability: number;
  /** The same as log-odds. */
  readonly logit: number;
}

export type Judgement<T> =
  | { readonly kind: "judged"; readonly value: T }
  | { readonly kind: "silent"; readonly why: string };

/**
 * The author as everything else sees them: a profile, usually without the note under judgement.
 * Values, not calls into storage: cheap to ask while typing.
 */
export interface StyleView {
  readonly author: string;
  readonly language: string;
  /** Words learned from, without the excluded note. */
  readonly words: number;
  readonly notes: number;
  /** Equal for equal content: a cache key for findings. */
  readonly id: string;
  /** Why nothing can be judged (too few words, ...); absent when it can. */
  readonly silentBecause?: string;
  /** Occurrences of one habit key over all learned notes. */
  count(habit: string): number;
  /** In how many learned notes the key occurs. */
  notesWith(habit: string): number;
  /** Options of a choice that the author has used (`choice/option` keys with a count above 0), most frequent first. */
  options(choice: string): readonly string[];
  /** `plain` as in Prose.plain / Passage.plain. */
  score(plain: string): Judgement<StyleScore>;
  /** The author's own passages nearest in form and topic, best first; never from the excluded note. */
  nearest(plain: string, k: number): readonly AuthorPassage[];
  /** The author's own passages that show a habit key, best first. */
  examples(habit: string, k: number): readonly AuthorPassage[];
  /** True when the author has written this folded lower-case phrase. */
  hasWritten(phrase: string): boolean;
}
