import { because } from "../phrase";
import type { ClaimVerdict, Evidence, Issue, IssueKind, SourceSet } from "./types";

/** What a judge who reads, a language model, says of one claim. */
export interface Judgement {
  readonly verdict: "supported" | "unsupported" | "contradicted";
  /** Who says so, as shown to the user. */
  readonly by: string;
  /** The words of the source that decided it: always there but for `unsupported`. */
  readonly evidence?: Evidence;
}

/** Judgements of claims about one set of sources. */
export interface Judgements {
  /** Changes whenever a judgement is added. */
  readonly id: string;
  of(claim: string): Judgement | undefined;
}

/** The same sources, of whose claims a judge has said something. */
export const judgedBy = (set: SourceSet, judgements: Judgements): SourceSet => ({
  id: `${set.id}+${judgements.id}`,
  texts: set.texts,
  problems: set.problems,
  watched: set.watched,
  get index() {
    return set.index;
  },
  indexing: () => set.indexing(),
  judgements,
});

/** Compared letter by letter or number by number: no judge is believed against these. */
const literal: ReadonlySet<IssueKind> = new Set(["quotation", "number", "date", "name"]);

/** Whether a judge could add anything: not to opinions, nor where a number or a name is simply absent. */
export const isOpen = ({ verdict, flagged, issues }: ClaimVerdict): boolean =>
  verdict !== "uncheckable" && !(flagged && issues.some(({ kind }) => literal.has(kind)));

/** Above the bound from which claims are underlined: who asks a judge wants to see what it says. */
const JUDGED = 0.9;
const CLEARED = 0.1;

/** What stands after the judge has spoken. `claim` is the verdict's own text. */
export function withJudgement(
  verdict: ClaimVerdict,
  claim: string,
  judgements: Judgements | undefined,
): ClaimVerdict {
  const judgement = isOpen(verdict) ? judgements?.of(claim) : undefined;
  if (judgement === undefined) return verdict;
  const { by, evidence } = judgement;
  const places = evidence === undefined ? verdict.evidence : [evidence, ...verdict.evidence];
  if (judgement.verdict === "supported") {
    return {
      ...verdict,
      verdict: "supported",
      score: Math.min(verdict.score, CLEARED),
      flagged: false,
      ...{ why: "", issues: [], unsupportedSpans: [], evidence: places },
    };
  }
  const contradicted = judgement.verdict === "contradicted";
  const why = contradicted
    ? because("the sources say otherwise (found by {0})", by)
    : because("the sources do not say this (found by {0})", by);
  const issue: Issue = {
    ...{ start: verdict.start, end: verdict.end, ...why },
    kind: contradicted ? "contradiction" : "unsupported",
    ...(places[0] === undefined ? {} : { evidence: places[0] }),
  };
  const found = verdict.flagged ? verdict.issues : [];
  return {
    ...verdict,
    verdict: judgement.verdict,
    score: Math.max(verdict.score, JUDGED),
    flagged: true,
    why: why.why,
    // What can be pointed at says more than the whole claim does.
    issues: found.some(({ kind }) => kind === issue.kind) ? found : [issue, ...found],
    evidence: places,
  };
}

/** Claims are the same when their words are: a judgement outlives a comma. */
export const claimKey = (claim: string): string => wordsOf(claim).join(" ").toLowerCase();

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const FEWEST_QUOTED = 3;
const MOST_QUOTED = 120;

/** Where the sources have these words, whatever stands between them; a judge's quotation is believed only if they do. */
export function placeOfQuote(quote: string, { texts }: SourceSet): Evidence | undefined {
  const words = wordsOf(quote);
  if (words.length < FEWEST_QUOTED || words.length > MOST_QUOTED) return undefined;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}]{1,40}")}(?![\\p{L}\\p{N}])`,
    "iu",
  );
  for (const source of texts) {
    const found = pattern.exec(source.text);
    if (found !== null) {
      return { source, start: found.index, end: found.index + found[0].length, score: 1 };
    }
  }
  return undefined;
}
