import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { Checker } from "../../../server/core/rules/checker";
import { person } from "../../../server/core/rules/style/person";
import type { StyleView } from "../../../server/core/style/types";
import { caseAuthor } from "../../support/caseAuthor";

const view = await caseAuthor();
const note = (name: string) =>
  analyseNote(readFileSync(join(__dirname, "../../cases/person", name, "note.md"), "utf8"));
const messages = (style: StyleView, name: string): readonly string[] =>
  new Checker([person], { style, stopped: new Set(), severities: {} })
    .check(note(name))
    .map(({ message }) => message);

test("what is more, what is missing and what stands in for it are said", () => {
  expect(messages(view, "impersonal")).toEqual([
    'More impersonal sentences ("one should", "it is advisable to") than you write: you 0 %, here 4 of 4 sentences.',
  ]);
  expect(messages(view, "lost")).toEqual([
    'Fewer sentences with "we" than you write: you 29 %, here 0 of 20 sentences. Here are passive sentences.',
  ]);
});

test("a profile from before impersonal sentences were counted says nothing of them", () => {
  const uncounted = ["statements", "person.impersonal"];
  const before = Object.create(view, {
    count: { value: (key: string) => (uncounted.includes(key) ? 0 : view.count(key)) },
  }) as StyleView;
  expect(messages(before, "impersonal")).toEqual([]);
  expect(messages(before, "you")).toHaveLength(1);
});
