import type { Prose } from "../note/types";
import type { Span } from "../text/span";
import { looksLikeParticiple } from "./participles";
import { apostropheOf, likeCase, startsSentence } from "./shape";
import type { Detector, Occurrence } from "./types";

/**
 * "don't" or "do not". Only where both would do: not at the end of a clause ("as it is"), not in all capitals, not after
 * a question word ("how big it is"), and "have" only before a participle. "She will not" is "she won't".
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
    // "Is not that odd?" turns subject and verb round.
    if (/^\p{Lu}/u.test(match[0]) && !/^(?:Do|Cannot)/.test(match[0])) continue;
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
  for (const match of hasApostrophe(masked) ? masked.matchAll(contractedNegation) : []) {
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

/** What a verb is shortened to, and after which words. */
const endings: readonly (readonly [verb: string, short: string, subjects: string])[] = [
  ["am", "m", "i"],
  ["are", "re", "you we they"],
  ["is", "s", "it he she that there here what"],
  ["have", "ve", "i you we they"],
  ["will", "ll", "i you we they he she it"],
  ["would", "d", "i you we they he she"],
  ["us", "s", "let"],
];
const pairs = endings.flatMap(([verb, short, subjects]) =>
  subjects.split(" ").map((subject) => ({ verb, short, subject })),
);
const byFull = new Map(pairs.map((pair) => [`${pair.subject} ${pair.verb}`, pair]));
const byShort = new Map(pairs.map((pair) => [`${pair.subject}'${pair.short}`, pair]));

const subject =
  "(?:I|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Hh]ere|[Ww]hat|[Ll]et)";
const notInWord = "(?<![\\p{L}\\p{N}'\\u2019-])";
const fullForm = new RegExp(
  `${notInWord}${subject} (?:am|are|is|have|will|would|us)(?= [\\p{L}\\uFFFC])`,
  "gu",
);
const shortForm = new RegExp(
  `${notInWord}${subject}['\\u2019](?:m|re|s|ve|ll|d)(?![\\p{L}\\p{N}])`,
  "gu",
);

function verbs(prose: Prose): Occurrence[] {
  const { masked, text } = prose;
  const found: Occurrence[] = [];
  for (const match of masked.matchAll(fullForm)) {
    const pair = byFull.get(match[0].toLowerCase());
    const at = { start: match.index, end: match.index + match[0].length };
    if (pair === undefined || !canContract(prose, pair.subject, pair.verb, at)) continue;
    const short = match[0].slice(0, pair.subject.length) + apostropheOf(text) + pair.short;
    found.push({
      choice: choiceOf(pair.subject, pair.verb),
      option: FULL,
      group,
      ...at,
      alternatives: [{ option: SHORT, text: short }],
    });
  }
  for (const match of hasApostrophe(masked) ? masked.matchAll(shortForm) : []) {
    const pair = byShort.get(match[0].toLowerCase().replace("\u2019", "'"));
    if (pair === undefined) continue;
    const at = { start: match.index, end: match.index + match[0].length };
    const isClear =
      (pair.verb !== "is" || plainlyIs.test(masked.slice(at.end))) && pair.verb !== "would";
    const full = `${match[0].slice(0, pair.subject.length)} ${pair.verb}`;
    found.push({
      choice: choiceOf(pair.subject, pair.verb),
      option: SHORT,
      group,
      ...at,
      alternatives: isClear ? [{ option: FULL, text: full }] : [],
    });
  }
  return found;
}

function hasApostrophe(masked: string): boolean {
  return masked.includes("'") || masked.includes("\u2019");
}

/** "it's a" is "it is a"; "it's made" and "I'd gone" cannot be told: no replacement. */
const plainlyIs = /^\s+(?:a|an|the|not|no|very|so|too|just|still|also|always|never|\p{L}+ing)\s/u;

function choiceOf(subject: string, verb: string): string {
  return `${group}.${subject.toLowerCase()}-${verb}`;
}

/** A question word shortly before the subject leaves a gap after the verb ("how good it is at night"). */
const gapBefore =
  /\b(?:how|what|where|who|which|whatever|wherever|whichever|however|whoever|than|as)(?: [\p{L}'\u2019-]+){0,2} $/iu;
const afterVerb = /^ ([\p{L}'\u2019-]+)/u;
const weakAfter =
  /^(?:and|or|but|because|if|when|that|which|by|of|for|in|on|at|with|from|than|as)$/i;

function canContract(prose: Prose, subject: string, verb: string, at: Span): boolean {
  const { masked } = prose;
  const next = afterVerb.exec(masked.slice(at.end, at.end + 40))?.[1] ?? "";
  if (verb === "us")
    return startsSentence(prose, at.start) && !/^(?:know|have|in|go|out)$/i.test(next);
  if (weakAfter.test(next) || gapBefore.test(masked.slice(Math.max(0, at.start - 60), at.start))) {
    return false;
  }
  if (next === "not" && /^(?:will|would|have)$/.test(verb)) return false;
  if (verb === "have") return looksLikeParticiple(next);
  if (["that", "here", "what"].includes(subject)) return startsSentence(prose, at.start);
  return true;
}

function isShouted(text: string): boolean {
  return text.length > 2 && text === text.toUpperCase();
}
