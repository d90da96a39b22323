import { describe, expect, it } from "vitest";
import { carriesQuantity } from "../../../server/core/faithfulness/carries";
import { quantitiesIn } from "../../../server/core/faithfulness/quantities";

const carries = (source: string, claim: string): boolean => {
  const claimed = quantitiesIn(claim);
  expect(claimed, claim).toHaveLength(1);
  return quantitiesIn(source).some((said) => carriesQuantity(said, claimed[0]!));
};

describe("a source carries a quantity", () => {
  it.each([
    ["1,200,000 readers", "1.2 million readers"],
    ["twenty-one dogs", "21 dogs"],
    ["all thirty - four goats", "34 goats"],
    ["10 % of the hay", "only a tenth of the hay"],
    ["a hundred and five cats", "105 cats"],
    ["a dozen eggs", "12 eggs"],
    ["a third of them", "33 % of them"],
    ["two thirds", "67 percent"],
    ["one in five", "20 per cent"],
    ["three out of four", "75 %"],
    ["1,204 people", "about 1,200 people"],
    ["3,250 nests", "more than 3,000 nests"],
    ["1,234,567 words", "1.2 million words"],
    ["$1.5 billion", "1.5 billion dollars"],
    ["5 pm", "17:00"],
    ["the 3rd attempt", "the third attempt"],
    ["May 14, 2019", "14 May 2019"],
    ["2019-05-14", "May 2019"],
    ["on 3/4/2017", "on 4 March 2017"],
    ["in 1994", "the 1990s"],
    ["2,000 people", "2000 people"],
  ])("%s -> %s", (source, claim) => {
    expect(carries(source, claim)).toBe(true);
  });

  it.each([
    ["41 %", "14 %"],
    ["1.2 million", "1.2 billion"],
    ["a third", "a quarter of"],
    ["May 2019", "14 May 2019"],
    ["14 May 2019", "14 May 2018"],
    ["the 1990s", "in 1994"],
    ["5 am", "5 pm"],
    ["3,250 nests", "more than 4,000 nests"],
    ["910", "960"],
    ["three - four of us", "7 of us"],
    ["20 % of the hay", "only a tenth of the hay"],
  ])("%s does not carry %s", (source, claim) => {
    expect(carries(source, claim)).toBe(false);
  });
});

it("reads both ends of a range", () => {
  const text = "12 May 2011 to 14 June 2012, 5-10 people, $6,000 to $30,000";
  expect(quantitiesIn(text).map((q) => text.slice(q.start, q.end))).toEqual([
    "12 May 2011",
    "14 June 2012",
    "5",
    "10",
    "$6,000",
    "$30,000",
  ]);
});

it.each([
  "COVID-19 and B2B",
  "you may march on",
  "second to none",
  "no one came",
  "a few hundred",
  "v4.2.1",
])("%s has no quantity to check", (text) => {
  expect(quantitiesIn(text)).toEqual([]);
});

describe("numbers that are no quantity", () => {
  it.each(["2) The goats ate the hedge.", "Half an hour later the goats slept."])("%s", (text) => {
    expect(quantitiesIn(text)).toEqual([]);
  });

  it.each(["2 (or three) goats ate the hedge.", "Half of the goats slept."])("but: %s", (text) => {
    expect(quantitiesIn(text)).not.toEqual([]);
  });
});
