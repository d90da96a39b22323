import type { Span } from "../text/span";
import { lexicon } from "./lexicon";
import type { Term } from "./terms";
import { functionWords, titles } from "./wordLists";

/** A run of capitalised words. Spans as in its terms. */
export interface Name extends Span {
  /** The capitalised words, without connecting "of" and "the". */
  readonly terms: readonly Term[];
}

const calendar = new Set(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split(
    " ",
  ),
);
/** "We'll" begins a sentence, it names nobody. */
const contraction = /(?:n['\u2019]t|['\u2019](?:ll|ve|re|d|m))$/;
const connectors = new Set([
  "of",
  "the",
  "and",
  "for",
  "de",
  "la",
  "van",
  "von",
  "der",
  "du",
  "al",
  "bin",
]);

/** The names among the terms of one sentence. Sentences in title case or capitals have none that can be told. */
export function namesIn(text: string, terms: readonly Term[]): readonly Name[] {
  const words = terms.filter((term) => !term.digits && !functionWords.has(term.lower));
  if (words.length >= 5 && words.every((term) => term.capital) && !terms.some(isPlainVerb)) {
    return [];
  }
  const names: Name[] = [];
  let run: Term[] = [];
  const close = (): void => {
    if (run.length > 0) {
      names.push({ start: run[0]!.start, end: run[run.length - 1]!.end, terms: run });
    }
    run = [];
  };
  for (const [i, term] of terms.entries()) {
    const startsRun = run.length === 0;
    const initial = !startsRun && afterInitial(text, terms[i - 1]);
    if (!startsRun && !term.joined && !initial) close();
    if ((initial && term.capital) || isNamePart(text, terms, i)) {
      run.push(term);
    } else if (
      run.length === 0 ||
      !connectors.has(term.lower) ||
      terms[i + 1]?.capital !== true ||
      term.lower === "and" ||
      (term.lower === "for" && !run.some(isWord))
    ) {
      close();
    }
  }
  close();
  return names;
}

/** "Fund for Birds" is one name, "left Bergen for Hull" has two. */
const isWord = ({ lower, stem }: Term): boolean =>
  lexicon().isCommonWord(lower) || lexicon().isKnownStem(stem);

/** Titles write it "Were". */
const isPlainVerb = ({ lower, capital }: Term): boolean =>
  !capital && /^(?:is|are|was|were|has|have|had|did|will|can)$/.test(lower);

const afterInitial = (text: string, before: Term | undefined): boolean =>
  before !== undefined &&
  text.charAt(before.end) === "." &&
  (before.end - before.start === 1 || titles.has(before.lower));

function isNamePart(text: string, terms: readonly Term[], i: number): boolean {
  const term = terms[i]!;
  const first = i === 0;
  if (!term.capital || term.lower === "i" || term.lower.startsWith("i'")) return false;
  if (calendar.has(term.lower) || contraction.test(term.lower)) return false;
  if (titles.has(term.lower) && term.lower.length > 2) return false;
  const shouted = isUpper(text.slice(term.start, term.end));
  if (functionWords.has(term.lower) && !(shouted && term.lower.length > 1 && !first)) return false;
  const before = terms[i - 1];
  if (before?.capital === true && titles.has(before.lower)) return true;
  if (!first && !startsClause(text, term.start)) return true;
  return !isWord(term);
}

const isUpper = (text: string): boolean => text.length > 1 && text === text.toUpperCase();

/** After a colon, an opening quotation mark or a bullet a capital says nothing. */
const startsClause = (text: string, at: number): boolean =>
  /(?:[:.!?\u2026|]\s*|[-*\u2022]\s+|["\u201C\u201E\u00AB\u2018([]\s*)$/u.test(
    text.slice(Math.max(0, at - 4), at),
  );

export const acronymOf = (terms: readonly Term[]): string =>
  terms.map((term) => term.lower.charAt(0)).join("");
