import type { StyleTable } from "../../support/styleTable";

export const stockPhrases: StyleTable = {
  family: "stock phrases",
  rules: ["stock-phrases"],
  quiet: [
    ["a tapestry that hangs somewhere", "The tapestry in the chapel is torn."],
    ["the last will", "His testament was read on Friday."],
    ["a landscape", "The landscape changes by the weir."],
    ["a journey", "We embarked at noon, and the journey was short."],
    ["a treasure", "The children look for treasure in the mill."],
    ["a role in a play", "She played a small role in the play."],
    ["a beacon", "The beacon on the pier was lit."],
    ["quotation", 'The flyer speaks of "a rich tapestry of flavours".'],
    ["block quote", "> Let's delve into the possibilities."],
    ["code", "The field `rich tapestry` is empty."],
    ["link", "See <https://example.org/delve-into-it>."],
    ["within a word", "The tapestryish testamentary thing."],
    ["a balance", "The scales are in balance."],
  ],
  flagged: [
    ["delve", "We {delve into} the history of the mill."],
    ["other form", "She {delved into} the papers of the chapel."],
    ["tapestry", "The valley is {a rich tapestry} of fields."],
    ["testament", "The bridge is {a testament to} the masons."],
    ["at the start", "{In today's fast-paced} world nobody mends gates."],
    ["curly apostrophe", "{It’s important to note} that the gate is shut."],
    ["over two lines", "The mill plays a part, and the weir {plays a\npivotal role}."],
    ["in a list item", "- {a plethora of} lamps"],
    ["in bold", "We saw **{a myriad of}** swans."],
    ["capital in the middle", "The guide calls it {A Treasure Trove of} lamps."],
    [
      "two in one sentence",
      "By night the town is {a beacon of} light and {a treasure trove of} tales.",
    ],
  ],
};
