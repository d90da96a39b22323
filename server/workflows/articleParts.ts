import type { FlaggedClaim } from "../core/planner/checkSection";
import type { ArticleTask, Outline } from "../core/planner/types";
import type { Planner, Progress, ServiceResult } from "./ports";
import { t } from "./worded";

export type Failure = Extract<ServiceResult<never>, { kind: "failed" }>;

/** A section in the author's voice, or why it stayed as it was. */
export interface StyledSection {
  readonly text: string;
  readonly accepted: boolean;
  /** Who wrote it, e.g. the stylist's model or "your quick fixes". */
  readonly by: string;
  /** Plain words for the report. */
  readonly checks: readonly string[];
}

/** Offers one section to the stylist. Absent where no author is learned. */
export type SectionStylist = (
  markdown: string,
  about: {
    readonly heading: string;
    readonly summary: string;
    readonly task: ArticleTask;
    readonly signal?: AbortSignal;
  },
) => Promise<StyledSection>;

export interface ArticleParts {
  readonly planner: Planner;
  /** Takes over, labelled, when the planner's server fails. */
  readonly fallback?: Planner;
  readonly stylist?: SectionStylist;
}

export interface PlannedArticle {
  readonly outline: Outline;
  /** Who planned it, as shown to the user. */
  readonly planner: string;
  readonly notes: readonly string[];
}

export interface SectionReport {
  readonly heading: string;
  /** Who wrote the content, and who the words. */
  readonly planner: string;
  readonly voice: string;
  readonly summary: string;
  /** Claims that the sources do not carry: for the author to check. */
  readonly flagged: readonly FlaggedClaim[];
  /** Sentences without a source mark. */
  readonly unmarked: number;
  readonly notes: readonly string[];
}

export interface Article {
  /** What stands below the note's front matter. */
  readonly markdown: string;
  readonly planner: string;
  readonly sections: readonly SectionReport[];
  /** Everything the user must know, section by section, in plain words. */
  readonly notes: readonly string[];
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** A section as it grows; `text` replaces what was shown for it. */
  readonly onSection?: (index: number, text: string, done: boolean) => void;
  readonly progress?: Progress;
  /** On cancellation, before it is thrown: the article as far as whole sections were written. */
  readonly onInterrupted?: (article: Article) => void;
  /** Whether a first line says the title: where no front matter does. */
  readonly withTitle?: boolean;
  /** The footnote label of a source; by default its number. */
  readonly label?: (source: number) => string;
}

export const insteadOf = (fallback: Planner, why: string): string =>
  t("written by the {0}, because the chosen planner failed ({1}).", fallback.name, why);
