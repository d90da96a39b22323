/**
 * Rebuilds server/assets/faithfulness/lexicon.json:
 *   npx tsx server/assets/faithfulness/buildLexicon.ts WORDNET_FOLDER TEXT_FOLDER...
 * WORDNET_FOLDER holds WordNet 3.0's database files (Debian's package wordnet-base puts them in /usr/share/wordnet).
 * TEXT_FOLDERs hold Markdown or text files: only how rare a word is gets learned from them.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stemmer } from "stemmer";

const [wordnet, ...folders] = process.argv.slice(2);
if (wordnet === undefined || folders.length === 0) {
  throw new Error("usage: buildLexicon.ts WORDNET_FOLDER TEXT_FOLDER...");
}
const target = join(__dirname, "lexicon.json");

/** Senses beyond this rank are too rare to let two words stand for each other. */
const senseRanks = 3;
const plainWord = /^[a-z]{2,}$/;

interface Synset {
  readonly words: readonly string[];
  readonly pointers: readonly {
    readonly symbol: string;
    readonly offset: string;
    readonly part: string;
    readonly from: number;
    readonly to: number;
  }[];
}

const partFiles = { n: "noun", v: "verb", a: "adj", r: "adv" } as const;
type Part = keyof typeof partFiles;
const parts = Object.keys(partFiles) as Part[];
const partOf = (letter: string): Part => (letter === "s" ? "a" : (letter as Part));

const lines = (name: string): string[] =>
  readFileSync(join(wordnet, name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "));

const synsets = new Map<string, Synset>();
for (const part of parts) {
  for (const line of lines(`data.${partFiles[part]}`)) {
    const field = line.split(" | ")[0]!.split(" ");
    const count = parseInt(field[3]!, 16);
    const words = Array.from({ length: count }, (_, i) =>
      field[4 + 2 * i]!.replace(/\(.*\)$/, "").toLowerCase(),
    );
    let at = 4 + 2 * count;
    const pointers = Array.from({ length: Number(field[at++]) }, () => {
      const [symbol, offset, letter, ends] = field.slice(at, (at += 4)) as [
        string,
        string,
        string,
        string,
      ];
      return {
        symbol,
        offset,
        part: partOf(letter),
        from: parseInt(ends.slice(0, 2), 16),
        to: parseInt(ends.slice(2), 16),
      };
    });
    synsets.set(`${part}${field[0]!}`, { words, pointers });
  }
}

const rank = new Map<string, number>();
for (const part of parts) {
  for (const line of lines(`index.${partFiles[part]}`)) {
    const field = line.split(" ").filter((text) => text !== "");
    const senses = Number(field[2]);
    const tagged = Number(field[field.length - senses - 1]);
    field.slice(-senses).forEach((offset, i) => {
      if (i < Math.max(1, Math.min(tagged, senseRanks)))
        rank.set(`${field[0]!} ${part}${offset}`, i);
    });
  }
}
const common = (word: string, key: string): boolean =>
  plainWord.test(word) && rank.has(`${word} ${key}`);

const groups = new Set<string>();
const wider = new Set<string>();
const opposites = new Set<string>();
for (const [key, synset] of synsets) {
  const stems = [
    ...new Set(synset.words.filter((word) => common(word, key)).map((word) => stemmer(word))),
  ];
  if (stems.length > 1) groups.add(stems.sort().join(" "));
  for (const pointer of synset.pointers) {
    const otherKey = `${pointer.part}${pointer.offset}`;
    const other = synsets.get(otherKey);
    if (other === undefined) continue;
    const from = synset.words[pointer.from - 1] ?? synset.words[0]!;
    const to = other.words[pointer.to - 1] ?? other.words[0]!;
    if (!common(from, key) || !common(to, otherKey)) continue;
    const [a, b] = [stemmer(from), stemmer(to)].sort() as [string, string];
    if (a === b) continue;
    if (pointer.symbol === "!") opposites.add(`${a} ${b}`);
    if (pointer.symbol === "+" || pointer.symbol === "&" || pointer.symbol === "\\") {
      groups.add(`${a} ${b}`);
    }
    if (pointer.symbol === "@" && rank.get(`${from} ${key}`) === 0) {
      wider.add(`${stemmer(from)} ${stemmer(to)}`);
    }
  }
}

const textFiles = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(md|txt)$/.test(name) || !name.includes("."))
    .map((name) => join(folder, name)),
);
const frequency = new Map<string, number>();
const lowerCase = new Map<string, number>();
let paragraphs = 0;
for (const file of textFiles) {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    continue;
  }
  for (const paragraph of text.split(/\n\s*\n/)) {
    const words = paragraph.match(/[A-Za-z]+/g) ?? [];
    if (words.length < 8) continue;
    paragraphs++;
    for (const stem of new Set(words.map((word) => stemmer(word.toLowerCase())))) {
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    }
    for (const word of new Set(words)) {
      if (/^[a-z]/.test(word)) lowerCase.set(word, (lowerCase.get(word) ?? 0) + 1);
    }
  }
}
const buckets = new Map<string, string[]>();
for (const [stem, count] of frequency) {
  if (count < 3 || !plainWord.test(stem)) continue;
  const rarity = Math.log(paragraphs / count).toFixed(1);
  buckets.set(rarity, [...(buckets.get(rarity) ?? []), stem]);
}
const rarity = [...buckets]
  .sort((a, b) => Number(a[0]) - Number(b[0]))
  .map(([value, stems]) => `${value} ${stems.sort().join(" ")}`);
const lower = [...lowerCase]
  .filter(([word, count]) => count >= 2 && plainWord.test(word))
  .map(([word]) => word)
  .sort();

const seen = (relations: ReadonlySet<string>): string =>
  [...relations]
    .map((line) => line.split(" ").filter((stem) => frequency.has(stem)))
    .filter((stems) => stems.length > 1)
    .map((stems) => stems.join(" "))
    .sort()
    .join("\n");

const lexicon = {
  attribution:
    "Synonyms, antonyms, derivations and hypernyms: WordNet 3.0, Copyright 2006 Princeton University (see THIRD_PARTY_NOTICES.md). Word rarity: counted in US-government, rOpenSci and Software Carpentry posts (CC0, CC-BY-4.0).",
  rarestIdf: Number(Math.log(paragraphs / 2).toFixed(1)),
  rarity: rarity.join("\n"),
  lowerCase: lower.join(" "),
  synonyms: seen(groups),
  wider: seen(wider),
  opposites: seen(opposites),
};
writeFileSync(target, `${JSON.stringify(lexicon, null, 2)}\n`);
for (const [name, value] of Object.entries(lexicon)) {
  console.log(name, typeof value === "string" ? `${value.length} characters` : value);
}
