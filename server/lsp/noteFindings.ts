import type { Range } from "vscode-languageserver/node";
import type { Note } from "../core/note/types";
import type { Finding } from "../core/rules/types";
import type { Span } from "../core/text/span";
import { findingsRequest } from "../protocol/findings";
import { contentModified } from "./cancellation";
import type { OpenNote } from "./openNotes";
import { toRange } from "./ranges";
import { answer } from "./requests";
import type { Session } from "./session";

/** The findings of one section, in the note's order; absent `heading`: what stands before the first. */
export interface SectionFindings {
  readonly heading?: Span;
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Sections in which something was found. */
export function bySection(note: Note, findings: readonly Finding[]): readonly SectionFindings[] {
  const inOrder = [...findings].sort((a, b) => a.start - b.start);
  const firstStart = note.sections[0]?.start ?? 0;
  return note.sections
    .map((section, index) => {
      const { start } = section;
      const end = note.sections[index + 1]?.start ?? Infinity;
      // The front matter stands before all sections.
      const from = start === firstStart ? 0 : start;
      return {
        ...(section.heading && { heading: section.heading }),
        title: section.heading?.prose.plain ?? "",
        findings: inOrder.filter((finding) => finding.start >= from && finding.start < end),
      };
    })
    .filter((section) => section.findings.length > 0);
}

export const isAboutClaim = ({ rule }: Finding): boolean =>
  rule.startsWith("faithfulness/") && rule !== "faithfulness/source";

/** Sentences in which something was found: one may hold a wrong number and a wrong name. */
export function claimsIn(note: Note, findings: readonly Finding[]): number {
  const claims = new Set<number>();
  for (const { start } of findings.filter(isAboutClaim)) {
    const placed = note.prose.find((prose) => prose.start <= start && start < prose.end);
    const sentence = placed?.prose.sentences.find(({ end }) => start < placed.start + end);
    claims.add(
      placed === undefined || sentence === undefined ? start : placed.start + sentence.start,
    );
  }
  return claims.size;
}

/** For a client's own view of a note's findings. */
export function serveFindings(session: Session): void {
  answer(session.connection, findingsRequest, async ({ uri }) => {
    const note = session.judged(uri);
    if (note === undefined) return null;
    const checked = await note.checked();
    if (checked === undefined) throw contentModified();
    return { sections: bySection(note.note, checked.findings).map((one) => report(note, one)) };
  });
}

function report(note: OpenNote, { title, heading, findings }: SectionFindings) {
  const rangeOf = (span: Span): Range => toRange(note.document, span);
  return {
    title,
    ...(heading && { range: rangeOf(heading) }),
    claims: claimsIn(note.note, findings),
    drifts: findings.filter(({ rule }) => rule === "style/passage").length,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      text: note.note.text.slice(finding.start, Math.min(finding.end, finding.start + 200)),
      range: rangeOf(finding),
    })),
  };
}
