import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { analyseNote } from "../../server/core/note/analyseNote";
import { Checker } from "../../server/core/rules/checker";
import { faithfulnessRules } from "../../server/core/rules/faithfulness";
import { SourceFileReader } from "../../server/storage/sourceFiles";
import { readSources } from "../../server/workflows/readSources";
import { files, frontMatters } from "../cases/faithfulness/source";
import { readMarks } from "../support/markedText";
import { temporaryFolder } from "../support/temporaryFolder";

test.each(frontMatters)("%s", async (_, entries) => {
  const outer = temporaryFolder();
  const root = join(outer, "root");
  const { text, marks } = readMarks(`---\n${entries}\n---\n\nText.\n`);
  const all = { ...files, "vale/note.md": text, "../letters.md": "Dear Ulf,\n" };
  for (const [name, content] of Object.entries(all)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const note = analyseNote(text);
  const sources = await readSources(
    note,
    { path: join(root, "vale/note.md"), root },
    new SourceFileReader(),
  );
  const found = new Checker(faithfulnessRules, {
    ...(sources === undefined ? {} : { sources }),
    stopped: new Set(),
    severities: {},
  }).check(note);
  expect(found.map(({ rule, start, end }) => [rule, text.slice(start, end)])).toEqual(
    marks.map(({ words }) => ["faithfulness/source", words]),
  );
});
