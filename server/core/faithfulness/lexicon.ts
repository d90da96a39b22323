import data from "../../assets/faithfulness/lexicon.json";
import { stemmer } from "stemmer";
import { ownOpposites, ownSynonyms } from "./wordLists";

/** English word knowledge that ships: rarity, synonyms, wider words and opposites, all over Porter stems. */
export interface Lexicon {
  /** Natural logarithm of how many paragraphs there are to one that holds the word. */
  rarity(stem: string): number;
  /** Whether the word is known in lower case, so that a capital at a sentence's start means nothing. */
  isCommonWord(lower: string): boolean;
  /** Known lower-case words with this stem. */
  formsOf(stem: string): readonly string[];
  /** Whether the background has the word in any form. */
  isKnownStem(stem: string): boolean;
  synonyms(stem: string): ReadonlySet<string>;
  /** What the word is a kind of ("sparrow" -> "bird"): a claim may say the wider word, never the narrower. */
  wider(stem: string): ReadonlySet<string>;
  opposites(stem: string): ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

let loaded: Lexicon | undefined;

/** Read once, at the first use: about 20 ms. */
export function lexicon(): Lexicon {
  return (loaded ??= load());
}

function load(): Lexicon {
  const rarity = new Map<string, number>();
  for (const line of data.rarity.split("\n")) {
    const [value, ...stems] = line.split(" ");
    for (const stem of stems) rarity.set(stem, Number(value));
  }
  const lowerCase = new Set(data.lowerCase.split(" "));
  let forms: ReadonlyMap<string, readonly string[]> | undefined;
  const wider = new Map<string, Set<string>>();
  for (const line of data.wider.split("\n")) {
    const space = line.indexOf(" ");
    add(wider, line.slice(0, space), line.slice(space + 1));
  }
  return {
    rarity: (stem) => rarity.get(stem) ?? data.rarestIdf,
    isCommonWord: (lower) => lowerCase.has(lower),
    formsOf: (stem) => (forms ??= byStem(lowerCase)).get(stem) ?? [],
    isKnownStem: (stem) => rarity.has(stem),
    synonyms: relation([...data.synonyms.split("\n"), ...ownSynonyms]),
    wider: (stem) => wider.get(stem) ?? nothing,
    opposites: relation([...data.opposites.split("\n"), ...ownOpposites]),
  };
}

function byStem(words: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const word of words) {
    const stem = stemmer(word);
    const known = map.get(stem);
    if (known === undefined) map.set(stem, [word]);
    else known.push(word);
  }
  return map;
}

/** The other stems of a stem's lines. Put together when asked: few of them ever are. */
function relation(lines: readonly string[]): (stem: string) => ReadonlySet<string> {
  const linesOf = new Map<string, string>();
  for (const line of lines) {
    for (const stem of line.split(" ")) {
      const before = linesOf.get(stem);
      linesOf.set(stem, before === undefined ? line : `${before} ${line}`);
    }
  }
  const answers = new Map<string, ReadonlySet<string>>();
  return (stem) => {
    const known = answers.get(stem);
    if (known !== undefined) return known;
    const line = linesOf.get(stem);
    if (line === undefined) return nothing;
    const others = new Set(line.split(" "));
    others.delete(stem);
    answers.set(stem, others);
    return others;
  };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
