import type { Prose } from "../note/types";
import { PhraseList } from "../text/phraseList";
import { hedges, impersonal, intensifiers, persons, states } from "./data/measureWords";
import { looksLikeParticiple } from "./participles";
import type { Hit } from "./types";

/**
 * How often a measure could have been hit: `person.i` counts sentences, so its opportunities are sentences. Statements are
 * sentences that are no questions; profiles from before they were counted have none, so what is counted in them is unknown.
 */
export type Opportunity = "sentences" | "statements" | "words";

/** What is counted per sentence or per word. Several hits of a sentence measure in one sentence count once. */
export const measures: Readonly<Record<string, { per: Opportunity; language?: string }>> = {
  exclamations: { per: "sentences" },
  questions: { per: "sentences" },
  "person.i": { per: "sentences", language: "en" },
  "person.we": { per: "sentences", language: "en" },
  "person.you": { per: "sentences", language: "en" },
  "person.impersonal": { per: "statements", language: "en" },
  passive: { per: "sentences", language: "en" },
  hedges: { per: "words", language: "en" },
  intensifiers: { per: "words", language: "en" },
  conjunctionStarts: { per: "sentences", language: "en" },
  parentheses: { per: "sentences" },
  semicolons: { per: "sentences" },
  colons: { per: "sentences" },
  emoji: { per: "sentences" },
};

/** Every hit in prose that is no heading; what stands in quotations and protected text is left out by the caller. */
export function findHits(prose: Prose, language: string): readonly Hit[] {
  if (prose.kind === "heading") return [];
  const found: Hit[] = [];
  const add = (measure: string, start: number, end: number): void => {
    found.push({ measure, start, end });
  };
  for (const [measure, pattern] of marks) {
    for (const match of prose.masked.matchAll(pattern)) {
      add(measure, match.index, match.index + match[0].length);
    }
  }
  if (language !== "en") return found;
  for (const { phrase, start, end } of measuredWords.in(prose.masked)) {
    add(measureOf.get(phrase)!, start, end);
  }
  for (const match of prose.masked.matchAll(impersonal)) {
    add("person.impersonal", match.index, match.index + match[0].length);
  }
  for (const match of prose.masked.matchAll(conjunctionStart)) {
    add("conjunctionStarts", match.index, match.index + match[0].length);
  }
  for (const match of prose.masked.matchAll(passive)) {
    const participle = (match[1] ?? "").toLowerCase();
    if (looksLikeParticiple(participle) && !states.has(participle)) {
      add("passive", match.index, match.index + match[0].length);
    }
  }
  return found;
}

const marks: readonly (readonly [string, RegExp])[] = [
  ["exclamations", /(?<![?!])[!\uFF01]+(?=["'\u201D\u2019\u00BB)\u200B]*(?:\s+(?!\p{Ll})|$))/gu],
  ["questions", /[?\uFF1F]+(?=["'\u201D\u2019\u00BB)\u200B]*(?:\s|$))/g],
  ["parentheses", /\((?=[^)]{2,400}\))/g],
  ["semicolons", /;(?=\s)/g],
  ["colons", /:(?=\s\S)/g],
  ["emoji", /\p{Extended_Pictographic}(?<![\u00A9\u00AE\u2122])/gu],
];

const measureOf = new Map([
  ...hedges.map((word) => [word, "hedges"] as const),
  ...intensifiers.map((word) => [word, "intensifiers"] as const),
  ...Object.entries(persons).flatMap(([person, words]) =>
    words.map((word) => [word, `person.${person}`] as const),
  ),
]);
const measuredWords = new PhraseList(measureOf.keys(), {
  before: /(?<![\p{L}\p{N}'\u2019-])/uy,
  after: /(?![\p{L}\p{N}'\u2019-])/uy,
  open: { "'": /['\u2019]/y },
});
const conjunctionStart = /(?<=^|[.!?]["'\u201D\u2019)]*\s+)(?:And|But|So|Or|Yet)(?=[ ,])/g;

const passive =
  /\b(?:am|is|are|was|were|been|being|be|gets?|got)(?: (?:not|also|now|then|often|only|always|never|already|still|usually|\p{Ll}+ly))? (\p{Ll}{3,})(?![\p{L}-])/gu;
