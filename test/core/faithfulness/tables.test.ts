import { describe, expect, test } from "vitest";
import { makeSourceSet } from "../../../server/core/faithfulness/sourceSet";
import type { ClaimVerdict, SourceSet, Verdict } from "../../../server/core/faithfulness/types";
import { verifyProse } from "../../../server/core/faithfulness/verifyText";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { Checker } from "../../../server/core/rules/checker";
import { faithfulnessRules } from "../../../server/core/rules/faithfulness";
import { tables } from "../../cases/faithfulness";
import { readMarks, type MarkedText } from "../../support/markedText";

interface Outcome {
  /** What an editor underlines, by place: "number: 48, the source has 84". */
  readonly underlined: readonly string[];
  /** Of the claims, each kind once. */
  readonly verdicts: readonly Verdict[];
}

function outcomeOf(text: string, sources: SourceSet): Outcome {
  const note = analyseNote(text);
  const checker = new Checker(faithfulnessRules, { sources, stopped: new Set(), severities: {} });
  const claims: readonly ClaimVerdict[] = note.prose.flatMap(({ prose }) =>
    verifyProse(prose, sources),
  );
  const places = note.prose.flatMap(({ prose, start }) =>
    verifyProse(prose, sources).flatMap(({ issues }) =>
      issues.map((issue) => ({ ...issue, at: start + issue.start })),
    ),
  );
  return {
    underlined: checker.check(note).map(({ rule, start, end }) => {
      const issue = places.find(({ kind, at }) => rule === `faithfulness/${kind}` && at === start);
      return shown(rule.slice("faithfulness/".length), text.slice(start, end), issue?.sourceValue);
    }),
    verdicts: [...new Set(claims.map(({ verdict }) => verdict))],
  };
}

const shown = (rule: string, words: string, instead: string | undefined): string =>
  `${rule}: ${words}${instead === undefined ? "" : `, the source has ${instead}`}`;

function wanted(rule: string, { marks }: MarkedText): Outcome {
  if (marks.length === 0) return { underlined: [], verdicts: ["supported"] };
  const contradicts =
    rule === "contradiction" || marks.some(({ instead }) => instead !== undefined);
  return {
    underlined: marks.map(({ words, instead }) => shown(rule, words, instead)),
    verdicts: [contradicts ? "contradicted" : "unsupported"],
  };
}

/** A note without marks is carried as a whole; in one with marks other sentences may be. */
function expectMarks(rule: string, note: string, sources: SourceSet): void {
  const marked = readMarks(note);
  const { underlined, verdicts } = outcomeOf(marked.text, sources);
  const told =
    marked.marks.length === 0 ? verdicts : verdicts.filter((verdict) => verdict !== "supported");
  expect({ underlined, verdicts: told }).toEqual(wanted(rule, marked));
}

describe.each(tables)("$rule", ({ rule, notes }) => {
  describe.each(notes)("source %#", ({ source, carried, noClaim, wrong, missed }) => {
    const set = makeSourceSet(
      [{ location: "/vale/source.md", name: "source.md", text: source }],
      [],
    );

    test.each(carried)("carried, %s: %s", (_, note) => {
      expectMarks(rule, note, set);
    });
    test.each(noClaim ?? [])("no claim, %s: %s", (_, note) => {
      const { underlined, verdicts } = outcomeOf(note, set);
      expect(underlined).toEqual([]);
      expect(verdicts.filter((verdict) => verdict !== "uncheckable")).toEqual([]);
    });
    test.each(wrong)("wrong, %s: %s", (_, note) => {
      expectMarks(rule, note, set);
    });
    test.fails.each(missed ?? [])("known miss, %s: %s", (_, note) => {
      expectMarks(rule, note, set);
    });
  });
});
