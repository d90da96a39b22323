import { assertUnreachable } from "../core/assertUnreachable";
import { candidateOfRules, ranked, candidateOfAnswer } from "../core/rewrite/candidate";
import type { Candidate, CandidateContext } from "../core/rewrite/candidate";
import { referenceOf } from "../core/rewrite/checkContent";
import { combinations } from "../core/rewrite/combine";
import { CHUNK_WORDS, chunksOf, plainOf, spanOf, textOf, type Draft } from "../core/rewrite/draft";
import { REFERENCES } from "../core/rewrite/prompt";
import { maskDraft, unmask, type MaskedDraft } from "../core/rewrite/slots";
import { matchSources } from "../core/rewrite/matchSources";
import { restyleByRules } from "../core/rules/applyFixes";
import type { RuleContext } from "../core/rules/types";
import type { AuthorPassage, StyleView } from "../core/style/types";
import type { Span } from "../core/text/span";
import type { CandidateReport } from "../protocol/requests";
import { editedVersions } from "./editedVersions";
import type { Neutraliser, Progress, ServiceResult, Stylist } from "./ports";
import { t } from "./worded";

export interface RewriteOptions {
  readonly draft: Draft;
  /** `style`: in the author's voice. `sources`: so that it matches what the note's sources say. */
  readonly mode: "style" | "sources";
  /** The author (without the note under the cursor), the note's sources, and what the user has stopped. */
  readonly rules: RuleContext;
  /** Absent = the deterministic restyler alone. */
  readonly stylist?: Stylist | undefined;
  /** Absent = the draft is the selection itself. */
  readonly neutraliser?: Neutraliser | undefined;
  readonly candidates: number;
  readonly seed: number;
  readonly typography: "draft" | "author";
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
}

export interface Rewrite {
  /** What would be replaced. */
  readonly span: Span;
  /** Best first; never empty. */
  readonly candidates: readonly CandidateReport[];
  /** Answers of the model that were checked. */
  readonly sampled: number;
  /** Who wrote it, in words. */
  readonly model: string;
  readonly adapter: string | null;
  /** What was given to the model as the draft, and as examples. */
  readonly neutral: string;
  readonly references: readonly AuthorPassage[];
  /** What the user must know. */
  readonly notes: readonly string[];
}

/** Log-odds that edits, each known to keep the meaning, must gain together to be worth an offer. */
const EDITS_GAIN = 0.1;

/** Ordered versions of a passage. Only a version that passed every check is offered as accepted. */
export async function rewriteSelection(options: RewriteOptions): Promise<ServiceResult<Rewrite>> {
  options.signal?.throwIfAborted();
  switch (options.mode) {
    case "style":
      return rewriteStyle(options);
    case "sources":
      return Promise.resolve(rewriteToSources(options));
    default:
      return assertUnreachable(options.mode);
  }
}

async function rewriteStyle(options: RewriteOptions): Promise<ServiceResult<Rewrite>> {
  const { style } = options.rules;
  if (style === undefined || style.silentBecause !== undefined) {
    return {
      kind: "failed",
      why: style?.silentBecause ?? t("Nothing has been learned of an author yet."),
      userAction: t("Learn the author's notes first."),
    };
  }
  const chunks = chunksOf(options.draft, CHUNK_WORDS);
  const rewritten: Chunk[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const progress: Progress = (done, total, message) =>
      options.progress?.(index * total + done, chunks.length * total, message);
    rewritten.push(await rewriteChunk(chunk, style, { ...options, progress }));
  }
  const sampled = rewritten.reduce((sum, chunk) => sum + chunk.sampled, 0);
  const reference = referenceOf(plainOf(options.draft), options.rules.sources, []);
  const candidates = combinations(
    rewritten.map((chunk) => chunk.versions),
    { ...contextOf(options, style), reference },
  );
  return {
    kind: "ok",
    value: {
      span: spanOf(options.draft),
      candidates: candidates.map(reportOf),
      sampled,
      ...writerOf(options, candidates[0]!),
      neutral: rewritten.map(({ neutral }) => neutral).join("\n\n"),
      references: rewritten.flatMap(({ references }) => references),
      notes: [...new Set(rewritten.flatMap(({ notes }) => notes))],
    },
  };
}

interface Chunk {
  /** Best first; never empty. */
  readonly versions: readonly Candidate[];
  readonly sampled: number;
  readonly neutral: string;
  readonly references: readonly AuthorPassage[];
  readonly notes: readonly string[];
}

