import { describe, expect, it } from "vitest";
import { makeSourceSet } from "../../../server/core/faithfulness/sourceSet";
import type { IssueKind } from "../../../server/core/faithfulness/types";
import { verifyText } from "../../../server/core/faithfulness/verifyText";

const survey = `# Counting swifts in Harlow Vale

The spring count of 2019 was led by Dr. Miriam Oyelaran of the Vale Bird Society. On 14 May 2019 some 1,204
volunteers walked the eleven parishes between 5 am and 8:30 am. They found 3,250 occupied nests, 41 % of them under
church roofs and a third in the walls of barns.

The count did not include the quarry at Stanner, because its owner refused access. Most of the barns stand in the
north of the vale. In 2012 the society had found only 2,100 nests.

> "A swift that loses its hole will come back to the same wall for years," Oyelaran said.

| parish | nests | boxes |
|---|---|---|
| Elmstow | 640 | 35 |
| Harlow | 910 | 120 |

The society plans to hang 500 nest boxes before the spring of 2021, if the county pays for them. The Harlow Gazette
reported that rents for allotments may rise next year. Owen Tarrant, the treasurer, opposed the purchase of the mill;
Lena Fisk, the chair, supported it. The General Fund for Birds gave £1.2 million. Some farmers fear that the boxes
attract rats. The purchase increased the society's debt. All new houses must have a swift brick.

The ringing course ran for three weekends. Each weekend between 12 and 26 people came to the hide; the mean over the
three weekends was 17. A livestream without sound was watched by 340 people, and its makers had no permit to film.

The boardwalk cost €88,000 in 2018. A gift from the brewery paid €52,000 of this, and members paid the rest. The
treasurer wrote that "a path is cut for the birds and kept for the children", and nobody disagreed.

Swift bricks went into the walls of the school in Elmstow. The children feed no birds there, and they check the bricks
with a camera on Fridays. Two wardens from Harlow and one from Stanner taught them. About 10 % of the bricks had eggs
within six months, and the head teacher wants to add bricks of the same kind to the gym and the library.

The tower was paid for by the diocese. It cost €31,000. In March the bishop of Corven opened it; later the diocese gave
€4,500 for its stairs.`;

const set = makeSourceSet([{ location: "/vale/survey.md", name: "survey.md", text: survey }], []);

const flags = (text: string): readonly IssueKind[] =>
  verifyText(text, set)
    .filter(({ flagged }) => flagged)
    .flatMap(({ issues }) => issues.map(({ kind }) => kind));

