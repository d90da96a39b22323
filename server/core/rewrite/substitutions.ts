import data from "../../assets/rewriting/substitutions.json";
import { lexicon } from "../faithfulness/lexicon";
import { stemOf } from "../faithfulness/terms";
import { functionWords } from "../faithfulness/wordLists";
import type { Edit } from "./edits";

/** Words of a substitution at most. */
const LONGEST = 4;

let loaded: ReadonlyMap<string, readonly string[]> | undefined;

/** What authors wrote where a neutral draft has these words; lower case. */
function substitutions(): ReadonlyMap<string, readonly string[]> {
  if (loaded !== undefined) return loaded;
  const map = new Map<string, string[]>();
  for (const line of data.lines) {
    const [from, to] = line.split("\t") as [string, string];
    map.set(from, [...(map.get(from) ?? []), to]);
  }
  return (loaded = map);
}

const word = /\p{L}[\p{L}\p{N}]*(?:['\u2019-][\p{L}\p{N}]+)*/gu;
/** What stands before a word that begins a sentence. */
const beginning = /(?:^|[.!?:]["')\]]*\s+|\n\s*|^\s*["'(]+)$/;

/** Every place of an English draft where words of the table stand, with what may stand there instead. */
export function substitutionsIn(draft: string): readonly Edit[] {
  const words = [...draft.matchAll(word)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
  }));
  const edits: Edit[] = [];
  for (const [at, { start }] of words.entries()) {
    const capital = /^\p{Lu}/u.test(draft.slice(start, start + 1));
    const first = beginning.test(draft.slice(0, start));
    // A capital inside a sentence belongs to a name.
    if (capital && !first) continue;
    for (let length = 1; length <= LONGEST && at + length <= words.length; length++) {
      const end = words[at + length - 1]!.end;
      const gone = draft.slice(start, end);
      if (/[^\p{L}\p{N} '\u2019-]/u.test(gone)) break;
      for (const come of substitutions().get(gone.toLowerCase().replaceAll("\u2019", "'")) ?? []) {
        edits.push({ start, end, text: capital ? capitalised(come) : come });
      }
      if (length > 1) continue;
      for (const come of synonymsOf(gone.toLowerCase())) {
        edits.push({ start, end, text: capital ? capitalised(come) : come, doubt: SYNONYM });
      }
    }
  }
  return edits;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A dictionary's synonym fits fewer sentences than a substitution that was seen. */
const SYNONYM = 1.5;

/** Commoner words of the same meaning in the same form ("commenced" -> "started"). */
function synonymsOf(word: string): readonly string[] {
  if (word.length < 4 || functionWords.has(word)) return [];
  const words = lexicon();
  const stem = stemOf(word);
  const form = formOf(word);
  return [...words.synonyms(stem)]
    .filter((other) => words.rarity(other) < words.rarity(stem))
    .flatMap((other) => words.formsOf(other).filter((found) => formOf(found) === form));
}

const formOf = (word: string): string =>
  /(?:ing|ed|ly|[^s]s)$/.exec(word)?.[0].replace(/^[^s]s/, "s") ?? "";
