import { finish, type Steps } from "../steps";
import { carriesQuantity } from "./carries";
import { lexicon } from "./lexicon";
import { indexedSentences, type IndexedSentence } from "./indexedSentences";
import type { Quantity } from "./quantities";
import { SourceWords } from "./sourceWords";
import { termsOf, type Term } from "./terms";
import type { Evidence, SourceText } from "./types";

/** How well a word of the source stands for a word of a claim. */
const EXACT = 1;
const SYNONYM = 0.8;
const NARROWER = 0.6;
const SAME_ROOT = 0.6;

/** BM25's usual constants (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/** Sentences that hold a word or a stand-in for it, with how well it stands. */
export type Postings = ReadonlyMap<number, number>;

/** The words and quantities of a note's sources by sentence. Finds evidence without reading the sources again. */
export class SourceIndex {
  private readonly exact = new Map<string, number[]>();
  private readonly narrower = new Map<string, string[]>();
  private readonly roots = new Map<string, string[]>();
  private readonly lower = new Map<string, number[]>();
  private readonly starts = new Map<string, string[]>();
  private readonly initials = new Set<string>();
  private readonly acronyms = new Map<string, number>();
  private readonly stand = new Map<string, Postings>();
  private readonly quantities: readonly { readonly quantity: Quantity; readonly at: number }[];
  private readonly carriers = new WeakMap<Quantity, readonly number[]>();
  private readonly meanLength: number;

  private words: SourceWords | undefined;

  constructor(
    private readonly texts: readonly SourceText[],
    readonly sentences: readonly IndexedSentence[],
  ) {
    const quantities: { quantity: Quantity; at: number }[] = [];
    let words = 0;
    for (const [at, sentence] of this.sentences.entries()) {
      words += sentence.terms.length;
      for (const stem of sentence.stems) push(this.exact, stem, at);
      for (const lower of new Set(sentence.terms.map((term) => term.lower))) {
        push(this.lower, lower, at);
      }
      for (const term of sentence.terms) {
        if (term.capital) this.initials.add(term.lower.charAt(0));
      }
      for (const quantity of sentence.quantities) quantities.push({ quantity, at });
      for (const acronym of acronymsOf(sentence.terms)) this.acronyms.set(acronym, at);
    }
    this.quantities = quantities;
    this.meanLength = Math.max(1, words / Math.max(1, this.sentences.length));
    for (const lower of this.lower.keys()) {
      if (lower.length >= 4) push(this.starts, lower.slice(0, 4), lower);
    }
    for (const stem of this.exact.keys()) {
      for (const wide of lexicon().wider(stem)) push(this.narrower, wide, stem);
      if (stem.length >= ROOT) push(this.roots, stem.slice(0, ROOT), stem);
    }
  }

  /** Sentences that hold the word, a synonym, something narrower or a word of the same root. */
  postings(stem: string): Postings {
    const known = this.stand.get(stem);
    if (known !== undefined) return known;
    const found = new Map<number, number>();
    const add = (other: string, weight: number): void => {
      for (const at of this.exact.get(other) ?? []) {
        if ((found.get(at) ?? 0) < weight) found.set(at, weight);
      }
    };
    add(stem, EXACT);
    for (const other of lexicon().synonyms(stem)) add(other, SYNONYM);
    for (const other of this.narrower.get(stem) ?? []) add(other, NARROWER);
    if (stem.length >= ROOT && !/\d/.test(stem)) {
      for (const other of this.roots.get(stem.slice(0, ROOT)) ?? []) {
        if (sameRoot(stem, other)) add(other, SAME_ROOT);
      }
    }
    this.stand.set(stem, found);
    return found;
  }

  holdsStem(stem: string): boolean {
    return this.exact.has(stem);
  }

  /** Sentences that hold the word itself. */
  sentencesWith(lower: string): readonly number[] {
    return this.lower.get(lower) ?? [];
  }

  /** A sentence that holds capitalised words with these initials. */
  spelledOut(acronym: string): number | undefined {
    return this.acronyms.get(acronym);
  }

  /** Whether a word of the sources starts so and ends soon after. */
  holdsRoot(root: string): boolean {
    return (this.starts.get(root.slice(0, 4)) ?? []).some(
      (word) => word.startsWith(root) && word.length <= root.length + LONGEST_ENDING,
    );
  }

  hasCapitalInitial(letter: string): boolean {
    return this.initials.has(letter);
  }

  /** Sentences that carry the quantity. */
  sentencesWithQuantity(claimed: Quantity): readonly number[] {
    let found = this.carriers.get(claimed);
    if (found === undefined) this.carriers.set(claimed, (found = this.findCarriers(claimed)));
    return found;
  }

