import { readBackground } from "../../server/storage/backgroundFile";
import type { Profile } from "../../server/core/style/profile";
import type { StyleView } from "../../server/core/style/types";
import { viewOf } from "../../server/core/style/view";
import { learnStyle } from "../../server/workflows/learnStyle";

/**
 * An invented author of some 3,000 words who contracts, sets the serial comma, spells British, writes dashes as " — ",
 * straight quotes, three dots, "email", "GitHub", small numbers in words and headings in sentence case, and ends no list
 * item with a period.
 */
export async function caseAuthor(): Promise<StyleView> {
  const background = await readBackground();
  const notes = new Map(
    places.map((place, i) => [`/notes/${String(i).padStart(2, "0")}.md`, note(place, i)]),
  );
  let learned: Profile | undefined;
  await learnStyle(
    {
      author: "Mara",
      folders: ["/notes"],
      file: "/profile.json",
      patterns: { include: ["**/*.md"], exclude: [] },
      texts: true,
      written: new Set(),
      signal: new AbortController().signal,
      progress: () => undefined,
    },
    {
      background,
      files: {
        find: () =>
          Promise.resolve({
            notes: [...notes.keys()].map((path) => ({
              path,
              real: path,
              note: path.slice(7),
              root: "/notes",
            })),
            leftOut: [],
          }),
        read: (path) => Promise.resolve({ kind: "read", text: notes.get(path) ?? "", hash: path }),
      },
      read: () => Promise.resolve({ kind: "absent" }),
      write: (_, profile) => {
        learned = profile;
        return Promise.resolve();
      },
    },
  );
  if (learned === undefined) throw new Error("Nothing was learned.");
  return viewOf(learned, background);
}

const places = [
  "boathouse",
  "quarry",
  "orchard",
  "mill",
  "chapel",
  "weir",
  "schoolyard",
  "lighthouse",
  "kiln",
  "station",
  "bakery",
  "dairy",
];
const things = [
  "lamps",
  "ropes",
  "boards",
  "nails",
  "crates",
  "kettles",
  "blankets",
  "ladders",
  "buckets",
  "candles",
  "hinges",
  "saws",
];
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const small = ["two", "three", "four", "five", "six", "seven"];

function note(place: string, n: number): string {
  const thing = (i: number): string => things[(n * 5 + i * 7) % things.length] ?? "lamps";
  const day = (i: number): string => days[(n + i) % days.length] ?? "Monday";
  const count = (i: number): string => small[(n + i) % small.length] ?? "two";
  return [
    `# Our week at the ${place}`,
    `We got to the ${place} on ${day(0)} with ${thing(0)}, ${thing(1)}, and ${thing(2)} — it wasn't a bad start. The path's steep there, and we don't hurry. It's a place that makes you look twice.`,
    `The colour of the old ${thing(3)} hadn't changed since last year. My favourite corner was still dry — that's rare by the ${place}. Nobody's touched the ${count(1)} crates we left.`,
    `## What we carried to the ${place}`,
    `- More ${thing(4)} than we had asked for\n- Enough ${thing(5)} for the whole of ${day(1)}\n- Some spare ${thing(6)} from the neighbour next door`,
    `I sent an email about the ${place} on ${day(2)}, and they haven't answered it. She calls it "the ${thing(7)} question" and she isn't wrong. We're waiting, mending ${thing(8)}, and drinking tea.`,
    `We found ${count(2)} ladders behind the ${place} — nobody knew whose they were. And then... nothing. You can't rush ${thing(9)}, ${thing(10)}, or old men. I'd ask the neighbour, but he's never there.`,
    `The list is on GitHub, where the rest of our ${place} notes are. I've used it all ${day(3)}, and it doesn't complain. It took ${count(3)} days while the rain came down on the ${thing(0)} outside.`,
    `## How it went by the ${place}`,
    `By ${day(4)} we'd moved the ${thing(1)} again. We didn't lose a single one of the ${thing(2)}, and I won't pretend that's luck. There's a trick to it — you carry ${count(0)} boards, wait, and carry on. That's all there is.`,
  ].join("\n\n");
}
