import type { SourceSet } from "../faithfulness/types";

/** One section as planned: what it is called, what it says in one line, and the points it makes. */
export interface PlannedSection {
  readonly heading: string;
  readonly summary: string;
  readonly points: readonly string[];
}

/** The plan of an article. The user may edit it before anything is written. */
export interface Outline {
  readonly title: string;
  readonly sections: readonly PlannedSection[];
}

/** What an article is to be about, and the only texts it may draw on. */
export interface ArticleTask {
  readonly title: string;
  readonly brief: string;
  readonly sources: SourceSet;
}

/**
 * A section in neutral words. `text` is Markdown without headings, whose claims carry source marks
 * `[S1]`, `[S1, S3]`: numbers from 1 into `ArticleTask.sources.texts`.
 */
export interface SectionDraft {
  readonly text: string;
  /** One line that says what the section says. */
  readonly summary: string;
  /** What the user should know about this section, e.g. that the sources say nothing about it. */
  readonly notes: readonly string[];
}
