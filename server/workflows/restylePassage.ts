import type { SourceSet } from "../core/faithfulness/types";
import { draftOfPlain } from "../core/rewrite/draft";
import type { StyleView } from "../core/style/types";
import type { CandidateReport } from "../protocol/requests";
import { rewriteSelection, type RewriteOptions } from "./rewriteSelection";

export interface PassageOptions extends Pick<
  RewriteOptions,
  "stylist" | "candidates" | "seed" | "typography" | "signal"
> {
  /** Prose without Markdown. */
  readonly neutral: string;
  readonly style: StyleView;
  /** What may be claimed beside the draft. */
  readonly sources?: SourceSet | undefined;
}

export interface RestyledPassage extends Pick<
  CandidateReport,
  "text" | "accepted" | "origin" | "style" | "unsupported" | "kept" | "added"
> {
  /** Answers of the model that were checked. */
  readonly candidates: number;
  /** What the user must know. */
  readonly notes: readonly string[];
}

/** A passage of plain prose as the editor would offer it; as it was where nothing can be offered. */
export async function restylePassage(options: PassageOptions): Promise<RestyledPassage> {
  const { neutral, style, sources, ...rest } = options;
  const unchanged: RestyledPassage = {
    ...{ text: neutral, accepted: false, origin: "draft", candidates: 0, notes: [] },
    style: { draft: null, text: null },
    ...{ unsupported: 0, kept: 1, added: [] },
  };
  const draft = draftOfPlain(neutral, style.language);
  if (draft === undefined) return unchanged;
  const rewrite = await rewriteSelection({
    ...rest,
    draft,
    mode: "style",
    rules: {
      style,
      stopped: new Set(),
      severities: {},
      ...(sources === undefined ? {} : { sources }),
    },
  });
  if (rewrite.kind === "failed") return { ...unchanged, notes: [rewrite.why] };
  const { candidates, sampled, notes } = rewrite.value;
  const { text, accepted, origin, style: scores, unsupported, kept, added } = candidates[0]!;
  return {
    ...{ text, accepted, origin, candidates: sampled },
    ...{ style: scores, unsupported, kept, added },
    notes,
  };
}
