import { analyseNote } from "../core/note/analyseNote";
import { draftOfSelection } from "../core/rewrite/draft";
import type { RuleContext } from "../core/rules/types";
import type { SectionStylist } from "./articleParts";
import type { Stylist } from "./ports";
import { rewriteSelection } from "./rewriteSelection";

export interface SectionStyling {
  /** The author and what the user has stopped; the article's own sources are put in. */
  readonly rules: RuleContext;
  /** Absent = the quick fixes applied together, no model. */
  readonly stylist?: Stylist | undefined;
  readonly candidates: number;
  readonly seed: number;
}

/** Offers an article's sections to the stylist, one at a time; only a version that passed every check is accepted. */
export function sectionStylist(styling: SectionStyling): SectionStylist {
  return async (markdown, { task, signal }) => {
    const unchanged = { text: markdown, accepted: false, by: "neutral words" };
    const note = analyseNote(markdown);
    const draft = draftOfSelection(note, { start: 0, end: markdown.length });
    if (draft === undefined) return { ...unchanged, checks: [] };
    const rewrite = await rewriteSelection({
      draft,
      mode: "style",
      rules: { ...styling.rules, sources: task.sources },
      stylist: styling.stylist,
      candidates: styling.candidates,
      seed: styling.seed,
      typography: "author",
      signal,
    });
    if (rewrite.kind === "failed") return { ...unchanged, checks: [rewrite.why] };
    const { span, candidates, model, notes } = rewrite.value;
    const best = candidates[0]!;
    if (!best.accepted || best.origin === "draft") return { ...unchanged, checks: notes };
    const text = markdown.slice(0, span.start) + best.text + markdown.slice(span.end);
    return { text, accepted: true, by: model, checks: notes };
  };
}
