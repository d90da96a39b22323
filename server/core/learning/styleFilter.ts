import type { Candidate } from "../rewrite/candidate";
import { seemsInvented } from "../rewrite/checkContent";
import type { PreferenceRow, SftRow } from "./rows";
import { preferenceRow, referencesIn, sftRow } from "./rows";

/** A training row and what the stylist made of its draft. */
export interface Sampled {
  readonly row: SftRow;
  /** Log-odds that the author wrote the row's draft and its text; null where that cannot be said. */
  readonly style: { readonly draft: number | null; readonly text: number | null };
  readonly candidates: readonly Pick<
    Candidate,
    "plain" | "accepted" | "logit" | "added" | "unsupported"
  >[];
}

export interface Filtered {
  /** For the next round. */
  readonly sft: readonly SftRow[];
  /** The text of a row over what says more than the draft. */
  readonly preference: readonly PreferenceRow[];
}

/** Share of the author's own texts that are less like the author than what is kept. */
const QUANTILE = 0.25;
/** Candidates of one draft that train the next round: many texts of one draft would outweigh the others. */
const MOST_KEPT = 1;

/**
 * Rows whose text sounds more like the author than its draft, and candidates that pass every check and sound as much like
 * the author as most of the author's own texts do.
 */
export function filtered(template: string, sampled: readonly Sampled[]): Filtered {
  const texts = sampled.flatMap(({ style }) => style.text ?? []).sort((a, b) => a - b);
  const threshold = texts[Math.floor(texts.length * QUANTILE)] ?? Infinity;
  const sft: SftRow[] = [];
  const preference: PreferenceRow[] = [];
  for (const { row, style, candidates } of sampled) {
    const { note, neutral, text } = row;
    if (style.text === null || style.draft === null || style.text > style.draft) sft.push(row);
    const pair = { note, neutral, references: referencesIn(row.prompt) };
    const consistent = candidates
      .filter(({ accepted, logit, plain }) => accepted && logit >= threshold && plain !== text)
      .sort((a, b) => b.logit - a.logit);
    for (const { plain } of consistent.slice(0, MOST_KEPT)) {
      const made = sftRow(template, { ...pair, source: "accepted", text: plain });
      sft.push({ ...made, source: "sampled" });
    }
    const strange = candidates.find(seemsInvented);
    if (strange === undefined) continue;
    const refused = { ...pair, source: "rejected" as const, chosen: text, rejected: strange.plain };
    preference.push({ ...preferenceRow(template, refused), source: "sampled" });
  }
  return { sft, preference };
}
