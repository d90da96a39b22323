import { inEnglish } from "../../../server/core/phrase";
import { describe, expect, test } from "vitest";
import { countHabits } from "../../../server/core/habits/countHabits";
import { describeHabit, summariseHabits } from "../../../server/core/habits/describeHabit";
import { lengthBin, lengthsOf } from "../../../server/core/habits/lengths";
import {
  chanceOfAtLeast,
  chanceOfAtMost,
  rateOf,
  wilson,
} from "../../../server/core/habits/statistics";
import { analyseNote } from "../../../server/core/note/analyseNote";

/** All counts of a note, added up. */
function counts(text: string, language = "en"): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { prose } of analyseNote(text).prose) {
    for (const [key, n] of Object.entries(countHabits(prose, language)))
      all[key] = (all[key] ?? 0) + n;
  }
  return all;
}

describe("counting", () => {
  test("each choice is counted by itself and with its group", () => {
    expect(counts("I don't know, and she does not care.")).toMatchObject({
      "contractions.do-not/contracted": 1,
      "contractions.does-not/full": 1,
      "contractions/contracted": 1,
      "contractions/full": 1,
      words: 8,
      sentences: 1,
      paragraphs: 1,
    });
  });

  test.each([
    ["We bought salt, ash, and clay.", "serialComma/with"],
    ["We bought salt, ash and clay.", "serialComma/without"],
    ["The tide — at last turned.", "dashes/em-spaced"],
    ["He said “go” to me.", "quotes.marks/curly"],
    ["It took three days of rain.", "numbers.below-ten/words"],
    ["Wait… what is it?", "ellipsis/character"],
    ["We organise the colour chart.", "spelling.ize/ise"],
    ["- Bring rope, tar and tea for the night", "listEnd.long/none"],
    ["## How to brew good tea", "headingCase/sentence"],
    ["## How to Brew Good Tea", "headingCase/title"],
  ])("%s", (text, key) => {
    expect(counts(text)).toMatchObject({ [key]: 1 });
  });

  test.each([
    "I've stopped, it was late, and I'm not ashamed of that.",
    "It was a Sunday, maybe, and the clock had to strike.",
    "He'd just plucked them, like a harp, and heard two notes.",
    "The clamps were out, the joint warmed, and didn't hold.",
  ])("no series: %s", (text) => {
    expect(Object.keys(counts(text)).filter((key) => key.startsWith("serialComma"))).toEqual([]);
  });

  test.each([
    ["One should wait, and it is advisable to look.", 1],
    ["If one can wait, it’s important that the tide turns. It should be noted that it will.", 2],
    ["The new one should hang there. One should be enough. That one can wait.", 0],
    ["It's important to us. It's known to him. It is here.", 0],
    ['"One should wait," she said. One lamp should do.', 0],
  ])("impersonal sentences: %s", (text, times) => {
    expect(counts(text)["person.impersonal"] ?? 0).toBe(times);
  });

  test("a question is no statement", () => {
    expect(counts('Who knows? We do. "Do we?"')).toMatchObject({ sentences: 3, statements: 1 });
  });

  test("a sentence measure counts sentences, a word measure words", () => {
    expect(counts("I think I know my way. Perhaps. We were told by you!")).toMatchObject({
      "person.i": 1,
      "person.we": 1,
      "person.you": 1,
      hedges: 2,
      passive: 1,
      exclamations: 1,
    });
  });

  test("quotations, code, links and other people's blocks are nobody's habit", () => {
    const text =
      '> I do not know.\n\n"I do not know" is what `do not` says in [do not](https://example.org).\n';
    const found = counts(text);
    expect(Object.keys(found).filter((key) => key.startsWith("contractions"))).toEqual([]);
    expect(found["person.i"]).toBeUndefined();
  });

  test("English lists stay out of other languages; marks are counted in all", () => {
    const found = counts("Er sagte „nein“ – und ging in die Email-Abteilung, so war das!", "de");
    expect(found).toMatchObject({ "quotes.marks/low": 1, "dashes/en-spaced": 1, exclamations: 1 });
    expect(Object.keys(found).some((key) => /^(?:words|contractions|spelling)[./]/.test(key))).toBe(
      false,
    );
  });
});

describe("statistics", () => {
  test("Wilson's interval holds the rate and narrows with more of the same", () => {
    const few = wilson(9, 10);
    const many = wilson(900, 1000);
    expect(few.low).toBeLessThan(0.9);
    expect(few.high).toBeGreaterThan(0.9);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test("the chances of all outcomes add up to one", () => {
    const rate = rateOf(3, 40, 60);
    expect(chanceOfAtMost(4, 12, rate) + chanceOfAtLeast(5, 12, rate)).toBeCloseTo(1, 10);
  });

  test("what an author always does is not expected to fail six times of six", () => {
    expect(chanceOfAtMost(0, 6, rateOf(92, 100, 48))).toBeLessThan(1e-4);
    expect(chanceOfAtMost(0, 6, rateOf(50, 100, 48))).toBeGreaterThan(0.01);
  });

  test("bins of lengths grow with the length and give quantiles back", () => {
    const bins = Array.from({ length: 300 }, (_, i) => Number(lengthBin(i + 1)));
    expect(bins).toEqual([...bins].sort((a, b) => a - b));
    const key = `sentenceLength/${lengthBin(20)}`;
    const lengths = lengthsOf((asked) => (asked === key ? 10 : 0), "sentenceLength");
    expect(lengths.total).toBe(10);
    expect(lengths.atLeast(10)).toBe(10);
    expect(lengths.atLeast(40)).toBe(0);
    expect(Math.abs(lengths.quantile(0.5) - 20)).toBeLessThanOrEqual(2);
  });
});

describe("in plain words", () => {
  test("keys", () => {
    expect(describeHabit("contractions/contracted")).toBe("contractions");
    expect(describeHabit("words.while-whilst/while")).toBe('word choice: "while"');
    expect(describeHabit("hedges")).toMatch(/^hedges/);
  });

  test("a summary puts what is certain before what is mixed, with rate and interval", () => {
    const summary = summariseHabits({
      "contractions/contracted": 400,
      "serialComma/with": 30,
      "serialComma/without": 25,
    });
    expect(summary.map(({ key }) => key)).toEqual(["contractions/contracted", "serialComma/with"]);
    expect(inEnglish(summary[0]!.rate)).toBe("100 % (99 % to 100 %) of 400");
  });
});
