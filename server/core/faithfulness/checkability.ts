import type { Claim } from "./claim";
import { callStarts, firstPersons, opinionWords } from "./wordLists";

/** Why a claim cannot be held against a source, in plain words; undefined when it can. */
export type Uncheckable = "question" | "call" | "opinion" | "own experience" | "too short";

const opinionPhrases =
  /\b(?:I|we|they|he|she|the authors?|authors|the writer)\s+(?:(?:is|are)\s+(?:glad|happy|proud|eager|pleased|sure|convinced|impressed|fond)\b|(?:would\s+)?(?:think|believe|feel|hope|guess|suspect|prefer|love|like|enjoy|want|wish|find|consider|call|regard|admire|doubt|welcome|expect|judge)s?\b)|\b(?:in|to) (?:my|our|the authors?['\u2019]?s?|the writer['\u2019]s) (?:view|opinion|eyes|mind|judgement|judgment)\b|\b(?:the authors?|the writer|I|we) (?:says?|thinks?|argues?|holds?|finds?|calls?|considers?)\b|, the authors? (?:thinks?|says?|believes?|suggests?|holds?|finds?|feels?|argues?)\b|\bmust not be forgotten\b|\b(?:deserves?|merits?)\b|\b(?:it is|it's|it would be|would be) (?:good|nice|great|best|better|important|worth|wise|useful|helpful)\b|\bneeds? to\b|\bis (?:well )?worth\b|\b(?:recommends?|advises?|urges?|suggests?|encourages?)\b/iu;
/** Advice in the present; that somebody was advised is a fact like others. */
const advice =
  /(?:\b(?:is|are)|['\u2019](?:s|re)) (?:\w+ly )?(?:recommended|advised|advisable|encouraged|urged|invited|reminded) (?:that|to|not to|against)\b/iu;
const calls =
  /\b(?:readers?|you|everyone|people|users|writers|agencies)\s+(?:should|ought|must|can|could|may want)\b/iu;
/** Fewer words of content say nothing that could be compared. */
const LEAST_CONTENT = 2;

export function uncheckable(claim: Claim): Uncheckable | undefined {
  const text = claim.text.trim();
  if (/\?["'\u2019\u201D)\]]*$/u.test(text)) return "question";
  if (claim.content.length < LEAST_CONTENT && claim.quantities.length === 0) return "too short";
  const first = claim.terms[0];
  if (
    first !== undefined &&
    callStarts.has(first.lower) &&
    !claim.terms.slice(1, 3).some((term) => isVerbMark(term.lower))
  ) {
    return "call";
  }
  if (claim.terms.some((term) => opinionWords.has(term.lower))) return "opinion";
  if (opinionPhrases.test(text) || advice.test(text) || calls.test(text)) return "opinion";
  const outside = withoutQuotations(claim);
  if (outside.some((lower) => firstPersons.has(lower))) return "own experience";
  return undefined;
}

const isVerbMark = (lower: string): boolean =>
  /^(?:is|are|was|were|has|have|had|will|can)$/.test(lower);

const withoutQuotations = (claim: Claim): readonly string[] =>
  claim.terms
    .filter((term) => !claim.quotations.some((q) => q.start <= term.start && term.end <= q.end))
    .map((term) => term.lower);
