import { because, joined, phrase } from "../phrase";
import { contains, type Span } from "../text/span";
import { uncheckable, type Uncheckable } from "./checkability";
import type { Claim } from "./claim";
import { CARRIED, featuresOf, type Findings } from "./features";
import { inspect, probability } from "./judge";
import type { SourceIndex } from "./sourceIndex";
import type { ClaimVerdict, Issue } from "./types";
import { firstPersons } from "./wordLists";
import { unsupportedSpans } from "./unsupportedSpans";

/** "We" and "I" are held against a source only where it tells the same of itself: this share of the claim's weight. */
const SAME_STORY = 0.35;
/** A word or number whose best sentence is this much farther from the claim than the best evidence is attached elsewhere. */
const ELSEWHERE = 0.4;
/** A quotation is checked letter by letter: nothing is left to weigh. */
const MISQUOTED = 0.95;
/** A single difference in a sentence that is otherwise the source's own says more than the weights know. */
const LONE_DIFFERENCE = 0.8;
const SAME_SUBJECT = 0.35;
const ALMOST_THE_SAME = 0.6;
const VERY_NEARLY_THE_SAME = 0.7;

/** The least score of a claim with differences that need no weighing. */
function floorOf({ quotations, quantities, polarity, attachment, alignment }: Findings): number {
  if (quotations.misquoted > 0) return MISQUOTED;
  if (attachment.length > 0) return LONE_DIFFERENCE;
  const nearness = alignment.bySentence;
  const otherQuantities = quantities.absentNumbers + quantities.absentDates + quantities.replaced;
  if (otherQuantities > 0 && nearness >= SAME_SUBJECT) return LONE_DIFFERENCE;
  if (toldOpposites(polarity) > 0 && nearness >= ALMOST_THE_SAME) return LONE_DIFFERENCE;
  if (polarity.negation > 0 && nearness >= VERY_NEARLY_THE_SAME) return LONE_DIFFERENCE;
  return 0;
}

/** Score from which a claim is underlined: chosen on the sets that the weights were fitted on, by documents left out. */
const FLAGGED = 0.8;

/** Opposites that can be pointed at. The others are weighed, and nothing is underlined because of them. */
const toldOpposites = ({ issues }: Findings["polarity"]): number =>
  issues.filter(({ sourceValue }) => sourceValue !== undefined).length;

/** Spans are relative to the claim's text. */
export function judgeClaim(claim: Claim, index: SourceIndex): ClaimVerdict {
  const found = inspect(claim, index);
  const misquoted = found.quotations.issues;
  const cannot = uncheckable(claim);
  if (cannot !== undefined && misquoted.length === 0 && !isSameStory(cannot, found, index)) {
    return uncheckableVerdict(claim, cannot);
  }
  const features = featuresOf(found, index);
  const floor = floorOf(found);
  const score = Math.max(probability(features), floor);
  const opposite = Math.min(features.opposite, toldOpposites(found.polarity));
  const sureScore = Math.max(probability({ ...features, opposite }), floor);
  const issues = issuesOf(found, index);
  const against = score >= 0.5;
  const contradicted = issues.some(
    (issue) => issue.sourceValue !== undefined || issue.kind === "contradiction",
  );
  const evidence = found.alignment.centres.map((at) =>
    index.evidenceAt(at, found.alignment.byWindow),
  );
  const first = evidence[0];
  return {
    start: 0,
    end: claim.text.length,
    verdict: !against ? "supported" : contradicted ? "contradicted" : "unsupported",
    score,
    unsupportedSpans: unsupportedSpans(found, index),
    evidence,
    why: against ? (issues[0]?.why ?? "no source carries this") : "",
    flagged: sureScore >= FLAGGED,
    issues: against
      ? issues.map((issue) =>
          issue.evidence === undefined && first !== undefined
            ? { ...issue, evidence: first }
            : issue,
        )
      : [],
  };
}

const isSameStory = (cannot: Uncheckable, { alignment }: Findings, index: SourceIndex): boolean =>
  cannot === "own experience" &&
  alignment.bySentence >= SAME_STORY &&
  alignment.nearest.some((at) =>
    index.sentences[at]!.terms.some((term) => firstPersons.has(term.lower)),
  );

function uncheckableVerdict(claim: Claim, why: Uncheckable): ClaimVerdict {
  return {
    start: 0,
    end: claim.text.length,
    verdict: "uncheckable",
    score: 0,
    unsupportedSpans: [],
    evidence: [],
    why: `${why}: not held against the sources`,
    flagged: false,
    issues: [],
  };
}

/** Differences from the surest to the least sure. */
function issuesOf(found: Findings, index: SourceIndex): readonly Issue[] {
  const sure = [
    ...found.quotations.issues,
    ...found.quantities.issues,
    ...found.names.issues,
    ...found.polarity.issues,
    ...found.attachment,
  ];
  const attached = found.attachment.length > 0 ? [] : attachmentIssues(found);
  const all = [...sure, ...attached];
  if (all.length > 0) return all.filter(isOutsideOthers).sort((a, b) => rank(a) - rank(b));
  return [supportIssue(found, index)];
}

/** Within a name or quotation that is reported as a whole nothing else is told. */
const isOutsideOthers = (issue: Issue, _: number, all: readonly Issue[]): boolean =>
  !all.some(
    (other) =>
      other !== issue &&
      (other.kind === "quotation" || (other.kind === "name" && issue.kind === "contradiction")) &&
      contains(other, issue),
  );

const order = ["quotation", "number", "date", "name", "contradiction", "attachment", "unsupported"];
const rank = (issue: Issue): number =>
  order.indexOf(issue.kind) - (issue.sourceValue === undefined ? 0 : order.length);

function attachmentIssues(found: Findings): readonly Issue[] {
  const { claim } = found;
  const issues: Issue[] = [];
  for (const { span, farther, evidence } of [
    ...found.quantities.elsewhere,
    ...found.names.elsewhere,
  ]) {
    if (farther < ELSEWHERE) continue;
    const here = claim.text.slice(span.start, span.end);
    issues.push({
      ...span,
      kind: "attachment",
      ...because("the sources say {0} of something else", here),
      evidence,
    });
  }
  return issues;
}

const MOST_WORDS = 4;
const MOST_SMALL_WORDS = 2;

function supportIssue(found: Findings, index: SourceIndex): Issue {
  const { claim, alignment } = found;
  const small = found.fresh.unsaid.slice(0, MOST_SMALL_WORDS);
  const open = alignment.supports
    .filter(({ nearby }) => nearby < CARRIED)
    .sort((a, b) => a.anywhere - b.anywhere || b.weight - a.weight)
    .slice(0, MOST_WORDS - small.length)
    .map(({ term }) => term);
  const missing = [...small, ...open]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => phrase("“{0}”", claim.text.slice(start, end)));
  const why =
    missing.length === 0
      ? because("the sources do not say this")
      : because("the sources do not say this: nothing there for {0}", joined(missing, ", "));
  const at = alignment.centres[0];
  const whole: Span = { start: 0, end: claim.text.length };
  return {
    ...whole,
    kind: "unsupported",
    ...why,
    ...(at === undefined ? {} : { evidence: index.evidenceAt(at, alignment.byWindow) }),
  };
}
