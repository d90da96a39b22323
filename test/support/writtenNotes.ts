import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "../../server/core/style/random";

/** Two invented voices: generated notes in them, the same for the same seed. */
const voices = {
  plain: {
    openings: ["I", "We", "My brother", "The two of us", "Nobody I know", "That morning I"],
    verbs: ["didn't fix", "couldn't find", "wouldn't trust", "kept", "broke", "didn't like"],
    objects: ["the old boat", "a wet rope", "that pump", "the small engine", "her map", "the tide"],
    tails: [
      "and that's fine.",
      "but it's no trouble.",
      "so we're late again.",
      "which isn't news.",
      "and I'd do it again.",
      "because it's cheap.",
    ],
  },
  formal: {
    openings: [
      "The committee",
      "Furthermore, the department",
      "Each participating organisation",
      "In accordance with the plan, the office",
      "Consequently, the administration",
    ],
    verbs: [
      "shall endeavour to facilitate",
      "will not utilise",
      "has undertaken an evaluation of",
      "is required to implement",
      "cannot demonstrate",
    ],
    objects: [
      "the applicable framework",
      "a comprehensive methodology",
      "the aforementioned recommendations",
      "an integrated programme of activities",
      "sustainable outcomes",
    ],
    tails: [
      "in order to maximise efficiency.",
      "subject to the availability of resources.",
      "with respect to all relevant stakeholders.",
      "pursuant to the current guidelines.",
      "thereby ensuring continued compliance.",
    ],
  },
} as const;

export type Voice = keyof typeof voices;

/** A paragraph of about `words` words. */
export function paragraph(voice: Voice, words: number, seed: number): string {
  const random = randomFrom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const { openings, verbs, objects, tails } = voices[voice];
  const sentences: string[] = [];
  let count = 0;
  while (count < words) {
    const places = `of ${name(random)} near ${name(random)}`;
    const end = `${pick(tails).slice(0, -1)}, said ${name(random)}.`;
    const sentence = [pick(openings), pick(verbs), pick(objects), places, end].join(" ");
    sentences.push(sentence);
    count += sentence.split(" ").length;
  }
  return sentences.join(" ");
}

/** An invented name, so that no two sentences are alike. */
function name(random: () => number): string {
  const syllables = ["ba", "tor", "li", "men", "ska", "rou", "pe", "dun", "vi", "gal", "no", "hes"];
  const pick = (): string => syllables[Math.floor(random() * syllables.length)]!;
  const word = pick() + pick() + pick();
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A note with a heading and `paragraphs` paragraphs of about 60 words. */
export function noteText(voice: Voice, paragraphs: number, seed: number): string {
  const body = Array.from({ length: paragraphs }, (_, i) => paragraph(voice, 60, seed * 100 + i));
  return `# Note ${seed}\n\n${body.join("\n\n")}\n`;
}

/** Writes files below `folder`; keys are relative paths. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
