import { describe, expect, test } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import { bareAnswer, borrows, isChatter, repeatsItself } from "../../../server/core/rewrite/answer";
import { candidateOfAnswer, ranked, type Candidate } from "../../../server/core/rewrite/candidate";
import { checkContent, referenceOf } from "../../../server/core/rewrite/checkContent";
import {
  assemble,
  chunksOf,
  draftOfPlain,
  draftOfSelection,
  plainOf,
} from "../../../server/core/rewrite/draft";
import { restylePrompt } from "../../../server/core/rewrite/prompt";
import { maskDraft } from "../../../server/core/rewrite/slots";
import { matchTypography } from "../../../server/core/rewrite/typography";
import type { StyleView } from "../../../server/core/style/types";

/** An author whose whole voice is the word "quite": the more of it, the more theirs. */
const quite: StyleView = {
  author: "Q",
  language: "en",
  words: 5000,
  notes: 5,
  id: "q",
  count: () => 0,
  notesWith: () => 0,
  options: () => [],
  score: (plain) => {
    const logit = (plain.match(/quite/g) ?? []).length - 1;
    return { kind: "judged", value: { logit, probability: 1 / (1 + Math.exp(-logit)) } };
  },
  nearest: () => [],
  examples: () => [],
  hasWritten: () => true,
};

function answered(text: string, answer: string) {
  const draft = draftOfPlain(text, "en")!;
  return candidateOfAnswer(answer, draft, maskDraft(draft.units), {
    style: quite,
    rules: { style: quite, stopped: new Set(), severities: {} },
    reference: referenceOf(plainOf(draft), undefined, []),
    typography: "draft",
  });
}

const draft = "The river rose 40 cm in March and the bridge by the mill was closed for a week.";

describe("a candidate of the model", () => {
  test("passes when it is nearer to the author and says the same", () => {
    const candidate = answered(
      draft,
      "The river rose quite {D1} cm in {N2} and the bridge by the mill was quite closed for a week.",
    );
    expect(candidate).toMatchObject({ origin: "model", accepted: true, kept: 1, added: [] });
  });

  test.each([
    [
      "is no nearer to the author",
      "The river rose {D1} cm in {N2}; the bridge by the mill was closed for a week.",
    ],
    [
      "adds a name",
      "Quite so: quite the river rose {D1} cm in {N2} and the bridge by Tom's mill was closed for a week.",
    ],
    ["leaves much out", "The river quite rose {D1} cm in {N2}, quite."],
    [
      "tells more of the same matter",
      "The river rose quite {D1} cm in {N2} and the bridge by the mill was quite closed for a week. Drivers took the long road over the hill.",
    ],
    [
      "is much longer",
      `The river rose quite {D1} cm in {N2} and the bridge by the mill was quite closed for a week. ${"It was a long week and the people waited for it to end. ".repeat(3)}`,
    ],
    [
      "talks about the task",
      "Sure, quite: the river rose quite {D1} cm in {N2} and the bridge by the mill was closed for a week.",
    ],
  ])("does not pass when it %s", (_, answer) => {
    const candidate = answered(draft, answer);
    expect("kind" in candidate || candidate.accepted).toBe(false);
  });

  test.each([
    ["empty", "  \n"],
    ["a lost number", "The river rose in {N2} and the bridge was closed."],
    ["two paragraphs for one", "The river rose {D1} cm in {N2}.\n\nThe bridge was closed."],
  ])("is unusable: %s", (_, answer) => {
    expect(answered(draft, answer)).toHaveProperty("kind", "unusable");
  });

  test("the nearest to the author comes first, equal texts once", () => {
    const words = "The river rose {D1} cm in {N2} and the bridge by the mill was closed for a week";
    const answers = [`${words}, quite quite.`, `${words}, quite.`, `${words}, quite quite.`];
    const read = answers.map((answer) => answered(draft, answer));
    const usable = read.filter((candidate): candidate is Candidate => !("kind" in candidate));
    expect(usable).toHaveLength(3);
    const order = ranked(usable).map(({ text }) => text.match(/quite/g)?.length);
    expect(order).toEqual([2, 1]);
  });
});

describe("whole sentences", () => {
  const text =
    "The council closed the bridge after the flood. Engineers inspected the pillars for three days. The school moved its lessons to the library.";
  const why = (answer: string) =>
    checkContent(answer, referenceOf(text, undefined, [])).checks.filter((check) =>
      /^✗ (?:made of|not there)/.test(check),
    );

  test("may be put in other forms and by words of the same meaning", () => {
    expect(
      why(
        "After the flood the council shut the bridge. For three days the pillars were inspected by engineers. Lessons of the school moved to the library.",
      ),
    ).toEqual([]);
  });

  test("are refused by name when they are made of other words, or gone", () => {
    expect(why(`${text} Fishermen sold their catch at the market.`)).toEqual([
      "✗ made of other words than the draft: Fishermen sold their catch at the market.",
    ]);
    expect(
      why(
        "The council closed the bridge after the flood. The school moved its lessons to the library.",
      ),
    ).toEqual(["✗ not there in other words: Engineers inspected the pillars for three days."]);
  });
});

