import { shownPath, type CheckedFile } from "./checkedFile";

/** The report that docs/command-line.md describes: lines and characters from 0, UTF-16. */
export function jsonReport(files: readonly CheckedFile[], workingFolder: string) {
  return {
    version: 1,
    files: files.map(({ path, notes, findings, lines }) => ({
      path,
      notes,
      findings: findings.map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        range: lines.rangeOf(finding),
        score: finding.score,
        related: finding.related.map(({ location, range, message }) => ({
          path: shownPath(location, workingFolder),
          range,
          message,
        })),
        fixes: finding.fixes.map(({ title, edits }) => ({
          title,
          edits: edits.map((edit) => ({ range: lines.rangeOf(edit), newText: edit.newText })),
        })),
      })),
    })),
  };
}
