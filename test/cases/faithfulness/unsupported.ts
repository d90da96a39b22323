import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const bakery = `# A week in the bakery on Quay Street

The bakery opens at six, but the bakers start at two in the morning. The dough rests in wooden troughs for a night. The
rye comes from a mill up the river, and the miller brings it on Tuesdays with his van. Old bread is ground into crumbs,
and the crumbs go into the next dough. On Saturdays there is a queue of people who want poppy seed rolls.

The oven is heated with beech wood. It was built by the grandfather of the present owner. He laid the bricks himself, and
he lined the arch with clay from the river bank. Apprentices learn to clean the oven first, then to shape loaves. The
owner writes the recipes into a book that nobody else may read. In winter the neighbours bring their geese, which are
roasted in the oven when the bread is out.`;

const bees = `# Notes from the course on bees

A colony needs about fifteen kilos of honey to come through the winter. Beekeepers lift the hives from behind to feel
their weight. Wasps rob weak colonies in late summer, so the entrance is made narrow. Drones are thrown out in autumn.
The queen is marked with a dot of paint; its colour tells the year. Smoke calms the bees because they fill up with honey.`;

export const unsupported: FaithfulnessTable = {
  rule: "unsupported",
  notes: [
    {
      source: bakery,
      carried: [
        ["word for word", "The dough rests in wooden troughs for a night."],
        ["other words", "Bread that is left over is ground to crumbs for the next dough."],
        ["wider word", "The oven is fired with wood."],
        ["passive turned round", "The present owner's grandfather built the oven."],
        ["two sentences in one", "He laid the bricks and lined the arch with clay from the river."],
        ["order of learning", "Apprentices clean the oven before they learn to shape loaves."],
        ["nobody else", "Only the owner may read the book of recipes."],
        ["shortened", "On Saturdays people queue for poppy seed rolls."],
        ["geese", "In winter geese are roasted in the oven."],
        ["list item", "- rye from a mill up the river"],
        ["comparison of times", "The bakers start earlier than the bakery opens."],
      ],
      noClaim: [
        ["question", "Who would carry a goose through the snow to a bakery?"],
        ["own experience", "I have baked with spelt and walnuts since my holidays in Umbria."],
        ["opinion", "In my view supermarket bread tastes like damp cardboard."],
        ["call to action", "Try the cinnamon knots with plum jam."],
        ["advice", "You should keep sourdough in a ceramic jar in the fridge."],
        ["heading", "## Robots knead dough in Japanese factories"],
        ["wish", "We hope that the town council plants lime trees along the harbour."],
        ["announcement of one's own", "We'll visit the museum of chocolate next week."],
      ],
      wrong: [
        [
          "nothing of it",
          "{Electric lorries deliver frozen pizza to motorway restaurants every afternoon.}",
        ],
        [
          "nothing of it, in a list",
          "- {Supermarket managers negotiate cheaper contracts with industrial suppliers.}",
        ],
        [
          "narrowed and denied",
          "{Apprentices never leave, except with a limited licence without exams.}",
        ],
        [
          "nothing of it beside a carried one",
          "The dough rests in troughs. {Tourists photograph fishing boats and buy expensive jewellery nearby.}",
        ],
        [
          "after a semicolon",
          "The oven is heated with beech wood; {satellite engineers calibrate radar antennas above tropical airports.}",
        ],
      ],
      missed: [
        [
          "business of others",
          "{Accountants audited hotel invoices and discovered fraudulent insurance payments.}",
        ],
      ],
    },
    {
      source: bees,
      carried: [
        ["number in words", "Fifteen kilos of honey bring a colony through the winter."],
        ["reason", "Smoke calms bees because they fill up with honey."],
        [
          "narrow entrance",
          "The entrance is made narrow in late summer, when wasps rob weak colonies.",
        ],
        ["meaning of a colour", "The colour of the dot on the queen tells the year."],
        ["drones", "In autumn the colony throws its drones out."],
        ["how to weigh", "Beekeepers feel the weight of hives by lifting them from behind."],
      ],
      noClaim: [
        ["advice", "It's recommended to wear gloves near an aggressive hive."],
        ["imperative", "Keep cats away from garden ponds with netting."],
        [
          "question with a statement in it",
          "Did you know that hornets hunt dragonflies over alpine lakes?",
        ],
      ],
      wrong: [
        ["nothing of it", "{Gardeners prune apple orchards and spray tomatoes against mildew.}"],
        [
          "nothing of it, in two lines",
          "{Veterinary students vaccinate sheep on remote islands\nand publish statistics about parasites.}",
        ],
        ["bold", "**{Dentists** sterilise drills while patients watch television.}"],
        [
          "after a colon",
          "{One result stands out: electric tractors outperform diesel ploughs on steep vineyards.}",
        ],
      ],
    },
  ],
};