const wrong: readonly (readonly [IssueKind, string])[] = [
  ["number", "The volunteers found 4,750 occupied nests in the vale."],
  ["number", "Some 2,604 volunteers walked the eleven parishes."],
  ["number", "Of the occupied nests, 14 % were under church roofs."],
  ["number", "The General Fund for Birds gave £2.6 million."],
  ["number", "Harlow has 910 nests and 180 boxes."],
  ["number", "The society plans to hang 800 nest boxes."],
  ["number", "Two thirds of the occupied nests were in the walls of barns."],
  ["number", "The volunteers walked the parishes between 4:15 am and 8:30 am."],
  ["number", "Elmstow has 780 nests."],
  ["date", "The count took place on 21 June 2019."],
  ["date", "In 2007 the society had found only 2,100 nests."],
  ["date", "On 14 August 2019 the volunteers walked the parishes."],
  ["date", "The society plans to hang nest boxes before the spring of 2026."],
  ["date", "The spring count of 2016 was led by Miriam Oyelaran."],
  ["name", "The spring count was led by Dr. Hannah Oyelaran."],
  ["name", "The quarry at Brackwell was not part of the count."],
  ["name", "Lena Marlowe, the chair, supported the purchase of the mill."],
  ["name", "The Norwich Courier reported that rents for allotments may rise."],
  ["name", "The count was led by Miriam Oyelaran of the Kestrel Trust."],
  ["name", "Wexbury has 640 nests and 35 boxes."],
  [
    "quotation",
    'Oyelaran said that "a swift that loses its nest will never come back to the wall".',
  ],
  [
    "quotation",
    "“A swallow that finds its hole will stay in the same wall for years,” Oyelaran said.",
  ],
  ["quotation", 'The chair said "we shall buy the mill whatever it costs us".'],
  ["quotation", 'In her words, "a swift will come back to another wall for years".'],
  ["contradiction", "Owen Tarrant, the treasurer, supported the purchase of the mill."],
  ["contradiction", "Lena Fisk, the chair, opposed it."],
  ["contradiction", "The purchase decreased the society's debt."],
  ["contradiction", "Most of the barns stand in the south of the vale."],
  ["contradiction", "The count did include the quarry at Stanner."],
  ["contradiction", "Its owner did not refuse access to the quarry at Stanner."],
  ["number", "Over three weekends it came to 23 people a weekend, on average."],
  ["number", "The mean over the three weekends of the ringing course was 21 people."],
  ["quotation", 'The treasurer wrote that "a path is cut for the birds and kept for the walkers".'],
  ["attachment", "The brewery gave them €88,000 for it."],
  ["attachment", "A gift of €88,000 came from the brewery."],
  ["number", "The count, of which Oyelaran took charge, filled 7,900 notebook pages."],
  ["contradiction", "The society does not plan to hang nest boxes, but only rents out ladders."],
  [
    "unsupported",
    "The head teacher never adds bricks to the gym, but only to a limited part of it.",
  ],
  ["contradiction", "The tower was not paid for by the diocese."],
  ["contradiction", "The children feed birds there."],
  ["unsupported", "People repaint lighthouse railings without asking harbour insurers."],
  [
    "unsupported",
    "Trained hawks patrol motorway bridges near coastal airports every winter evening.",
  ],
];

const right: readonly string[] = [
  "The volunteers found 3,250 occupied nests in the vale.",
  "About 1,200 volunteers walked the eleven parishes.",
  "Of the occupied nests, 41 percent were under church roofs.",
  "Some 33 % of the nests were in the walls of barns.",
  "The General Fund for Birds gave £1,200,000.",
  "The GFB gave £1.2 million.",
  "Harlow has 910 nests and 120 boxes.",
  "The society plans to hang five hundred nest boxes.",
  "More than 3,000 occupied nests were found.",
  "The volunteers walked from 5 am.",
  "The count took place on May 14, 2019.",
  "The count took place on 2019-05-14.",
  "In May 2019 the volunteers walked the parishes.",
  "In 2012 the society found 2,100 nests.",
  "The nest boxes are to hang before the spring of 2021.",
  "Oyelaran led the count.",
  "M. Oyelaran of the Vale Bird Society led the spring count.",
  "Oyelaran's volunteers walked the eleven parishes.",
  "The Gazette reported that rents may rise.",
  "The quarry at Stanner was not included in the count.",
  "The count excluded the quarry at Stanner.",
  'Oyelaran said: "A swift that loses its hole will come back to the same wall".',
  "“A swift that loses its hole … will come back to the same wall for years,” she said.",
  'A swift, she said, "that loses [its home] will come back to the same wall for years".',
  'People call them "devil birds".',
  "Owen Tarrant, the treasurer, was against the purchase of the mill.",
  "Lena Fisk, the chair, supported the purchase.",
  "The purchase increased the debt of the society.",
  "Most barns stand in the north.",
  "Some farmers fear rats.",
  "Have you ever counted 400 swifts before breakfast?",
  "I have hung 17 boxes on my own house since 2003.",
  "We should all hang more boxes.",
  "Please send your counts to Marjorie Dunn by Friday.",
  "In my view nothing is lovelier than a swift over Ambleford.",
  "Last Tuesday the volunteers walked the parishes.",
  "The owner of the quarry refused access.",
  "New houses must have a swift brick.",
  "Elmstow has 640 nests.",
  "On average 17 people came to the hide at the weekend.",
  "Between 12 and 26 people came to the hide each weekend.",
  "The makers of the livestream were not permitted to film.",
  "The makers of the livestream lacked a permit to film.",
  "The livestream had no sound.",
  "The boardwalk cost €88,000.",
  "The brewery paid €52,000.",
  "The brewery helped to pay the €88,000 that the boardwalk cost.",
  "The diocese gave €31,000 for it.",
  "The diocese paid €31,000.",
  "The bishop of Corven opened the tower in March.",
  'The treasurer wrote that a path is "kept for the children".',
  "3) Some farmers fear rats.",
  "Some farmers fear not only rats.",
  "The children check the bricks with a camera, but they feed no birds.",
  "The children check the bricks but do not feed birds.",
  "Only the quarry at Stanner was left out of the count.",
  "All of the volunteers walked the eleven parishes.",
  "The first spring count of the society was led by Miriam Oyelaran.",
  "Only a tenth of the bricks had eggs.",
  "Half a year later about 10 % of the bricks had eggs.",
  "Two wardens came from Harlow and a third from Stanner.",
  "The head teacher wants the bricks in the gym as well.",
  "Without the quarry at Stanner the count covers eleven parishes.",
  "The owner, who did not want to be counted, refused access to the quarry.",
];

