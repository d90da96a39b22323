import { verifyProse } from "../faithfulness/verifyText";
import type { ClaimVerdict, SourceSet } from "../faithfulness/types";
import { analyseNote } from "../note/analyseNote";
import type { Prose } from "../note/types";
import { phrase, type Phrase } from "../phrase";
import { overlaps } from "../text/span";

/** A claim of a section that its sources do not carry. */
export interface FlaggedClaim {
  readonly text: string;
  readonly why: Phrase;
}

/**
 * Holds a section against its sources. `believed` is `sources` without paragraphs that speak to a model: what only
 * such a paragraph says may stand as a quotation, nowhere else.
 */
export function checkSection(
  markdown: string,
  sources: SourceSet,
  believed: SourceSet,
): readonly FlaggedClaim[] {
  return analyseNote(markdown).prose.flatMap(({ prose }) => {
    const flagged = verifyProse(prose, believed).filter((verdict) => verdict.flagged);
    if (flagged.length === 0) return [];
    const open =
      believed === sources ? flagged : flagged.filter((v) => !isQuoted(v, prose, sources));
    return open.map(({ start, end, issues }) => ({
      text: prose.text.slice(start, end).trim(),
      why: issues[0]?.because ?? phrase("no source carries this"),
    }));
  });
}

/** The claim holds words of a source between quotation marks, and nothing else is wrong with it. */
function isQuoted(verdict: ClaimVerdict, prose: Prose, sources: SourceSet): boolean {
  if (!prose.quotations.some((quotation) => overlaps(quotation, verdict))) return false;
  return verifyProse(prose, sources).every((v) => !v.flagged || !overlaps(v, verdict));
}
