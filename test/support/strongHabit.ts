import { randomFrom } from "../../server/core/style/random";
import type { CaptureLine } from "../../server/core/learning/decision";
import { decisionLine } from "./decisions";

const list = (text: string): readonly string[] => text.split("|").map((one) => one.trim());

/**
 * An invented author who never starts, helps or mends: they commence, assist and repair. The plain words stand in the
 * drafts, the author's in what they made of them, so that minutes of training can learn it.
 */
const words: readonly (readonly [plain: string, own: string])[] = [
  ["started", "commenced"],
  ["helped", "assisted"],
  ["ended", "concluded"],
  ["asked", "inquired"],
  ["mended", "repaired"],
  ["almost", "nearly"],
  ["shop", "store"],
  ["sick", "ill"],
  ["rock", "stone"],
  ["perhaps", "maybe"],
];

const slots = {
  who: list(`the ferryman|my sister|our neighbour|the baker|the old smith|a tall student|the postman|my uncle|the vet|two painters
    |the drummer|a young nurse|the gardener|my teacher|the pilot|a quiet cook|the mayor's aunt|the sailor|a plumber|the twins`),
  did: list(`started the work|helped with the boxes|ended the meeting|asked for a lamp|mended the gate|asked about the rent|helped a stranger
    |started a garden|mended three chairs|ended the long walk|was sick for a day|sat on a rock|walked to the shop|was almost asleep
    |started on the roof|helped the choir|mended a red kettle|asked for the key`),
  where:
    list(`by the river|near the station|behind the church|at the mill|under the bridge|in the cellar|above the bakery|on the island
    |beside the canal|across the square|at the old dock|in the tall grass|on the ridge|outside the school|near the well|by the orchard
    |at the crossing|in the attic|along the wall|at the market`),
  when: list(`on Monday|in late May|before lunch|after the storm|at dawn|on a cold evening|during the fair|in the dark|last spring|at noon
    |on the first day|after supper|in the snow|before the train came|when the lights failed|on market day|in the heat|around midnight`),
  then: list(`and perhaps that was enough|and nobody minded|which took almost a week|and the rain started|while others mended nets
    |before the summer ended|and a child asked why|so the shop shut early|though the dog was sick|and the radio helped
    |until the music ended|and it was almost free|and perhaps it will last|because the clock was mended|as the shop was full`),
} as const;

const own = (plain: string): string =>
  words.reduce((text, [from, to]) => text.replaceAll(new RegExp(`\\b${from}\\b`, "g"), to), plain);

export interface HabitNote {
  readonly name: string;
  /** Drafts, and the author's words for them, in paragraphs. */
  readonly drafts: readonly string[];
  readonly texts: readonly string[];
}

/** Notes of four paragraphs of three sentences, the same for the same seed, no two paragraphs alike. */
export function habitNotes(count: number, seed = 1): readonly HabitNote[] {
  const random = randomFrom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const sentence = (): string => {
    const text = `${pick(slots.who)} ${pick(slots.did)} ${pick(slots.where)} ${pick(slots.when)}, ${pick(slots.then)}.`;
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return Array.from({ length: count }, (_, i) => {
    const drafts = Array.from({ length: 4 }, () => [1, 2, 3].map(sentence).join(" "));
    return { name: `${i}.md`, drafts, texts: drafts.map(own) };
  });
}

/** For every paragraph a draft that the author took and then put into their own words; `folder` holds the notes. */
export const habitDecisions = (notes: readonly HabitNote[], folder: string): CaptureLine[] =>
  notes.flatMap(({ name, drafts, texts }) =>
    drafts.flatMap((draft, i): CaptureLine[] => {
      const line = decisionLine(`${name}-${i}`, {
        note: `${folder}/${name}`,
        prompt: { mode: "style", heading: "", references: [] },
        ...{ original: draft, draft, text: draft },
      });
      const { version, id, time } = line;
      return [line, { version, id, time, kind: "revised", when: "saved", text: texts[i]! }];
    }),
  );