describe("claims that the source does not carry", () => {
  it.each(wrong)("flags %s: %s", (kind, text) => {
    expect(flags(text)).toContain(kind);
  });
});

describe("claims that must be left alone", () => {
  it.each(right)("%s", (text) => {
    expect(flags(text)).toEqual([]);
  });
});

describe("verdicts", () => {
  it("shows both values of a contradicted number", () => {
    const [claim] = verifyText("Of the occupied nests, 14 % were under church roofs.", set);
    expect(claim?.verdict).toBe("contradicted");
    expect(claim?.why).toBe("here 14 %, the source says 41 %");
  });

  it.each([
    [
      "Over three weekends it came to 23 people a weekend, on average.",
      "here 23, the source says 17",
    ],
    ["In all 31 people came to the hide at the weekend.", "no source has 31"],
    [
      'The treasurer wrote that "a path is cut for the birds and kept for the walkers".',
      "the source's words are “a path is cut for the birds and kept for the children”",
    ],
    [
      "The brewery gave them €88,000 for it.",
      "here €88,000, which the source says of something else; of this it says €52,000",
    ],
    [
      "The library lends its bricks without guarantee, except for limited loans to neighbours.",
      "the sources do not say this: nothing there for “without”, “guarantee”, “except”, “neighbours”",
    ],
  ])("%s: %s", (text, why) => {
    const [claim] = verifyText(text, set);
    expect(claim?.why).toBe(why);
  });

  it.each([
    ["The children check the bricks with a thermal drone on Fridays.", ["with a thermal drone"]],
    ["Only the children check the bricks with a camera.", ["Only"]],
    ["The children check the bricks with a camera on Fridays.", []],
    ["The head teacher wants to add bricks to the library.", []],
  ])("%s: the words that no source carries", (text, words) => {
    const [claim] = verifyText(text, set);
    expect(claim?.unsupportedSpans.map(({ start, end }) => text.slice(start, end))).toEqual(words);
  });

  it("links the evidence that decided", () => {
    const [claim] = verifyText("The spring count was led by Dr. Hannah Oyelaran.", set);
    const [place] = claim?.evidence ?? [];
    expect(survey.slice(place?.start, place?.end)).toContain("Miriam Oyelaran");
  });

  it.each([
    ["Is that so?", "question"],
    ["I counted 400 birds on my own roof last summer.", "own experience"],
    ["Everybody should hang a nest box.", "opinion"],
    ["Gardeners are strongly encouraged to hang a nest box on the northern wall.", "opinion"],
    ["It's recommended that members don't neglect the harbour in spring.", "opinion"],
    ["It is recommended that members do not neglect the harbour in spring.", "opinion"],
  ])("%s is uncheckable", (text, why) => {
    const [claim] = verifyText(text, set);
    expect(claim?.verdict).toBe("uncheckable");
    expect(claim?.why).toContain(why);
  });

  it("that somebody was advised can be checked", () => {
    const [claim] = verifyText("Volunteers were encouraged to count herons at noon.", set);
    expect(claim?.verdict).not.toBe("uncheckable");
  });
});
