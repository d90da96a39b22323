import type { StyleTable } from "../../support/styleTable";

export const numbers: StyleTable = {
  family: "numbers",
  rules: ["numbers"],
  quiet: [
    ["in words already", "We found three ladders and six crates."],
    ["a label", "Python 3 runs on it, and chapter 4 says how."],
    ["a measure", "The stone weighs 4 kg, and the rope is 6 m long."],
    ["a range", "It takes 3 to 5 days."],
    ["a decimal", "It took 4.5 hours."],
    ["a date", "On 4 May we left."],
    ["a time", "We left at 7 and came back at 9."],
    ["a larger number", "He counted 48 boards."],
    ["a share", "It shrank by 5 % in a year."],
    ["money", "The lamp was 8 euros."],
    ["a score", "They won 3 to 2."],
    ["a heading", "## 5 lamps"],
    ["code", "Call `wait 4 days` first."],
    ["a numbered list", "3. Carry the boards down."],
    ["a version", "Release 2 fixes the gate."],
    ["ten to twelve, never seen", "It took us 12 days."],
  ],
  flagged: [
    ["days", "It took {4→four} days."],
    ["two", "We carried {2→two} boards."],
    ["with an adjective", "There were {5→five} old lamps in the shed."],
    ["nine", "He counted {9→nine} swans."],
    ["behind a comma", "In the shed, {2→two} saws were left."],
    ["people", "We saw {3→three} people by the weir."],
    ["children", "We heard {6→six} children."],
    ["in a longer list item", "- nails in {7→seven} crates"],
  ],
  missed: [
    ["people", "Only {3→three} people came."],
    ["children", "The {6→six} children sang."],
    ["in a list item", "- {7→seven} crates of nails"],
    ["in bold", "We've **{8→eight}** hinges left."],
    ["two in one sentence", "We had {3→three} ropes and {4→four} buckets."],
  ],
};

export const headings: StyleTable = {
  family: "heading case",
  rules: ["heading-case"],
  quiet: [
    ["sentence case", "# What we carried down"],
    ["one word", "# Lamps"],
    ["two words", "# Old Lamps"],
    ["a name in sentence case", "## How we got to Skarholm Island"],
    ["capital letters of a term", "## How the HTML of NASA works"],
    ["a number", "## 2023"],
    ["a question", "## Where are the lamps?"],
    ["with code", "## What `Git Commit` does"],
    ["after a colon", "## Lamps: what we carried"],
    ["bold paragraph, no heading", "**What We Carried Down**"],
  ],
  flagged: [
    ["title case", "# {Packing The Kiln Slowly}"],
    ["with small words", "## {What We Carried to the Mill}"],
    ["underlined", "{How We Mended the Old Gate}\n---"],
    ["with a number", "## {Five Ways to Carry a Ladder}"],
    ["a question", "## {Where Did We Leave the Lamps}?"],
    ["with markup", "## {What *We* Carried Down}"],
    ["third level", "### {The Long Way Back Home}"],
    ["second heading alone", "# What we saw\n\n## {Things That Went Wrong}"],
    ["with a dash", "## {Mending the Gate — A Short Story}"],
  ],
  missed: [
    ["names", "# Anna Berg and Tom Reed"],
    ["after a colon", "## {Lamps: What We Carried Down}"],
  ],
};

const filler = "and then the rope, which had been wet, was dry again";
const long = `We carried the boards down to the weir in the morning ${`${filler}, `.repeat(4)}and nobody knew why.`;

export const lengths: StyleTable = {
  family: "lengths of sentences and paragraphs",
  rules: ["sentence-length", "paragraph-length"],
  quiet: [
    ["a usual sentence", "We got to the weir on Monday with ropes, lamps, and nails."],
    [
      "twenty-five words",
      "We got to the weir on Monday with ropes, lamps, and nails, and the boys carried the boards down while the dog slept in the boat.",
    ],
    ["a long list item", `- ${long}`],
    ["a long sentence with a quotation", long.replace("nobody knew why", 'she said "why not"')],
    ["a long block quote", `> ${long}`],
    ["a long heading", `# ${long}`],
    ["long code", `\`${long}\``],
    ["many short paragraphs", "We left. It rained.\n\n".repeat(30)],
    ["a table", `| a | b |\n|---|---|\n| ${long} | ${long} |`],
    ["a paragraph of seventy words", "We got to the weir on Monday. The rope was dry. ".repeat(7)],
  ],
  flagged: [
    ["sixty words", `{${long}}`],
    ["after a short one", `We left early. {${long}}`],
    ["before a short one", `{${long}} We left early.`],
    ["with a question mark", `{${long.slice(0, -1)}?}`],
    ["with bold words", `{${long.replace("the rope", "**the rope**")}}`],
    [
      "a long paragraph",
      `{We got to the weir on Monday.} ${"The rope was dry. We sat down by the fire. ".repeat(14)}`,
    ],
    [
      "the second paragraph",
      `We left early.\n\n{It rained on the way to the mill.} ${"We ate bread. The boys slept in the boat. ".repeat(16)}`,
    ],
  ],
};
