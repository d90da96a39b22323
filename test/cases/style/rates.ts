import type { StyleTable } from "../../support/styleTable";

const end =
  "The boys carried the crates down to the weir, and the dog slept in the boat until it rained.";

export const passive: StyleTable = {
  family: "passive",
  rules: ["passive"],
  quiet: [
    [
      "one passive sentence",
      `The rope was stolen on Monday. We looked for it by the mill. ${end} I don't miss it.`,
    ],
    [
      "two passive sentences",
      `The rope was stolen on Monday. The lamp was found by the mill. ${end} I don't miss it.`,
    ],
    [
      "states",
      `We were tired. The shop was closed, and the boys were bored. I was used to that. ${end}`,
    ],
    [
      "adjectives",
      `The stones are wet. The gate is red, and the bread is old. The hens are hungry. ${end}`,
    ],
    [
      "progressive",
      `We were mending the gate. She was singing. The boys were sawing boards, and he was asleep. ${end}`,
    ],
    [
      "perfect",
      `We've mended the gate. She has painted the door. The boys have sawn the boards by now. ${end}`,
    ],
    [
      "quotation",
      `"The gate was mended, the door was painted, and the boards were sawn," he said, and we laughed. ${end}`,
    ],
    [
      "had to",
      `We had to mend the gate. She had to paint the door, and I had to saw the boards again. ${end}`,
    ],
    [
      "born and located",
      `The mill is located by the weir. He was born there. We are interested in its wheel. ${end}`,
    ],
    ["list", `${end}\n\n- mended gate\n- painted door\n- sawn boards`],
  ],
  flagged: [
    [
      "four in four",
      "The gate {was mended}. The door was painted green. The boards were sawn by the boys. Nothing was broken by the rain. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
    [
      "with get",
      "The gate {got mended} by the boys. The door got painted. The boards were sawn, and the rope was cut. The lamps were cleaned too. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
    [
      "will be",
      "The gate will {be mended} on Monday. The door will be painted. The boards will be sawn. The rope will be cut by the neighbour. The lamps will be cleaned, and the crates will be carried down. The fire will be lit. The slip will be swept twice. The kettles will be filled.",
    ],
    [
      "has been",
      "The gate has {been mended}. The door has been painted, and the boards have been sawn. The rope has been cut. Nothing has been lost. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
    [
      "with adverbs",
      "The gate {was badly mended}. The door was quickly painted. The boards were neatly sawn. The rope was never cut by anybody. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
    [
      "after the first paragraph",
      "We left.\n\nThe gate {was mended}. The door was painted. The boards were sawn. The rope was cut. The lamps were cleaned by the boys. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
  ],
};

export const tone: StyleTable = {
  family: "hedges and intensifiers",
  rules: ["hedges", "intensifiers"],
  quiet: [
    ["one hedge", `Perhaps the rope was old. ${end} We'll buy a new one at the shop on Monday.`],
    ["one intensifier", `The rope was very old. ${end} We'll buy a new one at the shop on Monday.`],
    [
      "the very place",
      `It lay in the very place where we'd left it. ${end} We'll buy a new one on Monday.`,
    ],
    [
      "seems as a link to nothing",
      `What it seems isn't what it is. ${end} We'll buy a new one at the shop on Monday.`,
    ],
    [
      "hedges in a quotation",
      `"Perhaps it's old, maybe it's cut, probably it's both," he said. ${end} We'll buy a new one.`,
    ],
    [
      "intensifiers in code",
      `The gauge shows \`very very really high\`. ${end} We'll buy a new one at the shop on Monday.`,
    ],
  ],
  flagged: [
    [
      "hedges",
      `{Perhaps} the rope was old. It was probably cut, and it seems to be gone. Maybe the boys took it. I suppose it's possibly in the mill, more or less. Apparently nobody saw it, and maybe nobody will. I think the boys might have it, perhaps in the boat, and possibly they forgot.`,
    ],
    [
      "intensifiers",
      `The rope was {very} old. It's really thin, and it's extremely dirty. The lamps were absolutely dry, and the path was incredibly steep and totally dark. The hens were so very hungry, and the fog was really, truly thick. I am highly pleased that the utterly old boat is completely dry.`,
    ],
  ],
};

export const exclamation: StyleTable = {
  family: "exclamation marks",
  rules: ["exclamation"],
  sentences: 900,
  quiet: [
    ["mark in a quotation", 'He called "Come here!" and we went down to the boat.'],
    ["mark in a name", "The word Yahoo! is painted on the boat."],
    ["question and mark", "Who took the rope?!"],
    ["mark in code", "The command `rm!` isn't ours."],
    ["image", "![The weir!](weir.png) It's wide."],
  ],
  flagged: [
    ["exclamation mark", "The kiln held its heat{!→.}"],
    ["two marks", "It held{!→.} We laughed{!→.}"],
    ["in a list item", "- what a day{!→.}"],
    ["in bold", "**It held{!→.}** We went home."],
  ],
};

export const person: StyleTable = {
  family: "person",
  rules: ["person"],
  quiet: [
    [
      "we and I",
      `We opened the valve, and I waited for the kettle. We didn't look at the clock. ${end}`,
    ],
    [
      "one sentence with you",
      `You can't hurry tea. We waited for the kettle, and I didn't look at the clock. ${end}`,
    ],
    [
      "no person",
      `The boat lies by the weir. Its hull is green. Rain comes from the west on most days. ${end}`,
    ],
    [
      "one as a number",
      `One lamp should hang by the door, and one can wait. We've one more in the shed. ${end}`,
    ],
    [
      "you in a quotation",
      `"You open it, you wait, you drink, and you laugh," he said. We didn't. ${end}`,
    ],
    ["I as a numeral", `Charles I and Part I are on the list. We didn't read them. ${end}`],
    [
      "important to us",
      `It's important to us that the boys find it. We looked for it all day. ${end}`,
    ],
  ],
  flagged: [
    [
      "you",
      "{You} open the valve first. Then you wait for the kettle. If you hurry, you lose your tea. You put your lamp on the board, and you carry your crates. You can't spill what you've made. Then you sit by the fire, and you don't speak. You sleep well if you do.",
    ],
    [
      "your",
      "{Your} kettle boils first. Put your lamp on your board. Your tea is hot, and your crates are dry. When your boat comes, your dog barks at you. Your neighbour laughs, and you laugh too. You can open your door by now. Your boots are wet, so you put them by the stove.",
    ],
    [
      "impersonal",
      "{It is important to} open the valve. One should wait for the kettle. It is advisable to look at the clock. It should be noted that the lamp is hot. If one can carry two crates, it is recommended to go down to the weir before the rain. One must not leave the boat alone.",
    ],
  ],
};

export const passage: StyleTable = {
  family: "passage",
  rules: ["passage"],
  quiet: [
    [
      "own voice",
      `We got to the kiln on Friday with saws, ropes, and lamps — it wasn't a bad start. The path's steep there, and we don't hurry. Nobody's touched the four crates we left. ${end}`,
    ],
    [
      "own voice about other things",
      `I can't say I like the city. We've two rooms, a stove, and a cat that won't eat. It's loud at night — you hear the trams — and I'd rather hear the weir. ${end}`,
    ],
    [
      "too short to be judged",
      "It is of paramount importance that stakeholders be informed in advance.",
    ],
    [
      "another language",
      "Die Bewertung der Ergebnisse erfolgte anhand zuvor festgelegter Kriterien; sämtliche Beteiligten wurden rechtzeitig informiert, und die Auswertung wurde dokumentiert, sodass eine Überprüfung jederzeit möglich ist und bleibt.",
    ],
    [
      "block quote",
      "> It is important that participants do not arrive early; they will be informed in advance, and it is not necessary that they respond to this communication before the deadline that has been indicated in the invitation.",
    ],
    [
      "code",
      "```\nIt is important that participants do not arrive early; they will be informed in advance, and it is not necessary.\n```",
    ],
    ["a list of things", "- boards\n- nails\n- hinges\n- saws\n- candles\n- kettles"],
  ],
  flagged: [
    [
      "an office",
      "{It is important that participants do not arrive early; they will be informed in advance by the organisation, and it is not necessary that they respond. Registration is required. Furthermore, the documentation must be submitted in accordance with the applicable regulations, which are available upon request.}",
    ],
    [
      "a model",
      "{In today's rapidly evolving landscape, organizations are increasingly leveraging innovative solutions to enhance collaboration, drive efficiency, and foster sustainable growth. By harnessing the power of cutting-edge technology, teams can unlock unprecedented opportunities and deliver meaningful, measurable outcomes for stakeholders across the globe.}",
    ],
    [
      "a paper",
      "{The results of the experiment, which are presented in Table 2, indicate that the proposed method significantly outperforms the baseline (p < 0.05); however, the observed effect was not consistent across all conditions, and further investigation will be required in order to determine the underlying mechanism.}",
    ],
    [
      "a chat",
      "{omg you guys!!! I am SO happy right now, this is literally the best day ever!! Thank you all soooo much for the messages, I love every single one of you!!! Can't wait to see you all tomorrow, it is going to be amazing!!!}",
    ],
  ],
};
