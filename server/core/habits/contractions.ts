import type { Prose } from "../note/types";
import { looksLikeParticiple } from "./participles";
import { apostropheOf, likeCase, startsSentence } from "./shape";
import type { Detector, Occurrence } from "./types";

/**
 * "don't" or "do not". Only where both would do: not at the end of a clause ("as it is"), not in all capitals, not after
 * a question word ("how big it is"), and "have" only before a participle.
 */
export const contractions: Detector = {
  language: "en",
  find: (prose) => [...negations(prose), ...verbs(prose)],
};

const group = "contractions";
const FULL = "full";
const SHORT = "contracted";

const shortNegation: Readonly<Record<string, string>> = {
  do: "don't",
  does: "doesn't",
  did: "didn't",
  is: "isn't",
  are: "aren't",
  was: "wasn't",
  were: "weren't",
  have: "haven't",
  has: "hasn't",
  had: "hadn't",
  can: "can't",
  could: "couldn't",
  would: "wouldn't",
  should: "shouldn't",
  will: "won't",
};
const stemOf = new Map(Object.entries(shortNegation).map(([stem, short]) => [short, stem]));

const fullNegation =
  /\b(?:(do|does|did|is|are|was|were|have|has|had|could|would|should|will) not|(cannot))\b(?! (?:only|just|merely|simply|so|because|even|that|to)\b)/gi;
const contractedNegation =
  /\b(?:do|does|did|is|are|was|were|have|has|had|ca|could|would|should|wo)n['\u2019]t\b/gi;
const invertedAfter = /^\s+(?:i|you|we|they|he|she|it|this|that|these|those|there)\b/i;

function negations(prose: Prose): Occurrence[] {
  const { masked, text } = prose;
  const found: Occurrence[] = [];
  for (const match of masked.matchAll(fullNegation)) {
    const stem = (match[1] ?? "can").toLowerCase();
    const start = match.index;
    const end = start + match[0].length;
    if (isShouted(match[0]) || /^\s*(?:[,;:.?!)]|$)/.test(masked.slice(end))) continue;
    if (match[1] !== undefined && isSubjectOfQuestion(masked, start)) continue;
    const short = (shortNegation[stem] ?? "").replace("'", apostropheOf(text));
    found.push({
      choice: `${group}.${stem}-not`,
      option: FULL,
      group,
      start,
      end,
      alternatives: [{ option: SHORT, text: likeCase(match[0], short) }],
    });
  }
  for (const match of masked.matchAll(contractedNegation)) {
    const stem = stemOf.get(match[0].toLowerCase().replace("\u2019", "'"));
    if (stem === undefined || isShouted(match[0])) continue;
    const start = match.index;
    const end = start + match[0].length;
    const full = stem === "can" ? "cannot" : `${stem} not`;
    const safe = !invertedAfter.test(masked.slice(end, end + 12));
    found.push({
      choice: `${group}.${stem}-not`,
      option: SHORT,
      group,
      start,
      end,
      alternatives: safe ? [{ option: FULL, text: likeCase(match[0], full) }] : [],
    });
  }
  return found;
}

/** "Is not that odd" and "have not we" cannot be told from statements by their first words: leave a sentence start alone. */
function isSubjectOfQuestion(masked: string, start: number): boolean {
  return /^(?:is|are|was|were|have|has|had|could|would|should|will)\b/.test(
    masked.slice(start, start + 8),
  )
    ? false
    : /^(?:Is|Are|Was|Were|Have|Has|Had|Could|Would|Should|Will)\b/.test(
        masked.slice(start, start + 8),
      );
}

const endings: readonly {
  readonly verb: string;
  readonly short: string;
  readonly subjects: string;
}[] = [
  { verb: "am", short: "m", subjects: "I" },
  { verb: "are", short: "re", subjects: "you|we|they" },
  { verb: "is", short: "s", subjects: "it|he|she|that|there|here|what" },
  { verb: "have", short: "ve", subjects: "I|you|we|they" },
  { verb: "will", short: "ll", subjects: "I|you|we|they|he|she|it" },
  { verb: "would", short: "d", subjects: "I|you|we|they|he|she" },
  { verb: "us", short: "s", subjects: "let" },
];

