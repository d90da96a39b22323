import { describe, expect, test } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { applyFixes } from "../../../server/core/rules/applyFixes";
import { Checker } from "../../../server/core/rules/checker";
import { styleRules } from "../../../server/core/rules/style";
import type { RuleContext } from "../../../server/core/rules/types";
import type { StyleView } from "../../../server/core/style/types";
import { tables } from "../../cases/style";
import { caseAuthor } from "../../support/caseAuthor";
import { readMarks } from "../../support/markedText";

const author = await caseAuthor();
/** Rules that report all places of a paragraph as one. */
const together = ["dashes", "quotes"];

describe.each(tables)("$family", ({ rules, sentences, quiet, flagged, missed }) => {
  const active = styleRules.filter(({ id }) => rules.includes(id.slice("style/".length)));
  const context: RuleContext = {
    style: sentences === undefined ? author : havingLearned(sentences),
    stopped: new Set(),
    severities: {},
  };

  function expectMarks(note: string): void {
    const { text, marks } = readMarks(note);
    const found = new Checker(active, context).check(analyseNote(text));
    const isTogether = found.some(({ rule }) => together.includes(rule.slice("style/".length)));
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
      marks.slice(0, isTogether ? 1 : undefined).map(({ words }) => words),
    );
    expect(found.map(({ start }) => start)).toEqual(
      marks.slice(0, isTogether ? 1 : undefined).map(({ start }) => start),
    );
    const fixed = marks.reduceRight(
      (changed, { start, end, words, instead }) =>
        changed.slice(0, start) + (instead ?? words) + changed.slice(end),
      text,
    );
    expect(applyFixes(text, found)).toBe(fixed);
  }

  test("there are such rules", () => {
    expect(active).toHaveLength(rules.length);
  });
  test.each(quiet)("quiet, %s: %s", (_, note) => {
    expectMarks(note);
  });
  test.each(flagged)("flagged, %s: %s", (_, note) => {
    expect(readMarks(note).marks).not.toHaveLength(0);
    expectMarks(note);
  });
  test.fails.each(missed ?? [])("known miss, %s: %s", (_, note) => {
    expectMarks(note);
  });
});

function havingLearned(sentences: number): StyleView {
  const count = (key: string): number => (key === "sentences" ? sentences : author.count(key));
  return Object.create(author, { count: { value: count } }) as StyleView;
}
