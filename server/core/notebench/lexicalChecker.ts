import {
  groundOf,
  lexicalSentences,
  namesLacking,
  numbersLacking,
  type Ground,
  type LexicalSentence,
} from "./lexicalClaims";

/** A sentence of fewer content words says too little for its rate to mean anything. */
const FEWEST_CONTENT = 4;
/**
 * Share of a sentence's content words that draft and sources lack, above which it says something else. Calibrated on the
 * authors' own texts of NoteBench's training pairs against their drafts: true restylings by definition.
 */
const STRANGE_SHARE = 0.8;
/** Share of content words in common with the nearest sentence: from the first on both speak of one thing, from the second on both say it. */
const SAME_MATTER = 0.5;
const SAME_STATEMENT = 0.6;

export interface Hallucinations {
  /** In neither draft nor sources: numbers, names, and sentences made of other words. */
  readonly absent: readonly string[];
  /** Against the draft: another number or name in its sentence's place, or its sentence denied. */
  readonly contradicted: readonly string[];
}

/**
 * A lexical check of what a text claims, against its draft and, if any, sources. It has no part in choosing rewrites or in
 * training, and shares no code with the checks that have.
 */
export function hallucinationsOf(
  text: string,
  draft: string,
  sources: readonly string[] = [],
): Hallucinations {
  const ground = groundOf([draft, ...sources]);
  const said = groundOf([text]);
  const sentences = lexicalSentences(text);
  return {
    absent: sentences.flatMap((sentence) => absentOf(sentence, ground)),
    contradicted: sentences.flatMap((sentence) => contradictedOf(sentence, ground, said)),
  };
}

function absentOf(sentence: LexicalSentence, ground: Ground): readonly string[] {
  const particulars = [...numbersLacking(sentence, ground), ...namesLacking(sentence, ground)];
  const { content } = sentence;
  const strange = [...content].filter((stem) => !ground.words.has(stem)).length;
  const isStrange = content.size >= FEWEST_CONTENT && strange / content.size > STRANGE_SHARE;
  return isStrange ? [...particulars, sentence.text] : particulars;
}

function contradictedOf(
  sentence: LexicalSentence,
  ground: Ground,
  said: Ground,
): readonly string[] {
  if (sentence.content.size < FEWEST_CONTENT) return [];
  const wrong: string[] = [];
  const matter = nearestOf(sentence, ground.sentences, SAME_MATTER, ({ content }) => content.size);
  if (matter !== undefined) {
    const lostNumbers = [...matter.numbers].filter((number) => !said.numbers.has(number));
    if (lostNumbers.length > 0) wrong.push(...numbersLacking(sentence, ground));
    const lostNames = [...matter.names].filter((name) => !said.words.has(name));
    if (lostNames.length > 0) wrong.push(...namesLacking(sentence, ground));
  }
  const longer = ({ content }: LexicalSentence, other: LexicalSentence): number =>
    Math.max(content.size, other.content.size);
  const statement = nearestOf(sentence, ground.sentences, SAME_STATEMENT, longer);
  if (statement !== undefined && (denied(sentence, statement) || denied(statement, sentence))) {
    wrong.push(sentence.text);
  }
  return wrong;
}

const denied = (one: LexicalSentence, other: LexicalSentence): boolean =>
  one.denies && !other.denies && !other.mayDeny;

/** The sentence with most content words in common, as a share of what `against` says. */
function nearestOf(
  sentence: LexicalSentence,
  others: readonly LexicalSentence[],
  least: number,
  against: (sentence: LexicalSentence, other: LexicalSentence) => number,
): LexicalSentence | undefined {
  let nearest: LexicalSentence | undefined;
  let best = least;
  for (const other of others) {
    const common = [...sentence.content].filter((stem) => other.content.has(stem)).length;
    const share = common / against(sentence, other);
    if (share >= best) {
      best = share;
      nearest = other;
    }
  }
  return nearest;
}
