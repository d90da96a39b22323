import type { Severity } from "../../core/rules/types";
import { shownPath, type CheckedFile, type MarkedFinding } from "./checkedFile";

const levels: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
export function githubReport(file: CheckedFile, root: string): string {
  const path = shownPath(file.absolute, root);
  return [
    ...file.notes.map((note) => `::notice file=${property(path)}::${data(note)}\n`),
    ...file.findings.map((finding) => commandOf(file, finding, path)),
  ].join("");
}

function commandOf(file: CheckedFile, finding: MarkedFinding, path: string): string {
  const { start, end } = file.lines.rangeOf(finding);
  const places = Object.entries({
    file: path,
    line: start.line + 1,
    endLine: end.line + 1,
    // Columns are only understood within one line.
    ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
    title: finding.rule,
  });
  const properties = places.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
  return `::${levels[finding.severity]} ${properties}::${data(finding.message)}\n`;
}

/** As actions/toolkit escapes them: a line end would begin another command. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
