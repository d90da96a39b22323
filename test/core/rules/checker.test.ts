import { said, titled } from "../../../server/core/phrase";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";
import { applyFixes, restyleByRules } from "../../../server/core/rules/applyFixes";
import { Checker } from "../../../server/core/rules/checker";
import { allRules } from "../../../server/core/rules/registry";
import { styleRules } from "../../../server/core/rules/style";
import type { Finding, RuleContext } from "../../../server/core/rules/types";
import { caseAuthor } from "../../support/caseAuthor";

const style = await caseAuthor();
const context: RuleContext = { style, stopped: new Set(), severities: {} };
const check = (text: string, changes: Partial<RuleContext> = {}): readonly Finding[] =>
  new Checker(allRules, { ...context, ...changes }).check(analyseNote(text));
const drift =
  "The pump does not start.\n\nIt is late, and the color is off.\n\nShe sent an e-mail on Monday.\n";

describe("what the user decided", () => {
  test("before anything is learned nothing is said about style", () => {
    expect(
      new Checker(allRules, { stopped: new Set(), severities: {} }).check(analyseNote(drift)),
    ).toEqual([]);
  });

  test("a rule can be off or more severe", () => {
    const severities = { "style/contractions": "off", "style/spelling": "error" } as const;
    const found = check(drift, { severities });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["style/spelling", "error"],
      ["style/word-choice", expect.any(String)],
    ]);
  });

  test("a stopped pattern stays silent, others do not", () => {
    const [first] = check(drift);
    const found = check(drift, { stopped: new Set([first?.pattern ?? ""]) });
    expect(first?.rule).toBe("style/contractions");
    expect(found.map(({ start }) => start)).not.toContain(first?.start);
    expect(found.length).toBe(check(drift).length - 1);
  });

  test("a note in another language is not judged by English habits", () => {
    const german =
      "Der Wagen steht seit gestern hinter dem Haus und niemand hat ihn angefasst. Wir haben 3 Kisten getragen und danach lange geredet, weil es regnete.\n";
    expect(check(german)).toEqual([]);
  });
});

describe("ignore comments", () => {
  const names = (comment: string) => {
    const text = `${comment}\nThe pump does not start.\n`;
    return check(text).map(({ rule, start, end, message, fixes }) => [
      rule,
      text.slice(start, end),
      message.replace(/^This comment names .*?, which is no rule\. ?/, ""),
      fixes.map(({ edits }) => edits[0]?.newText),
    ]);
  };
  const unknown = (name: string, way: string, ...fixes: readonly string[]) => [
    "style/ignore-comment",
    name,
    way,
    fixes,
  ];
  const reason = 'A reason goes after "--".';
  const found = ["style/contractions", "does not", expect.any(String), ["doesn't"]];

  test.each([
    ["style/contractions", []],
    ["style, faithfulness", []],
    ["style/contractions -- the minutes say so", []],
    ["-- the minutes say so", []],
    [
      "style/contraction",
      [unknown("style/contraction", 'Did you mean "style/contractions"?', "style/contractions")],
      true,
    ],
    [
      "contractions",
      [unknown("contractions", `Did you mean "style/contractions"? ${reason}`)],
      true,
    ],
    ["styel", [unknown("styel", `Did you mean "style"? ${reason}`)], true],
    [
      "faithfulness/too-long, style/contractions",
      [unknown("faithfulness/too-long", 'Did you mean "style/too-long"?', "style/too-long")],
    ],
    ["the minutes say so", [unknown("the", reason)], true],
  ])("%s", (list, unknownOnes, isReported = false) => {
    const comment = `<!-- penprint-ignore ${list} -->`;
    expect(names(comment)).toEqual([...unknownOnes, ...(isReported ? [found] : [])]);
  });

  test("are looked at before anything is learned, and may themselves be ignored", () => {
    const bare = { stopped: new Set<string>(), severities: {} };
    const rulesOf = (text: string, severities: RuleContext["severities"] = {}) =>
      new Checker(allRules, { ...bare, severities })
        .check(analyseNote(text))
        .map(({ rule }) => rule);
    const text = "<!-- penprint-ignore style/pasive -->\n\nText.\n";
    expect(rulesOf(text)).toEqual(["style/ignore-comment"]);
    expect(rulesOf(text, { "style/ignore-comment": "off" })).toEqual([]);
    expect(rulesOf(`<!-- penprint-ignore-file style/ignore-comment -->\n\n${text}`)).toEqual([]);
  });
});

