import { expect, it } from "vitest";
import { makeSourceSet } from "../../../../server/core/faithfulness/sourceSet";
import { analyseNote } from "../../../../server/core/note/analyseNote";
import { faithfulnessRules } from "../../../../server/core/rules/faithfulness";
import type { Finding, RuleContext } from "../../../../server/core/rules/types";

const source = `Head.

The volunteers found 3,250 occupied nests in eleven parishes, 41 % of them under church roofs.
"A swift that loses its hole will come back to the same wall," said Miriam Oyelaran.
`;
const context: RuleContext = {
  sources: makeSourceSet([{ location: "/vale/survey.md", name: "survey.md", text: source }], []),
  stopped: new Set(),
  severities: {},
};

function check(text: string, within: RuleContext = context): readonly Finding[] {
  const note = analyseNote(text);
  return faithfulnessRules.flatMap((rule) => {
    if (rule.scope === "note") return rule.check(note, within);
    if (rule.scope === "passage") return [];
    return note.prose.flatMap(({ prose, start }) =>
      rule
        .check(prose, within)
        .map((finding) => ({ ...finding, start: start + finding.start, end: start + finding.end })),
    );
  });
}

const afterFix = (text: string, finding: Finding): string => {
  const note = analyseNote(text);
  const [fix] = finding.fixes;
  const base = note.prose.find(
    ({ start, end }) => start <= finding.start && finding.end <= end,
  )!.start;
  return (fix?.edits ?? []).reduceRight(
    (changed, edit) =>
      changed.slice(0, base + edit.start) + edit.newText + changed.slice(base + edit.end),
    text,
  );
};

it("underlines the number, shows both values, links the line and offers the source's value", () => {
  const text = "# Nests\n\nOf the 3,250 occupied nests, **14 %** were under church roofs.\n";
  const [finding, ...others] = check(text);
  expect(others).toEqual([]);
  expect(finding?.rule).toBe("faithfulness/number");
  expect(text.slice(finding?.start, finding?.end)).toBe("14 %");
  expect(finding?.message).toBe("Here 14 %, the source says 41 %.");
  expect(finding?.related[0]?.location).toBe("/vale/survey.md");
  expect(finding?.related[0]?.range.start).toEqual({ line: 2, character: 0 });
  expect(finding?.related[0]?.message).toMatch(/^The volunteers found/);
  expect(finding?.fixes[0]?.title).toBe("Replace “14 %” with the source's “41 %”");
  expect(afterFix(text, finding!)).toContain("**41 %** were under");
});

it("puts the source's words into a misquoted quotation and keeps its marks", () => {
  const text = "Oyelaran said: “A swift that loses its nest will come back to the same roof.”\n";
  const finding = check(text).find(({ rule }) => rule === "faithfulness/quotation");
  expect(finding?.fixes[0]?.title).toBe("Quote the source word for word");
  expect(afterFix(text, finding!)).toContain(
    "“A swift that loses its hole will come back to the same wall.”",
  );
});

it("says nothing of headings, code, block quotes and notes without sources", () => {
  const text =
    "# 999 nests in Brackwell\n\n`14 %` \n\n> There were 999 nests in Brackwell.\n\nOf the nests, 14 % were under church roofs.\n";
  expect(check(text.replace(/Of the nests.*\n/, ""))).toEqual([]);
  expect(check(text, { stopped: new Set(), severities: {} })).toEqual([]);
});

it("reports a source that cannot be used on its entry", () => {
  const problem = {
    value: "x.md",
    start: 13,
    end: 17,
    severity: "warning",
    message: "There is no file x.md.",
  } as const;
  const sources = makeSourceSet([], [problem]);
  const [finding] = check("---\nsources: x.md\n---\n", { ...context, sources });
  expect(finding).toMatchObject({
    rule: "faithfulness/source",
    start: 13,
    end: 17,
    severity: "warning",
  });
});

it("reports front matter that cannot be read at its place", () => {
  const text = "---\ntitle: [open\nsources: x.md\n---\n\nText.\n";
  const findings = check(text, { stopped: new Set(), severities: {} });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ rule: "faithfulness/source", severity: "warning" });
  expect(findings[0]!.start).toBeGreaterThanOrEqual(4);
  expect(findings[0]!.end).toBeLessThan(text.indexOf("Text."));
});
