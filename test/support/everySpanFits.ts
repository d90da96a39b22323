import assert from "node:assert/strict";
import type { Note } from "../../server/core/note/types";
import type { Span } from "../../server/core/text/span";

/** Throws where a span of the note is not where its text is, or lies outside what holds it. */
export function everySpanFits(note: Note): void {
  for (const part of note.prose) {
    const { prose } = part;
    assert.equal(note.text.slice(part.start, part.end), prose.text);
    assert.equal(prose.masked.length, prose.text.length);
    assert.equal(
      prose.words,
      prose.sentences.reduce((sum, one) => sum + one.words.length, 0),
    );
    let at = 0;
    for (const sentence of prose.sentences) {
      assert.ok(sentence.start >= at && sentence.end <= prose.text.length, "a sentence is outside");
      at = sentence.start;
      for (const word of sentence.words) {
        assert.ok(word.start >= at && word.end <= sentence.end, "a word is outside its sentence");
        assert.equal(word.text, prose.text.slice(word.start, word.end));
        at = word.end;
      }
      at = sentence.end;
    }
    for (const span of [...prose.protectedSpans, ...prose.quotations]) {
      inside(span, prose.text.length);
      assert.ok(span.end > span.start, "a span is empty");
    }
    assert.ok(note.sections[part.section] !== undefined, "no such section");
  }
  for (const passage of note.passages) {
    assert.equal(passage.start, passage.parts[0]!.start);
    assert.equal(passage.end, passage.parts.at(-1)!.end);
    assert.ok(passage.words >= 40, "a passage is too short");
    assert.equal(passage.plain, passage.parts.map((part) => part.prose.plain).join("\n\n"));
  }
  for (const span of [...note.blockQuotes, ...note.tooLong, ...note.ignores]) {
    inside(span, note.text.length);
  }
  assert.ok(note.sections.length > 0);
  assert.equal(note.sections.at(-1)!.end, note.text.length);
  note.sections
    .slice(1)
    .forEach((section, index) => assert.equal(section.start, note.sections[index]!.end));
}

function inside({ start, end }: Span, length: number): void {
  assert.ok(start >= 0 && end >= start && end <= length, `${start}..${end} is outside ${length}`);
}
