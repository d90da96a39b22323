import type { Finding, Severity } from "../../core/rules/types";
import { shownPath, type CheckedFile } from "./checkedFile";

/** UTF-16 units of the note's own words that a line shows. */
const LONGEST = 100;

/** Findings as a compiler prints them: place from 1, severity, rule, message; below, the words and the evidence. */
export function textReport(file: CheckedFile, workingFolder: string): string {
  const lines = [
    ...file.notes.map((note) => `${file.path}: note: ${note}`),
    ...file.findings.flatMap((finding) => describe(file, finding, workingFolder)),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function describe(file: CheckedFile, finding: Finding, workingFolder: string): readonly string[] {
  const { line, character } = file.lines.positionAt(finding.start);
  const place = `${file.path}:${line + 1}:${character + 1}`;
  const words = shorten(file.text.slice(finding.start, finding.end));
  return [
    `${place} ${finding.severity} ${finding.rule} ${finding.message}`,
    ...(words === "" ? [] : [`    | ${words}`]),
    ...finding.related.map(({ location, range, message }) => {
      const { start } = range;
      return `    ${shownPath(location, workingFolder)}:${start.line + 1}:${start.character + 1} ${shorten(message)}`;
    }),
    ...finding.fixes.map(({ title }) => `    fix: ${title}`),
  ];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST) return line;
  const cut = line.lastIndexOf(" ", LONGEST);
  return `${line.slice(0, cut > 0 ? cut : LONGEST)} …`;
}

/** "3 findings (1 warning, 2 hints) in 1 of 2 notes." */
export function summary(files: readonly CheckedFile[]): string {
  const findings = files.flatMap((file) => file.findings);
  const notes = `${files.length} ${files.length === 1 ? "note" : "notes"}`;
  if (findings.length === 0) return `Nothing found in ${notes}.`;
  const kinds = (["error", "warning", "information", "hint"] as const)
    .map(
      (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => counted(count, severity));
  const hit = files.filter((file) => file.findings.length > 0).length;
  const total = `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`;
  return `${total} (${kinds.join(", ")}) in ${hit} of ${notes}.`;
}

const counted = (count: number, severity: Severity): string =>
  `${count} ${severity}${count === 1 || severity === "information" ? "" : "s"}`;