  private findCarriers(claimed: Quantity): readonly number[] {
    const whole = this.carrying(claimed);
    if (whole.length > 0 || claimed.kind !== "date") return whole;
    const { year, month, day } = claimed.date;
    if (year === undefined || month === undefined) return whole;
    const inYear = this.carrying({ ...claimed, date: { year } });
    if (inYear.length === 0) return whole;
    return this.carrying({
      ...claimed,
      date: { month, ...(day === undefined ? {} : { day }) },
    }).filter((at) =>
      this.sentences[at]!.quantities.every(
        (q) =>
          q.kind !== "date" ||
          q.date.year === undefined ||
          q.date.month === undefined ||
          q.date.year === year,
      ),
    );
  }

  private carrying(claimed: Quantity): number[] {
    const found: number[] = [];
    for (const { quantity, at } of this.quantities) {
      if (found[found.length - 1] !== at && carriesQuantity(quantity, claimed)) found.push(at);
    }
    return found;
  }

  /** The sentences most likely to carry or contradict the terms, best first: BM25 with the background's rarity. */
  rank(
    terms: readonly Term[],
    most: number,
  ): readonly { readonly at: number; readonly score: number }[] {
    const scores = new Map<number, number>();
    for (const term of distinct(terms)) {
      const idf = weightOf(term);
      for (const [at, weight] of this.postings(term.stem)) {
        const length = this.sentences[at]!.terms.length / this.meanLength;
        const gain = (idf * weight * (K1 + 1)) / (weight + K1 * (1 - B + B * length));
        scores.set(at, (scores.get(at) ?? 0) + gain);
      }
    }
    return [...scores]
      .map(([at, score]) => ({ at, score }))
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, most);
  }

  /** Whether a source has these normalised words in a row. */
  holdsVerbatim(normalised: string): boolean {
    return this.running().holds(normalised);
  }

  /** The place of a source that has most of these words; the score is the share. */
  closestWords(words: readonly string[]): Evidence | undefined {
    return this.running().closest(words);
  }

  private running(): SourceWords {
    return (this.words ??= new SourceWords(this.texts, this.sentences));
  }

  evidence(claim: string, k: number): readonly Evidence[] {
    return this.rank(
      termsOf(claim).filter((term) => term.content),
      k,
    ).map(({ at, score }) => this.evidenceAt(at, score));
  }

  evidenceAt(at: number, score: number): Evidence {
    const { source, start, end } = this.sentences[at]!;
    return { source, start, end, score };
  }

  /** The sentence and its neighbours in the same source. */
  windowOf(at: number): readonly number[] {
    const source = this.sentences[at]?.source;
    return [at - 1, at, at + 1].filter((i) => this.sentences[i]?.source === source);
  }
}

export const indexOf = (texts: readonly SourceText[]): SourceIndex => finish(indexing(texts));

/** `indexOf` sentence by sentence. */
export function* indexing(texts: readonly SourceText[]): Steps<SourceIndex> {
  const sentences: IndexedSentence[] = [];
  for (const source of texts) {
    for (const sentence of indexedSentences(source)) {
      sentences.push(sentence);
      yield;
    }
  }
  return new SourceIndex(texts, sentences);
}

const ROOT = 5;
/** "-ional": what may follow a name's root. */
const LONGEST_ENDING = 5;

/** "digitisation" and "digitization", "govern" and "government": a shared start that leaves little. */
function sameRoot(a: string, b: string): boolean {
  if (a === b) return false;
  let shared = ROOT;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return (
    a.length - shared <= 3 && b.length - shared <= 3 && shared >= Math.max(a.length, b.length) - 3
  );
}

/** Common words weigh little, unknown ones most. */
export const weightOf = (term: Term): number => Math.max(1, lexicon().rarity(term.stem));

export function distinct(terms: readonly Term[]): readonly Term[] {
  const seen = new Set<string>();
  return terms.filter((term) => !seen.has(term.stem) && seen.add(term.stem));
}

const LONGEST_ACRONYM = 6;

function* acronymsOf(terms: readonly Term[]): Generator<string> {
  for (let from = 0; from < terms.length; from++) {
    let initials = "";
    for (let to = from; to < terms.length && initials.length < LONGEST_ACRONYM; to++) {
      const term = terms[to]!;
      if (term.capital) initials += term.lower.charAt(0);
      else if (term.content || to === from) break;
      if (term.capital && initials.length >= 2) yield initials;
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
