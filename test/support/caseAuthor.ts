import { readBackground } from "../../server/storage/backgroundFile";
import type { Profile } from "../../server/core/style/profile";
import type { StyleView } from "../../server/core/style/types";
import { viewOf } from "../../server/core/style/view";
import { learnStyle } from "../../server/workflows/learnStyle";

/**
 * An invented author of some 2,500 words who contracts, sets the serial comma, spells British, writes dashes as " — ",
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
/** Short paragraphs that stand in one note each. */
const asides = [
  "The stove smokes when the wind's from the north. We open the door. It works.",
  "My sister won't eat plums. I do. He's used to it.",
  "Nobody told the postman, so he walked round twice. I haven't set it.",
  "We've a clock that stops at ten past four. She laughs.",
  "I carried the bucket up and didn't spill a drop. We hadn't noticed.",
  "There's moss on the third step. It's been there for years. Nobody minds.",
  "He whistles while he saws, and it isn't a tune. I'll look again.",
  "The hens don't like the new gate. It's dry there.",
  "I can't find the small hammer. It'll turn up. The children love it.",
  "She painted the shutters green on a whim. We waved.",
  "We ate bread with salt and watched the ferry. It wasn't cheap.",
  "The cat's asleep in the wheelbarrow again. He means well.",
  "It rained, so we told stories. I've told him.",
  "I've kept the receipt in a jar. That's autumn.",
  "The ladder's two rungs short, and we use it anyway. It's no good in frost.",
  "Our neighbour reads the gauge at seven, before his porridge. We ask her twice.",
  "The wasps have gone. I don't miss them.",
  "There wasn't any paint left for the bench.",
  "We walk back along the ridge because the path floods.",
  "I think about the old bridge when it's foggy.",
  "The baker gives us yesterday's loaves.",
  "You hear the bell from here if the wind drops.",
  "Her coat has eleven buttons, and none of them match.",
  "I slept badly. The shutters bang.",
  "We don't own a car, and we don't want one.",
  "The soup needs an hour. We gave it two.",
  "A heron stands there most mornings, on one leg.",
  "I wrote the date on the beam with chalk.",
  "They've felled the ash by the road.",
  "The glue's too thin in August.",
  "He lent me his plane and never asked for it.",
  "We counted nine swans on the way home.",
  "The lock sticks. A little soap helps.",
  "I've never liked the smell of tar, and my brother loves it.",
  "The radio plays dance music until the battery's flat.",
  "There's a hole in the left boot.",
  "We keep the seed potatoes under the bed.",
  "She's learning to row, in circles so far.",
  "The chimney sweep comes in May with his daughter.",
  "I burnt the toast and ate it.",
  "The map's wrong about the well.",
  "We whitewashed the pantry before lunch.",
  "A button, a key, and half a comb lay under the floor.",
  "The donkey won't cross water.",
  "I read the letter on the stairs.",
  "It's a long way for a pound of nails.",
  "We let the fire go out on purpose.",
  "The stream's loud tonight.",
  "My knees don't care for ladders.",
  "The apples keep until March in straw.",
  "The bread didn't rise. We ate it toasted.",
  "I found a coin in the gutter. It's Dutch.",
  "My uncle keeps bees. He talks to them.",
  "There's frost on the gate. The hinge complains.",
  "We can see three churches from the roof. I've been in one.",
  "She swims before breakfast. I hold the towel.",
  "The bus didn't come. We walked it in an hour.",
  "I've a drawer of keys. None of them fits.",
  "The pond's low. You can see the old punt.",
  "He sharpens pencils with a knife. They're beautiful.",
  "We planted beans too early. The snails are grateful.",
  "The post office shuts for lunch. It's always lunch.",
  "I mended the sieve with wire. It holds.",
  "Two geese followed us home. We didn't invite them.",
  "The fog came up at four. We sang to find the gate.",
  "A mouse lives behind the flour. She isn't shy.",
];

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
    ...asides.filter((_, i) => i % places.length === n),
  ].join("\n\n");
}
