import type {
  IssueKind,
  Issue,
  ClaimVerdict,
  Evidence,
  SourceText,
} from "../../faithfulness/types";
import { said, titled } from "../../phrase";
import { verifyProse } from "../../faithfulness/verifyText";
import { LineIndex } from "../../text/lineIndex";
import type { Finding, Fix, ProseRule, Related, RuleId, Severity } from "../types";

export interface IssueRuleParts {
  readonly kind: IssueKind;
  readonly title: string;
  readonly severity: Severity;
  readonly description: string;
  readonly fix?: (issue: Issue, text: string) => Fix | undefined;
}

/** A rule that reports one kind of difference between the note's claims and its sources. All share one judgement. */
export function issueRule(parts: IssueRuleParts): ProseRule {
  const id: RuleId = `faithfulness/${parts.kind}`;
  return {
    id,
    scope: "prose",
    title: parts.title,
    severity: parts.severity,
    description: parts.description,
    check(prose, { sources }) {
      if (sources === undefined || sources.texts.length === 0) return [];
      return verifyProse(prose, sources)
        .filter(({ flagged }) => flagged)
        .flatMap((verdict) =>
          verdict.issues
            .filter((issue) => issue.kind === parts.kind)
            .map((issue) => finding(id, parts, issue, verdict, prose.text)),
        );
    },
  };
}

function finding(
  rule: RuleId,
  parts: IssueRuleParts,
  issue: Issue,
  verdict: ClaimVerdict,
  text: string,
): Finding {
  const fix = parts.fix?.(issue, text);
  return {
    rule,
    severity: parts.severity,
    start: issue.start,
    end: issue.end,
    ...asSentence(issue),
    score: verdict.score,
    related: relatedOf(issue, verdict),
    fixes: fix === undefined ? [] : [fix],
  };
}

function asSentence(issue: Issue): Pick<Finding, "message" | "phrase"> {
  const { message, phrase } = said("{0}.", issue.because);
  return { message: `${message.charAt(0).toUpperCase()}${message.slice(1)}`, phrase };
}

const MOST_RELATED = 2;

function relatedOf(issue: Issue, verdict: ClaimVerdict): readonly Related[] {
  const places = [...(issue.evidence === undefined ? [] : [issue.evidence]), ...verdict.evidence];
  const distinct = places.filter(
    (place, i) =>
      places.findIndex((other) => other.source === place.source && other.start === place.start) ===
      i,
  );
  return distinct.slice(0, MOST_RELATED).map(related);
}

const LONGEST_QUOTE = 240;
const lines = new WeakMap<SourceText, LineIndex>();

/** The evidence's place in its file, with the source's own words. */
function related(evidence: Evidence): Related {
  const { source, start } = evidence;
  const words = source.text.slice(start, evidence.end).replace(/\s+/g, " ");
  const shown = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE - 1)}…` : words;
  if (source.extracted !== undefined) {
    const page = source.extracted.pages.filter((from) => from <= start).length;
    const message = page === 0 ? shown : `Page ${page}: ${shown}`;
    return { location: source.location, range: whole, message };
  }
  let index = lines.get(source);
  if (index === undefined) {
    index = new LineIndex(source.text);
    lines.set(source, index);
  }
  return {
    location: source.location,
    range: index.rangeOf(evidence),
    message: shown,
  };
}

/** A file that has no lines: its beginning. */
const whole: Related["range"] = {
  start: { line: 0, character: 0 },
  end: { line: 0, character: 0 },
};

/** Puts what the source says in the place of the claim's words. Says so in its title. */
export function replaceBySource(issue: Issue, text: string): Fix | undefined {
  if (issue.sourceValue === undefined) return undefined;
  const here = text.slice(issue.start, issue.end);
  return {
    ...titled("Replace “{0}” with the source's “{1}”", here, issue.sourceValue),
    edits: [{ start: issue.start, end: issue.end, newText: issue.sourceValue }],
  };
}