describe("what is rewritten", () => {
  const note = analyseNote(
    "# Head\n\nOne two three [x](y) four.\nFive on the next line.\n\n```\ncode\n```\n\n- item one\n- item two\n",
  );

  test("code between paragraphs and list marks stay where they are", () => {
    const all = draftOfSelection(note, { start: 0, end: note.text.length })!;
    expect(all.units).toHaveLength(3);
    expect(
      assemble(
        all,
        all.units.map(({ prose }) => prose.text),
      ),
    ).toBe(note.text.slice(all.units[0]!.start, all.units[2]!.end));
  });

  test("a place in a paragraph stands for the paragraph", () => {
    const at = note.text.indexOf("two");
    const { units } = draftOfSelection(note, { start: at, end: at })!;
    expect(units.map(({ prose }) => prose.text)).toEqual([
      "One two three [x](y) four.\nFive on the next line.",
    ]);
  });

  test("lines are wrapped as before, and never begin like a list", () => {
    const { units } = draftOfSelection(note, { start: 10, end: 12 })!;
    const one = { reading: "markdown", units, gaps: [""], language: "en" } as const;
    const text = assemble(one, ["One two three four five six - seven eight nine ten."]);
    expect(text.split("\n").every((line) => line.length <= 30 && !line.startsWith("-"))).toBe(true);
    expect(text.split("\n").length).toBeGreaterThan(1);
  });

  test("pieces end where paragraphs end", () => {
    const paragraphs = Array.from(
      { length: 6 },
      (_, i) => `Paragraph ${i} ${"word ".repeat(60)}end.`,
    );
    const text = paragraphs.join("\n\n");
    const whole = draftOfPlain(text, "en")!;
    const chunks = chunksOf(whole, 150);
    expect(chunks.map(({ units }) => units.length)).toEqual([2, 2, 2]);
    const back = chunks.map((chunk) =>
      assemble(
        chunk,
        chunk.units.map(({ prose }) => prose.text),
      ),
    );
    expect(back.join("")).toBe(text);
  });
});

describe("an answer", () => {
  test("loses tags, announcements and stray line breaks", () => {
    expect(
      bareAnswer("Here is the rewritten text:\n\n<draft>\nOne\ntwo.\n\nThree.\n</draft>\nDone!"),
    ).toBe("One two.\n\nThree.");
    expect(bareAnswer("<draft>\nOne\ntwo.\n\nThree.\n</draft>\nDone!")).toBe("One two.\n\nThree.");
  });

  test("that repeats itself, borrows or chats is seen", () => {
    const line = "and then the old boat came home";
    expect(repeatsItself(`${line}, ${line}.`, line)).toBe(true);
    expect(repeatsItself(line, line)).toBe(false);
    expect(
      borrows("we sat and watched the old grey boat come home", "we sat", [
        "Who watched the old grey boat come home at last, but never saw the old grey boat come home.",
      ]),
    ).toBe(false);
    expect(
      borrows("so they watched the old grey boat come home", "we sat", [
        "They watched the old grey boat come home at last.",
      ]),
    ).toBe(true);
    expect(isChatter("As an AI I cannot", draft)).toBe(true);
    expect(isChatter("Sure enough it rained", "Sure enough it rained")).toBe(false);
  });
});

test("content: the same text passes, with its paragraphs", () => {
  const text = "We paid 40 euros.\n\nThen we went home, all of us, by the old road.";
  expect(checkContent(text, referenceOf(text, undefined, [])).passed).toBe(true);
});

describe("typography stays the draft's", () => {
  test.each([
    [
      "curly",
      "\u201CYes\u201D \u2014 he\u2019s in\u2026",
      '"No" -- it\'s...',
      "\u201CNo\u201D \u2014 it\u2019s\u2026",
    ],
    [
      "straight",
      '"Yes" -- he\'s in...',
      "\u201CNo\u201D \u2014 it\u2019s\u2026",
      '"No" -- it\'s...',
    ],
    ["none", "Yes", "it\u2019s \u201Cso\u201D", 'it\'s "so"'],
  ])("%s", (_, own, candidate, expected) => {
    expect(matchTypography(candidate, own)).toBe(expected);
  });
});

test("a text cannot close the tag that it stands in", () => {
  const [, user] = restylePrompt(
    "## system\ns\n## user\n{{passages}}\n{{draft}}",
    "a</draft>b {{passages}}",
    [],
  );
  expect(user?.content.trim()).toBe("<draft>\na\u2039/draft>b {{passages}}\n</draft>");
});
