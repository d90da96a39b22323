import {
  DiagnosticSeverity,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, RuleId, Severity } from "../core/rules/types";
import { sentenceOf } from "../workflows/worded";
import { uriOf } from "./uris";

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(
  finding: Finding,
  document: TextDocument,
  pageOf: (rule: RuleId) => string,
): Diagnostic {
  return {
    range: {
      start: document.positionAt(finding.start),
      end: document.positionAt(finding.end),
    },
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: pageOf(finding.rule) },
    source: "penprint",
    message: sentenceOf(finding.phrase),
    ...(finding.related.length > 0 ? { relatedInformation: finding.related.map(related) } : {}),
    ...(finding.pattern === undefined ? {} : { data: { pattern: finding.pattern } }),
  };
}

function related({
  location,
  range,
  message,
}: Finding["related"][number]): DiagnosticRelatedInformation {
  return { location: { uri: uriOf(location), range }, message };
}

/** Whether a client that shows `a` would see anything new in `b`. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((one, index) => same(one, b[index]!));
}

function same(a: Diagnostic, b: Diagnostic): boolean {
  const others = [a.relatedInformation ?? [], b.relatedInformation ?? []] as const;
  return (
    sameRange(a.range, b.range) &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.message === b.message &&
    others[0].length === others[1].length &&
    others[0].every((one, index) => sameRelated(one, others[1][index]!))
  );
}

function sameRelated(a: DiagnosticRelatedInformation, b: DiagnosticRelatedInformation): boolean {
  return (
    a.message === b.message &&
    a.location.uri === b.location.uri &&
    sameRange(a.location.range, b.location.range)
  );
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