describe("findings", () => {
  test("show an own sentence of the author and where it stands", () => {
    const [first] = check(drift);
    expect(first?.related[0]?.location).toMatch(/^\/notes\/\d\d\.md$/);
    expect(first?.related[0]?.message).toMatch(/n't|'s|'re|'ve|'d|'ll/);
  });

  test("a passage by somebody else is found, with its reasons and the nearest own passages", () => {
    const foreign =
      "Stakeholders are advised that the evaluation of procurement procedures has been completed by the committee! The implementation of the aforementioned recommendations will be undertaken in accordance with applicable regulations! It is not anticipated that additional resources will be required by the departments! Consideration has been given to the alternatives, and a determination was made that the existing framework should be retained! Further communications will be issued by the administration!";
    const found = check(foreign).find(({ rule }) => rule === "style/passage");
    expect(found).toMatchObject({ start: 0, end: foreign.length });
    expect(found?.related).toHaveLength(2);
    expect(found?.message.split("; ").length).toBeLessThanOrEqual(3);
  });

  test("are the very same objects where nothing moved, and sorted by place", () => {
    const checker = new Checker(styleRules, context);
    const before = analyseNote(`${drift}\nLast words.\n`);
    const first = checker.check(before);
    const at = before.text.length - 1;
    const second = checker.check(updateNote(before, [{ start: at, end: at, newText: "x" }]));
    expect(second).toHaveLength(first.length);
    second.forEach((finding, i) => expect(finding).toBe(first[i]));
    expect(second.map(({ start }) => start)).toEqual(
      second.map(({ start }) => start).sort((a, b) => a - b),
    );
  });

  test("of an edited note are those of the note checked afresh", () => {
    const piece = fc.constantFrom(
      "It is not mine. ",
      "does not ",
      "\n\n",
      "- We packed rope, tape and nails.\n",
      "`do not` ",
      "🙂 ",
      '"it is" ',
      "color ",
      "a—b ",
      "# The Old Big House\n\n",
      "<!-- penprint-ignore -->\n\n",
      "x",
    );
    const edit = fc.record({ at: fc.nat(400), cut: fc.nat(6), newText: piece });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(edit, { maxLength: 6 }),
        (pieces, edits) => {
          const checker = new Checker(styleRules, context);
          let note = analyseNote(pieces.join(""));
          checker.check(note);
          for (const { at, cut, newText } of edits) {
            const start = Math.min(at, note.text.length);
            const end = Math.min(start + cut, note.text.length);
            note = updateNote(note, [{ start, end, newText }]);
            expect(checker.check(note)).toEqual(
              new Checker(styleRules, context).check(analyseNote(note.text)),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("stand inside the note, and never inside what is protected", () => {
    const found = check("We do not use `it is not` nor [it is not](https://example.org/do-not).\n");
    expect(found.map(({ start }) => start)).toEqual([3]);
  });
});

describe("all fixes together", () => {
  test("give the text the author's habits, and leave nothing to fix", () => {
    const text = "The pump does not start.\n\nIt is late; we packed rope, tape and candles.";
    const fixed = restyleByRules(text, context, { language: "en", typography: true });
    expect(fixed).toBe("The pump doesn't start.\n\nIt's late; we packed rope, tape, and candles.");
    expect(restyleByRules(fixed, context, { language: "en", typography: true })).toBe(fixed);
  });

  test("keep the typography when asked", () => {
    const text = "The tide—such as it was—does not turn.";
    expect(restyleByRules(text, context, { language: "en", typography: false })).toBe(
      "The tide—such as it was—doesn't turn.",
    );
    expect(restyleByRules(text, context, { language: "en", typography: true })).toBe(
      "The tide — such as it was — doesn't turn.",
    );
  });

  test("of two that collide the first stands", () => {
    const finding = (start: number, end: number, newText: string): Finding => ({
      start,
      end,
      rule: "style/x",
      severity: "hint",
      ...said("{0}", ""),
      score: 1,
      related: [],
      fixes: [{ ...titled("{0}", ""), edits: [{ start, end, newText }] }],
    });
    expect(applyFixes("abcdef", [finding(0, 3, "X"), finding(2, 4, "Y"), finding(4, 6, "Z")])).toBe(
      "XdZ",
    );
  });
});
