import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { editContext, editSession } from "./edits/editSession";

/** The short form of `npm run campaign -- edits`; another seed each run is the campaign's business. */
const samples = resolve(__dirname, "../../samples");
const texts = (folder: string): readonly string[] =>
  readdirSync(join(samples, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(join(samples, folder, name), "utf8"));

test("whatever is typed, pasted, cut and taken back: the note is the one analysed afresh", async () => {
  const sources = texts("sources").map((text, i) => ({ location: `/${i}`, name: `${i}`, text }));
  const context = await editContext(sources);
  const notes = [...texts("notes").slice(0, 3), ...texts("drafts")];
  const options = { edits: 150, checkEvery: 5, compareEvery: 25, longest: 12_000 };
  let findings = 0;
  for (const seed of [1, 2]) {
    const done = editSession(seed, notes, context, options);
    expect(done.edits).toBeGreaterThanOrEqual(150);
    findings += done.findings;
  }
  expect(findings).toBeGreaterThan(0);
});
