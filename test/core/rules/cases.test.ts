import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { applyFixes } from "../../../server/core/rules/applyFixes";
import { Checker } from "../../../server/core/rules/checker";
import { styleRules } from "../../../server/core/rules/style";
import type { RuleContext } from "../../../server/core/rules/types";
import { caseAuthor } from "../../support/caseAuthor";

/**
 * test/cases/<rule>/<case>/note.md with findings.json beside it: what the rule of that name finds for the author of
 * test/support/caseAuthor.ts, and what its first fix writes there. `quiet` holds notes in which no rule finds anything
 * but a passage. Folders of other rules have runners of their own.
 */
const cases = join(__dirname, "../../cases");
const folders = [...styleRules.map(({ id }) => id.slice("style/".length)), "quiet"].filter((rule) =>
  existsSync(join(cases, rule)),
);
const view = await caseAuthor();
const context: RuleContext = { style: view, stopped: new Set(), severities: {} };

describe.each(folders)("%s", (rule) => {
  test.each(readdirSync(join(cases, rule)))("%s", (name) => {
    const text = readFileSync(join(cases, rule, name, "note.md"), "utf8");
    const expected: unknown = JSON.parse(
      readFileSync(join(cases, rule, name, "findings.json"), "utf8"),
    );
    const found = new Checker(styleRules, context)
      .check(analyseNote(text))
      .filter(({ rule: id }) =>
        rule === "quiet" ? id !== "style/passage" : id === `style/${rule}`,
      );
    expect(
      found.map((finding) => ({
        text: text.slice(finding.start, finding.end),
        ...(finding.fixes.length === 0
          ? {}
          : { fixed: changedLine(text, applyFixes(text, [finding])) }),
      })),
    ).toEqual(expected);
  });
});

/** The first line that is not as it was. */
function changedLine(before: string, after: string): string {
  const old = before.split("\n");
  return after.split("\n").find((line, i) => line !== old[i]) ?? "";
}
