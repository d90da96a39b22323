/** Prose of an invented writer for benchmarks: the same seed gives the same text. */

const subjects = [
  "the kettle",
  "my neighbour",
  "the old van",
  "a gull",
  "the clock",
  "our cat",
  "the baker",
  "this town",
];
const verbs = [
  "waits for",
  "hums at",
  "leans on",
  "forgets",
  "argues with",
  "walks past",
  "mends",
  "listens to",
];
const objects = [
  "the harbour wall",
  "a broken chair",
  "the first bus",
  "its own shadow",
  "the rain",
  "a jar of nails",
  "the radio",
  "last year's map",
];
const openings = [
  "I don't mind.",
  "It's fine.",
  "You can't rush it.",
  "That's how it goes.",
  "I'd do it again.",
  "We'll see.",
];
const joins = ["and", "but", "while", "because", "until", "so"];

export interface Writer {
  /** A paragraph of about `words` words. */
  paragraph(words: number): string;
  /** A note with headings and lists of at least `words` words. */
  note(words: number): string;
}

export function writer(seed: number): Writer {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x100000000;
  };
  const pick = (words: readonly string[]): string => words[Math.floor(next() * words.length)]!;
  const clause = (): string => `${pick(subjects)} ${pick(verbs)} ${pick(objects)}`;
  const sentence = (): string => {
    if (next() < 0.2) return pick(openings);
    const text = next() < 0.6 ? `${clause()} ${pick(joins)} ${clause()}` : clause();
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (words: number): string => {
    const sentences: string[] = [];
    for (let count = 0; count < words; count += sentences.at(-1)!.split(" ").length) {
      sentences.push(sentence());
    }
    return sentences.join(" ");
  };
  const note = (words: number): string => {
    const blocks = [`# Note ${seed}`];
    for (let count = 0, i = 1; count < words; i++) {
      const block = paragraph(60 + Math.floor(next() * 60));
      count += block.split(/\s+/).length;
      blocks.push(block);
      if (i % 6 === 0) blocks.push(`## ${clause()}`);
      if (i % 9 === 0) blocks.push(`- ${clause()}\n- ${clause()}\n- ${clause()}`);
    }
    return `${blocks.join("\n\n")}\n`;
  };
  return { paragraph, note };
}