const patterns = endings.map((ending) => ({
  ...ending,
  full: new RegExp(
    `(?<![\\p{L}\\p{N}'\\u2019-])(${ending.subjects}) ${ending.verb}(?= [\\p{L}\\uFFFC])`,
    "giu",
  ),
  contracted: new RegExp(
    `(?<![\\p{L}\\p{N}'\\u2019-])(${ending.subjects})['\\u2019]${ending.short}\\b`,
    "giu",
  ),
}));

function verbs(prose: Prose): Occurrence[] {
  const { masked, text } = prose;
  const found: Occurrence[] = [];
  for (const { verb, short, full, contracted } of patterns) {
    for (const match of masked.matchAll(full)) {
      const start = match.index;
      const end = start + match[0].length;
      if (isShouted(match[0]) || !canContract(prose, match[1] ?? "", verb, start, end)) continue;
      const replacement = `${match[1] ?? ""}${apostropheOf(text)}${short}`;
      found.push({
        choice: choiceOf(match[1] ?? "", verb),
        option: FULL,
        group,
        start,
        end,
        alternatives: [{ option: SHORT, text: replacement }],
      });
    }
    for (const match of masked.matchAll(contracted)) {
      const start = match.index;
      const end = start + match[0].length;
      if (isShouted(match[0].replace(/^I/, ""))) continue;
      const meant = verb === "is" || verb === "would" ? undefined : verb;
      const spelled = meant ?? spelledOut(masked.slice(end), verb);
      found.push({
        choice: choiceOf(match[1] ?? "", verb),
        option: SHORT,
        group,
        start,
        end,
        alternatives:
          spelled === undefined ? [] : [{ option: FULL, text: `${match[1] ?? ""} ${spelled}` }],
      });
    }
  }
  return found;
}

function choiceOf(subject: string, verb: string): string {
  return `${group}.${subject.toLowerCase()}-${verb}`;
}

const plainlyIs = /^\s+(?:a|an|the|not|no|very|so|too|just|still|also|always|never|\p{L}+ing)\s/u;

/** "it's a" is "it is a"; "it's made" and "I'd gone" cannot be told: no replacement. */
function spelledOut(after: string, verb: string): string | undefined {
  if (verb === "is") return plainlyIs.test(after) ? "is" : undefined;
  return undefined;
}

/** A question word shortly before the subject leaves a gap after the verb ("how good it is at night"). */
const gapBefore =
  /\b(?:how|what|where|who|which|whatever|wherever|whichever|however|whoever|than|as)(?: [\p{L}'\u2019-]+){0,2} $/iu;
const afterVerb = /^ ([\p{L}'\u2019-]+)/u;
const weakAfter =
  /^(?:and|or|but|because|if|when|that|which|by|of|for|in|on|at|with|from|than|as)$/i;

function canContract(
  prose: Prose,
  subject: string,
  verb: string,
  start: number,
  end: number,
): boolean {
  const { masked } = prose;
  const next = afterVerb.exec(masked.slice(end, end + 40))?.[1] ?? "";
  const lower = subject.toLowerCase();
  if (verb === "us")
    return startsSentence(prose, start) && !/^(?:know|have|in|go|out)$/i.test(next);
  if (weakAfter.test(next) || gapBefore.test(masked.slice(Math.max(0, start - 60), start))) {
    return false;
  }
  if (verb === "have") return looksLikeParticiple(next) || next === "been" || next === "had";
  if (["that", "here", "what"].includes(lower)) return startsSentence(prose, start);
  return true;
}

function isShouted(text: string): boolean {
  return text.length > 2 && text === text.toUpperCase();
}
