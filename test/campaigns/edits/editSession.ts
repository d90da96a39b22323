import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { makeSourceSet } from "../../../server/core/faithfulness/sourceSet";
import type { SourceText } from "../../../server/core/faithfulness/types";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";
import type { Note } from "../../../server/core/note/types";
import { Checker } from "../../../server/core/rules/checker";
import { allRules } from "../../../server/core/rules/registry";
import type { Finding, RuleContext } from "../../../server/core/rules/types";
import { randomFrom } from "../../../server/core/style/random";
import { LineIndex } from "../../../server/core/text/lineIndex";
import type { TextEdit } from "../../../server/core/text/span";
import { caseAuthor } from "../../support/caseAuthor";
import { everySpanFits } from "../../support/everySpanFits";
import { applied, RandomEditor } from "./randomEdits";

export interface EditSessionOptions {
  readonly edits: number;
  /** Findings are asked for after so many updates. */
  readonly checkEvery: number;
  /** Spans, findings and the whole model are compared with a fresh analysis after so many updates, and at the end. */
  readonly compareEvery: number;
  readonly longest: number;
}

/** What every session is checked against: an invented author and the sources. */
export async function editContext(sources: readonly SourceText[]): Promise<RuleContext> {
  return {
    style: await caseAuthor(),
    sources: makeSourceSet(sources, []),
    stopped: new Set(),
    severities: {},
  };
}

/** Edits one note from its text on; throws where the incremental result is not that from scratch. */
export function editSession(
  seed: number,
  notes: readonly string[],
  context: RuleContext,
  options: EditSessionOptions,
): { readonly edits: number; readonly findings: number } {
  const random = randomFrom(seed);
  const lineEnd = ["\n", "\n", "\r\n", "\r"][Math.floor(random() * 4)]!;
  const start = notes[Math.floor(random() * notes.length)]!.replaceAll(/\r\n?|\n/g, lineEnd);
  const editor = new RandomEditor(random, notes, options.longest);
  const checker = new Checker(allRules, context);
  const editorSide = TextDocument.create("file:///note.md", "markdown", 0, start);
  let note = analyseNote(start);
  let edits = 0;
  let findings = 0;
  for (let update = 1; edits < options.edits; update++) {
    const batch: TextEdit[] = [];
    let { text } = note;
    for (let more = random() < 0.1 ? 3 : 1; more > 0; more--) {
      const edit = editor.next(text);
      batch.push(edit);
      text = applied(text, edit);
    }
    follow(editorSide, batch, update);
    assert.ok(editorSide.getText() === text, "the editor's text went another way");
    note = updateNote(note, batch);
    edits += batch.length;
    assert.ok(note.text === text, "the note's text went another way");
    const isLast = edits >= options.edits;
    if (update % options.checkEvery === 0 || isLast) findings += checker.check(note).length;
    if (update % options.compareEvery === 0 || isLast) compare(note, checker, context);
  }
  return { edits, findings };
}

/** The same edits as an editor sends them: by line and character. */
function follow(document: TextDocument, edits: readonly TextEdit[], version: number): void {
  for (const { start, end, newText } of edits) {
    const lines = new LineIndex(document.getText());
    const isExact = [start, end].every((at) => lines.offsetAt(lines.positionAt(at)) === at);
    // No position names the place between the two halves of a CRLF: no editor edits there by range.
    const change = isExact
      ? { range: lines.rangeOf({ start, end }), text: newText }
      : { text: applied(document.getText(), { start, end, newText }) };
    TextDocument.update(document, [change], version);
  }
}

function compare(note: Note, checker: Checker, context: RuleContext): void {
  everySpanFits(note);
  const fresh = analyseNote(note.text);
  assert.deepEqual(note, fresh);
  const found = checker.check(note);
  assert.deepEqual(found, new Checker(allRules, context).check(fresh));
  const lines = new LineIndex(note.text);
  for (const finding of found) placeIsExact(note.text, finding, lines);
}

function placeIsExact(text: string, finding: Finding, lines: LineIndex): void {
  for (const { start, end } of [finding, ...finding.fixes.flatMap(({ edits }) => edits)]) {
    assert.ok(start >= 0 && start <= end && end <= text.length, `${finding.rule}: outside`);
    const range = lines.rangeOf({ start, end });
    assert.deepEqual(
      [lines.offsetAt(range.start), lines.offsetAt(range.end)],
      [start, end],
      `${finding.rule}: no position names ${start}..${end}`,
    );
  }
}
