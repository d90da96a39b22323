import { Position, Range, type TextDocument } from "vscode";
import type { z } from "zod";
import type { CandidateReport, rewriteRequest } from "../../server/protocol/requests";

export type SuggestionAnswer = Extract<
  z.output<typeof rewriteRequest.result>,
  { kind: "suggestion" }
>;

/** A suggestion for a place in a document; the document stays as it is until the user accepts. */
export class Suggestion {
  readonly range: Range;
  /** The whole document as it was. */
  readonly before: string;
  private readonly start: number;
  private index = 0;
  private readonly left = new Set<number>();

  constructor(
    readonly document: TextDocument,
    readonly answer: SuggestionAnswer,
  ) {
    const { start, end } = answer.range;
    this.range = new Range(start.line, start.character, end.line, end.character);
    this.before = document.getText();
    this.start = document.offsetAt(this.range.start);
  }

  get id(): string {
    return this.answer.id;
  }

  /** Which of the candidates is shown, from 0. */
  get shown(): number {
    return this.index;
  }

  get count(): number {
    return this.answer.candidates.length;
  }

  get candidate(): CandidateReport {
    return this.answer.candidates[this.index]!;
  }

  /** The whole document as it would be. */
  get after(): string {
    const end = this.start + this.answer.original.length;
    return this.before.slice(0, this.start) + this.candidate.text + this.before.slice(end);
  }

  /** Where the candidate stands in `after`, and in the document once accepted. */
  get rangeAfter(): Range {
    const lines = this.candidate.text.split(/\r\n|\r|\n/);
    const last = lines.at(-1)!.length;
    const { start } = this.range;
    return lines.length === 1
      ? new Range(start, start.translate(0, last))
      : new Range(start.line, start.character, start.line + lines.length - 1, last);
  }

  /** The start of the first line in `after` that is not as it was. */
  get firstChange(): Position {
    const { text } = this.candidate;
    const { original } = this.answer;
    let same = 0;
    while (same < text.length && text[same] === original[same]) same++;
    const lines = text.slice(0, same).split(/\r\n|\r|\n/).length - 1;
    const { start } = this.range;
    return lines === 0 ? start : new Position(start.line + lines, 0);
  }

  /** Candidates that were looked at and left for another, but for the one that is shown; in the order they were left. */
  get replaced(): readonly number[] {
    return [...this.left].filter((index) => index !== this.index);
  }

  /** @param by 1 = the next, -1 = the one before; round the end */
  step(by: 1 | -1): void {
    this.left.add(this.index);
    this.index = (this.index + by + this.count) % this.count;
  }

  /** False when the passage no longer stands unchanged where the suggestion was made for it. */
  stillFits(): boolean {
    return !this.document.isClosed && this.document.getText(this.range) === this.answer.original;
  }
}
