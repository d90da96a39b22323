import { restyleByRules } from "../rules/applyFixes";
import type { RuleContext } from "../rules/types";
import type { StyleView } from "../style/types";
import { bareAnswer } from "./answer";
import { checkContent, DOUBTFUL, type ContentReport, type Reference } from "./checkContent";
import { checkStyle, type StyleReport } from "./checkStyle";
import { assemble, proseOf, textOf, type Draft } from "./draft";
import { maskDraft, unmask, type MaskedDraft } from "./slots";
import { matchTypography } from "./typography";

export type Origin = "model" | "rules" | "draft";

/** A version of the draft, and what its checks found. */
export interface Candidate {
  readonly origin: Origin;
  /** In the draft's place: with its gaps and line breaks. */
  readonly text: string;
  readonly plain: string;
  /** Style and content are both good: it may be offered. */
  readonly accepted: boolean;
  readonly style: { readonly draft: number | null; readonly text: number | null };
  readonly logit: number;
  readonly unsupported: number;
  readonly kept: number;
  readonly added: readonly string[];
  readonly checks: readonly string[];
}

export interface CandidateContext {
  readonly style: StyleView;
  readonly rules: RuleContext;
  readonly reference: Reference;
  readonly typography: "draft" | "author";
  /** See `checkStyle`. */
  readonly leastGain?: number;
}

/** A model's answer to `masked`, put back together and checked; in words why, where it cannot be. */
export function candidateOfAnswer(
  answer: string,
  draft: Draft,
  masked: MaskedDraft,
  context: CandidateContext,
): Candidate | { readonly kind: "unusable"; readonly why: string } {
  const bare = bareAnswer(answer);
  if (bare === "") return { kind: "unusable", why: "empty" };
  const whole = unmask(bare, masked);
  if (whole.kind === "broken") return { kind: "unusable", why: whole.why };
  const typeset = matchTypography(whole.text, textOf(draft));
  const own =
    context.typography === "author"
      ? restyleByRules(typeset, context.rules, { language: draft.language, typography: true })
      : typeset;
  const read = readBack(own, draft);
  if (typeof read === "string") return { kind: "unusable", why: read };
  const content = checkContent(read.plain, context.reference);
  const style = checkStyle(context.style, context.reference.plain, read.plain, context.leastGain);
  // A quick fix is known to keep the meaning; of what a model wrote, doubt is enough.
  const doubtful = content.strange >= DOUBTFUL;
  const checked = doubtful
    ? { ...content, checks: [...content.checks, "✗ may say what the draft does not"] }
    : content;
  return make("model", read, checked, style, content.passed && style.passed && !doubtful);
}

/** Log-odds: what a word more or less moves the score of a passage either way. */
const WOBBLE = 0.3;

/** The deterministic restyler: every quick fix of the style rules at once, around what must not change. */
export function candidateOfRules(draft: Draft, context: CandidateContext): Candidate {
  const masked = maskDraft(draft.units, ["X"]);
  const restyled = restyleByRules(masked.text, context.rules, {
    language: draft.language,
    typography: context.typography === "author",
  });
  const whole = unmask(restyled, masked);
  const read = whole.kind === "whole" ? readBack(whole.text, draft) : whole.why;
  if (typeof read === "string" || read.plain === context.reference.plain) {
    return candidateOfDraft(draft, context);
  }
  const content = checkContent(read.plain, context.reference);
  const style = checkStyle(context.style, context.reference.plain, read.plain);
  // Each fix is a habit of the author: it need not move the score of the passage, only not worsen it.
  const accepted = content.passed && style.gain >= -WOBBLE;
  return accepted ? make("rules", read, content, style, true) : candidateOfDraft(draft, context);
}

/** The draft as it stands: what is safe when nothing better is found. */
export function candidateOfDraft(draft: Draft, context: CandidateContext): Candidate {
  const { plain } = context.reference;
  const content = checkContent(plain, context.reference);
  const style = checkStyle(context.style, plain, plain);
  const text = assemble(
    draft,
    draft.units.map(({ prose }) => prose.text),
  );
  return { ...make("draft", { text, plain }, content, style, false), checks: ["the draft itself"] };
}

/** Passing candidates, the nearest to the author first; equal texts once. */
export function ranked(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates
    .filter(({ accepted }) => accepted)
    .sort((a, b) => b.logit - a.logit || a.unsupported - b.unsupported)
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}

interface ReadBack {
  readonly text: string;
  readonly plain: string;
}

function readBack(text: string, draft: Draft): ReadBack | string {
  const paragraphs = text.split(/\n[ \t]*\n/);
  if (paragraphs.length !== draft.units.length) {
    return `${paragraphs.length} paragraphs instead of ${draft.units.length}`;
  }
  const read = paragraphs.map((paragraph) => proseOf(paragraph, draft.reading));
  const plains = read.flatMap((prose) => (prose === undefined ? [] : [prose.plain]));
  if (plains.length !== read.length) return "a paragraph became something else";
  if (draft.reading === "markdown" && emphasis(text) !== emphasis(textOf(draft))) {
    return "emphasis was lost or added";
  }
  return { text: assemble(draft, paragraphs), plain: plains.join("\n\n") };
}

/** Marks of emphasis in their order. */
const emphasis = (text: string): string =>
  (text.match(/\*+|~~|(?<!\w)_+|_+(?!\w)/g) ?? []).join(" ");

function make(
  origin: Origin,
  { text, plain }: ReadBack,
  content: ContentReport,
  style: StyleReport,
  accepted: boolean,
): Candidate {
  return {
    origin,
    text,
    plain,
    accepted,
    style: { draft: style.draft, text: style.text },
    logit: style.logit,
    unsupported: content.unsupported,
    kept: content.kept,
    added: content.added,
    checks: [style.check, ...content.checks],
  };
}
