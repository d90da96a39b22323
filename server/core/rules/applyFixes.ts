import { analysePlain } from "../note/analysePlain";
import { overlaps, type TextEdit } from "../text/span";
import { checkProse, moved, rulesFor } from "./checkUnit";
import { allRules } from "./registry";
import type { Finding, RuleContext } from "./types";

/** The first fix of each finding, applied together; of two that collide the one that stands first. Spans into `text`. */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const edits: TextEdit[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (fix === undefined) continue;
    const isFree = fix.edits.every((edit) => edits.every((taken) => !collide(taken, edit)));
    if (isFree) edits.push(...fix.edits);
  }
  edits.sort((a, b) => b.start - a.start);
  let result = text;
  for (const edit of edits) {
    result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
  }
  return result;
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return overlaps(a, b) || a.start === b.start;
}

export interface RestyleOptions {
  /** ISO 639-1 of the text. */
  readonly language: string;
  /** False keeps quotes, dashes and ellipses as they are. */
  readonly typography: boolean;
}

const typographic = new Set(["style/quotes", "style/dashes", "style/ellipsis"]);

/** The deterministic restyler: every quick fix of the style rules applied to prose without Markdown. */
export function restyleByRules(
  text: string,
  context: RuleContext,
  options: RestyleOptions,
): string {
  const rules = rulesFor(allRules, context, options.language).filter(
    ({ id }) => id.startsWith("style/") && (options.typography || !typographic.has(id)),
  );
  const findings = analysePlain(text).flatMap(({ prose, start }) =>
    checkProse(rules, prose, context).map((finding) => moved(finding, start)),
  );
  return applyFixes(text, findings);
}
