import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const interview = `# Interview with the lock keeper

> "The river decides when I get up, and the river decides when I go to bed," says Hanne Voss.

She has kept the lock at Aldermoor for thirty years. "My father taught me to read the water before I could read a
book," she says. "You can't argue with a flood. You open the gates, and you wait." The barge families call her "the
captain". Her daughter wants to be a painter.

The waterways office wrote in its letter: “From next spring the lock will be operated from the control room in
Fenwick.” Voss laughed when she read it. "A camera doesn't smell the fog," she told the visitors. Her motto hangs over
the door: "Slow is smooth, smooth is fast."`;

export const quotation: FaithfulnessTable = {
  rule: "quotation",
  notes: [
    {
      source: interview,
      carried: [
        ["word for word", 'Voss says: "A camera doesn\'t smell the fog."'],
        ["curly marks", "“A camera doesn’t smell the fog,” says Hanne Voss."],
        ["guillemets", "Voss says: «A camera doesn't smell the fog.»"],
        ["low marks", "Voss says: „A camera doesn't smell the fog.“"],
        ["part of a sentence", 'The river, says Voss, "decides when I get up".'],
        ["capital at the start", '"My father taught me to read the water," says the lock keeper.'],
        ["elision by three dots", 'Voss says: "You open the gates ... you wait."'],
        [
          "elision by the character",
          "Voss says: “My father taught me … before I could read a book.”",
        ],
        [
          "elision in brackets",
          'In the letter stands: "From next spring the lock will be operated from [...] room in Fenwick."',
        ],
        ["word put in brackets", 'Voss says that "[her] father taught me to read the water".'],
        ["other stop at the end", 'Over the door hangs "Slow is smooth, smooth is fast!"'],
        [
          "over two sentences",
          "“My father taught me to read the water before I could read a book. You open the gates, and you wait,” says Voss.",
        ],
        ["interrupted by the speaker", '"You open the gates," says Voss, "and you wait."'],
        ["emphasis inside", 'Voss says: "A camera doesn\'t *smell* the fog."'],
        ["a term of two words", 'To the barge families she is "the captain".'],
        ["scare quotes", 'Her "river clock" decides when Voss gets up.'],
      ],
      noClaim: [
        ["what one can do, in a quotation", "“You can’t argue with a flood,” says Hanne Voss."],
        [
          "block quote",
          "> The river decides when I get up, and the river decides when I go to bed.",
        ],
        ["an own title", "My essay “The Old Man at the Sea Lock” is about her."],
        ["a heading", "## “The river never decides when I get up”"],
      ],
      wrong: [
        [
          "word changed",
          "Voss says: {\"You can't argue with a storm.\"→You can't argue with a flood}",
        ],
        [
          "word left out without a mark",
          '{"You open gates, and you wait,"→You open the gates, and you wait} says Voss.',
        ],
        [
          "denial added",
          'Voss says: {"My father never taught me to read the water."→My father taught me to read the water}',
        ],
        ["made up", 'Voss says: {"I shall chain myself to these gates."}'],
        [
          "curly marks, word changed",
          "{“A camera doesn’t see the fog,”→A camera doesn't smell the fog} she told the visitors.",
        ],
        [
          "place changed",
          'In the letter stands: {"From next spring the lock will be operated from the control room in Aldermoor."→From next spring the lock will be operated from the control room in Fenwick}',
        ],
        [
          "time changed",
          'The office wrote: {"From next autumn the lock will be operated from the control room."→From next spring the lock will be operated from the control room}',
        ],
        [
          "wrong beside an elision",
          'Voss says: {"My mother taught me ... before I could read a book."}',
        ],
        [
          "own experience keeps a quotation checkable",
          'I asked her twice, and she said {"the river decides where I get up"→The river decides when I get up}.',
        ],
        [
          "question keeps a quotation checkable",
          'Did she say {"you should argue with every flood"→You can\'t argue with a flood}?',
        ],
        [
          "second sentence changed",
          "“My father taught me to read the water. {You close the gates, and you wait,”→You open the gates, and you wait} says Voss.",
        ],
        [
          "in a list item",
          '- her motto: {"Slow is smooth, smooth is cheap."→Slow is smooth, smooth is fast}',
        ],
      ],
      missed: [
        [
          "words turned round",
          '{"You wait, and you open the gates,"→You open the gates, and you wait} says the lock keeper.',
        ],
      ],
    },
  ],
};
