import type { Passage, Prose } from "../note/types";
import { contains, overlaps } from "../text/span";
import type { Finding, Fix, PassageRule, ProseRule, Rule, RuleContext } from "./types";

/** Findings of all prose rules for one run of prose, relative to it, by place. */
export function checkProse(
  rules: readonly Rule[],
  prose: Prose,
  context: RuleContext,
): readonly Finding[] {
  const found = rules
    .filter((rule): rule is ProseRule => rule.scope === "prose")
    .flatMap((rule) => settled(rule, rule.check(prose, context), context))
    .filter((finding) => !prose.protectedSpans.some((span) => contains(span, finding)));
  return withoutDuplicates(found.sort(byPlace));
}

/** Findings of all passage rules for one passage, relative to its start, by place. */
export function checkPassage(
  rules: readonly Rule[],
  passage: Passage,
  context: RuleContext,
): readonly Finding[] {
  return rules
    .filter((rule): rule is PassageRule => rule.scope === "passage")
    .flatMap((rule) => settled(rule, rule.check(passage, context), context))
    .sort(byPlace);
}

/** What is left of a rule's findings, and how severe, after the settings and *This is how I write*. */
export function settled(
  rule: Rule,
  findings: readonly Finding[],
  { severities, stopped }: RuleContext,
): readonly Finding[] {
  const severity = severities[rule.id];
  if (severity === "off") return [];
  return findings
    .filter(({ pattern }) => pattern === undefined || !stopped.has(pattern))
    .map((finding) => (severity === undefined ? finding : { ...finding, severity }));
}

/** The rules that apply to a note in `language` (ISO 639-1 or "und"): style only in the author's own language. */
export function rulesFor(
  rules: readonly Rule[],
  { style, severities }: RuleContext,
  language: string,
): readonly Rule[] {
  return rules.filter((rule) => {
    if (severities[rule.id] === "off") return false;
    if (rule.always === true || !rule.id.startsWith("style/")) return true;
    if (style === undefined || style.silentBecause !== undefined) return false;
    if (language !== "und" && language !== style.language) return false;
    return rule.languages?.includes(style.language) ?? true;
  });
}

export function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end;
}

const rank = { error: 0, warning: 1, information: 2, hint: 3 } as const;

/** Of two style findings that cover the same words, or whose fixes collide, the more severe stays. */
function withoutDuplicates(sorted: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of sorted) {
    const rival = kept.findLastIndex((other) => isSameSpot(other, finding));
    const other = kept[rival];
    if (other === undefined) kept.push(finding);
    else if (rank[finding.severity] < rank[other.severity]) kept[rival] = finding;
  }
  return kept;
}

function isSameSpot(a: Finding, b: Finding): boolean {
  if (!a.rule.startsWith("style/") || !b.rule.startsWith("style/")) return false;
  if (a.start === b.start && a.end === b.end) return true;
  return a.fixes.length > 0 && b.fixes.length > 0 && overlaps(a, b);
}

/** The same finding `by` UTF-16 units further on, with its fixes. Runs over half a note at a keystroke: no spreads. */
export function moved(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  const { rule, severity, message, phrase, score, related, pattern } = finding;
  const start = finding.start + by;
  const end = finding.end + by;
  const fixes =
    finding.fixes.length === 0 ? finding.fixes : finding.fixes.map((fix) => movedFix(fix, by));
  return pattern === undefined
    ? { start, end, rule, severity, message, phrase, score, related, fixes }
    : { start, end, rule, severity, message, phrase, score, related, fixes, pattern };
}

function movedFix({ title, phrase, edits }: Fix, by: number): Fix {
  return {
    title,
    phrase,
    edits: edits.map(({ start, end, newText }) => ({ start: start + by, end: end + by, newText })),
  };
}
