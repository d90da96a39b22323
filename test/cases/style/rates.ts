import type { StyleTable } from "../../support/styleTable";

/** What an author may well write, to make a paragraph long enough. */
export const end =
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
    [
      "reading and heading",
      `# The gate was mended, the door was painted\n\nWe read it aloud and hung it up. ${end} I don't miss it.`,
    ],
    [
      "got and went",
      `We got home by seven. The boys got two crates, and the dog got wet. She got up at dawn to see it. ${end}`,
    ],
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
      "in a quiet note after active sentences",
      `${end} We had tea. The gate {was mended}. The door was painted green. The boards were sawn by the boys. Nothing was broken by the rain. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.`,
    ],
    [
      "after the first paragraph",
      "We left.\n\nThe gate {was mended}. The door was painted. The boards were sawn. The rope was cut. The lamps were cleaned by the boys. The crates were carried down, and the kettles were filled. The gauge was read at seven. The fire was lit before dawn. The oars were painted by the boys. The slip was swept twice.",
    ],
  ],
  missed: [
    [
      "in questions",
      "{Was the gate mended}? Was the door painted by the boys? Were the boards sawn before dawn? Why were the crates carried down, and why were the kettles filled? When was the fire lit? The gauge was read at seven. The oars were painted. The slip was swept twice, and the lamps were cleaned.",
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
    [
      "May the month",
      `We come in May and leave in May. May is dry here, and May suits the hens. ${end}`,
    ],
    [
      "two hedges",
      `Perhaps the rope was old, and maybe it was cut. ${end} We'll buy a new one at the shop on Monday.`,
    ],
    [
      "seeming in a quotation block",
      `> It seems to be gone, perhaps, probably, possibly, apparently.\n\nWe looked for it by the mill. ${end}`,
    ],
    [
      "so that",
      `We tied it so that it held. The boys sat down so that they'd see it, and I waited so I'd not fall. ${end}`,
    ],
    [
      "really in a question",
      `Did it really hold? We looked at it by the mill, and I couldn't see a hole. ${end}`,
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
    [
      "perhaps and maybe",
      `{Perhaps} the gate holds, perhaps not. Maybe we'll mend it. Perhaps the boys know, or maybe the neighbour does. Perhaps it's the hinge. Maybe it's the wind from the north. Perhaps we'll see on Monday, and maybe we'll laugh about it. Perhaps the dog did it.`,
    ],
    [
      "seems and appears",
      `The gate {seems to} hold. It appears to be dry. The boys seem to like it, and the dog appears to sleep. The stove seems to smoke, and it seems the wind is wrong. The hens appear to be hungry, and the neighbour seems to know it. It seems to rain.`,
    ],
    [
      "probably and possibly",
      `The gate is {probably} dry. It's possibly the hinge. The boys probably know it, and the neighbour possibly told them. We'll probably mend it on Monday, and it'll possibly hold. The dog probably sleeps in the boat. It's probably the wind, possibly the rain. Apparently nobody saw it.`,
    ],
    [
      "very and really",
      `The gate is {very} old and very wet. The boys were really quick, and the dog was really pleased. It's very quiet by the weir. The tea was very hot, and I'm very fond of it. The path's really steep, and the boards are really heavy. We were very late and very hungry.`,
    ],
    [
      "extremely and absolutely",
      `The gate is {extremely} old. The boys were absolutely quick, and the dog was extremely pleased. It's incredibly quiet by the weir. The tea was absolutely hot, and I'm enormously fond of it. The path's terribly steep, and the boards are awfully heavy. We were extremely late.`,
    ],
    [
      "hedges behind a heading",
      `## The rope\n\n{Perhaps} the rope was old. It was probably cut, and it seems to be gone. Maybe the boys took it. I suppose it's possibly in the mill. Apparently nobody saw it, and maybe nobody will. Perhaps it's in the boat, and possibly they forgot.`,
    ],
    [
      "intensifiers in bold",
      `The gate is **{very}** old and **really** wet. The boys were extremely quick, and the dog was really pleased. It's so very quiet by the weir. The tea was absolutely hot, and I'm really fond of it. The path's incredibly steep, and the boards are truly heavy. We were totally late.`,
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
    ["link text is a name", "We read [Yahoo!](https://example.org) once."],
    ["a comment", "<!-- careful! -->\n\nThe boat lies by the weir."],
    ["block quote", "> Come here!\n\nHe called it twice."],
    ["maths", "There are $4!$ ways to stack them."],
    ["an address", "The key is at https://example.org/!hinge today."],
  ],
  flagged: [
    ["exclamation mark", "The kiln held its heat{!→.}"],
    ["two marks", "It held{!→.} We laughed{!→.}"],
    ["in a list item", "- what a day{!→.}"],
    ["in bold", "**It held{!→.}** We went home."],
    ["at the end of a paragraph", "We went home. It rained all the way{!→.}"],
    ["behind a link", "We found [the map](map.md){!→.} It's wrong about the well."],
    ["behind a bracket", "We went home (by the ridge){!→.} It was foggy."],
    ["before an emoji", "The kiln held its heat{!→.} 🎉"],
    ["in the second paragraph", "We went home.\n\nThe hens were asleep{!→.}"],
    ["behind a number", "We counted 48{!→.} Nobody minds."],
  ],
};