async function rewriteChunk(
  draft: Draft,
  style: StyleView,
  options: RewriteOptions,
): Promise<Chunk> {
  const plain = plainOf(draft);
  const references = style.nearest(plain, REFERENCES);
  const shown = references.map(({ text }) => text);
  const context: CandidateContext = {
    ...contextOf(options, style),
    reference: referenceOf(plain, options.rules.sources, shown),
  };
  const { stylist, signal, progress } = options;
  const edits = stylist !== undefined && inEnglish(draft) && weighs(stylist);
  // Edits never touch a name or number; a model that writes the whole passage gets marks instead.
  const masked = maskDraft(draft.units, edits ? ["X"] : undefined);
  const neutral = await neutralOf(masked, options);
  const byRules = (sampled: number, notes: readonly string[]): Chunk => ({
    versions: [candidateOfRules(draft, context)],
    sampled,
    neutral: neutral.text,
    references,
    notes: [...neutral.notes, ...notes],
  });
  if (stylist === undefined) return byRules(0, []);
  progress?.(0, options.candidates, "candidates");
  const task = {
    // Edits go on where the author's known habits have been seen to.
    draft: edits ? fixedOf(neutral.text, draft, options) : neutral.text,
    references,
    candidates: options.candidates,
    seed: options.seed,
    ...(signal === undefined ? {} : { signal }),
  };
  const answers = edits
    ? await editedVersions(stylist, {
        ...task,
        style,
        onVersion: (index) => progress?.(index, options.candidates, "candidates"),
      })
    : await stylist.restyle({
        ...task,
        onCandidate: (_, index) => progress?.(index + 1, options.candidates, "candidates"),
      });
  signal?.throwIfAborted();
  if (answers.kind === "failed") return byRules(0, [`${answers.why} ${answers.userAction}`]);
  const written = edits ? answers.value.filter((text) => text !== task.draft) : answers.value;
  const read = written.map((answer) =>
    candidateOfAnswer(answer, draft, masked, {
      ...context,
      ...(edits && { leastGain: EDITS_GAIN }),
    }),
  );
  const usable = read.filter((candidate): candidate is Candidate => !("kind" in candidate));
  const passing = ranked(usable);
  const sampled = answers.value.length;
  if (passing.length === 0) return byRules(sampled, [whyNone(read)]);
  return {
    versions: passing,
    sampled,
    neutral: neutral.text,
    references,
    notes: neutral.notes,
  };
}

/** Words that decide what a sentence says are known of English alone. */
const inEnglish = ({ language }: Draft): boolean => language === "en" || language === "und";

const fixedOf = (
  text: string,
  { language }: Draft,
  { rules, typography }: RewriteOptions,
): string => restyleByRules(text, rules, { language, typography: typography === "author" });

/** A trained stylist whose probabilities can be asked works by edits; the bare model knows nothing of authors. */
function weighs(stylist: Stylist): stylist is Stylist & { weigh: NonNullable<Stylist["weigh"]> } {
  return stylist.weigh !== undefined && stylist.adapter !== null;
}

/** The masked draft without its author's voice, where a planner can take it off and loses nothing on the way. */
async function neutralOf(
  masked: MaskedDraft,
  { neutraliser, signal }: RewriteOptions,
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  if (neutraliser === undefined) return { text: masked.text, notes: [] };
  const answer = await neutraliser.neutralise(masked.text, signal === undefined ? {} : { signal });
  signal?.throwIfAborted();
  if (answer.kind === "failed") {
    return { text: masked.text, notes: [`${neutraliser.name}: ${answer.why}`] };
  }
  const paragraphs = (text: string): number => text.trim().split(/\n[ \t]*\n/).length;
  const whole = unmask(answer.value, masked).kind === "whole";
  return whole && paragraphs(answer.value) === paragraphs(masked.text)
    ? { text: answer.value.trim(), notes: [] }
    : {
        text: masked.text,
        notes: [t("{0} lost something, so the selection itself was the draft.", neutraliser.name)],
      };
}

function rewriteToSources(options: RewriteOptions): ServiceResult<Rewrite> {
  const { draft, rules } = options;
  if (rules.sources === undefined) {
    return {
      kind: "failed",
      why: t("The note names no sources."),
      userAction: t('List them under "sources:" in its front matter.'),
    };
  }
  const { candidate, left } = matchSources(draft, rules, rules.sources);
  const notes = left.map((message) => t("Left for you: {0}", message));
  return {
    kind: "ok",
    value: {
      span: spanOf(draft),
      candidates: [reportOf(candidate)],
      sampled: 0,
      model: "quick fixes",
      adapter: null,
      neutral: textOf(draft),
      references: [],
      notes,
    },
  };
}

function contextOf(options: RewriteOptions, style: StyleView): Omit<CandidateContext, "reference"> {
  return { style, rules: options.rules, typography: options.typography };
}

function writerOf(
  { stylist }: RewriteOptions,
  best: Candidate,
): Pick<Rewrite, "model" | "adapter"> {
  if (best.origin === "draft") return { model: "nobody", adapter: null };
  if (best.origin === "rules" || stylist === undefined)
    return { model: "quick fixes", adapter: null };
  return { model: stylist.model, adapter: stylist.adapter };
}

/** Why no answer of the model could be offered: the most frequent reason first. */
function whyNone(read: readonly ReturnType<typeof candidateOfAnswer>[]): string {
  if (read.length === 0) return t("The model would change nothing that the quick fixes leave.");
  const reasons = read.flatMap((candidate) =>
    "kind" in candidate
      ? [candidate.why]
      : candidate.checks
          .filter((check) => check.startsWith("✗"))
          .map((check) => check.slice(2).replace(/:.*$/s, "")),
  );
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  const why = first === undefined ? "" : ` (mostly: ${first[0]})`;
  return t("None of the model's {0} versions passed the checks{1}.", read.length, why);
}

function reportOf(candidate: Candidate): CandidateReport {
  const { text, origin, accepted, style, unsupported, kept, added, checks } = candidate;
  return {
    text,
    origin,
    accepted,
    style,
    unsupported,
    kept,
    added: [...added],
    checks: [...checks],
  };
}
