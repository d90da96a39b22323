import { createHash } from "node:crypto";
import type { Note, PlacedProse } from "../../core/note/types";
import type { Finding } from "../../core/rules/types";
import type { LineIndex } from "../../core/text/lineIndex";
import { overlaps, type Span } from "../../core/text/span";
import type { MarkedFinding } from "./checkedFile";

/**
 * Findings with a mark each by which they are known again: a hash of the rule, the words found and the sentences around
 * them. Neither file nor place nor message (which may count other things) is in it, so that it survives edits elsewhere,
 * a new name of the file, and lines that are broken anew. Two findings of a rule at the same words in equal sentences have
 * the same mark.
 */
export function marked(
  findings: readonly Finding[],
  note: Note,
  lines: LineIndex,
): readonly MarkedFinding[] {
  const { text } = note;
  return findings.map((finding) => {
    const around = sentencesAround(finding, note.prose) ?? finding;
    const context = words(text, around) === "" ? lineOf(finding, lines) : around;
    const what = [finding.rule, words(text, finding), words(text, context)].join("\n");
    return { ...finding, mark: createHash("sha256").update(what).digest("hex").slice(0, 32) };
  });
}

const words = (text: string, { start, end }: Span): string =>
  text.slice(start, end).replace(/\s+/g, " ").trim();

/** From the first sentence that the finding touches to the last; undefined outside of prose. */
function sentencesAround(finding: Finding, prose: readonly PlacedProse[]): Span | undefined {
  // A finding without width, at a missing comma, say, touches the sentence that it stands in.
  const touched = { start: finding.start, end: Math.max(finding.end, finding.start + 1) };
  let start = Infinity;
  let end = -1;
  for (const placed of prose) {
    if (placed.start >= touched.end) break;
    if (!overlaps(placed, touched)) continue;
    for (const sentence of placed.prose.sentences) {
      const span = { start: placed.start + sentence.start, end: placed.start + sentence.end };
      if (!overlaps(span, touched)) continue;
      start = Math.min(start, span.start);
      end = Math.max(end, span.end);
    }
  }
  if (end === -1) return undefined;
  return { start: Math.min(start, finding.start), end: Math.max(end, finding.end) };
}

function lineOf({ start }: Span, lines: LineIndex): Span {
  const line = lines.lineAt(start);
  return { start: lines.startOf(line), end: lines.endOf(line) };
}
