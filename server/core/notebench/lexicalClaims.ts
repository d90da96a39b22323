import { stemmer } from "stemmer";
import { fold } from "../text/fold";
import { functionWords } from "./functionWords";

/** A sentence as the checker sees it. Numbers are digits, names lower case, content words stems. */
export interface LexicalSentence {
  readonly text: string;
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Stems of the words that carry content, names left out. */
  readonly content: ReadonlySet<string>;
  /** It denies in so many words. */
  readonly denies: boolean;
  /** It holds a word that may deny by its meaning ("lacks", "unlike", "impossible"). */
  readonly mayDeny: boolean;
}

const word =
  /\p{N}+(?:[.,:]\p{N}+)*(?:st|nd|rd|th|s)?(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['.]\p{L}+)*/gu;
const spelled: readonly string[] =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens: readonly string[] = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ordinals: ReadonlyMap<string, string> = new Map(
  "first second third fourth fifth sixth seventh eighth ninth tenth"
    .split(" ")
    .map((w, i) => [w, `${i + 1}`]),
);
const denying = /^(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\p{L}+n't)$/u;
/** Words that deny nothing. */
const noDenial = /\bno(?:t only|t just| matter| later| longer| less| doubt|t to mention)\b/giu;
const hidden =
  /^(?:un\p{L}{3,}|in(?:ability|capab|suffic|accur|complete|valid)\p{L}*|im(?:poss|pract|perf)\p{L}*|ir(?:regular|relevant)\p{L}*|dis(?:continu|agree|allow|like)\p{L}*|lack\p{L}*|fail\p{L}*|avoid\p{L}*|prevent\p{L}*|absen\p{L}*|miss\p{L}*|exclud\p{L}*|refus\p{L}*|den(?:y|ied|ies)|instead|rather|few|little|hardly|rarely|seldom|only|alone|free|beyond|except|but|although|though|despite|stop\p{L}*|ceas\p{L}*|remov\p{L}*|difficult\p{L}*|hard|far|limited|\p{L}+less)$/u;
const sentenceEnd = /(?<=[.!?]["')\]]*)\s+(?=["'([]*[\p{Lu}\p{N}])|\n+/u;

/** Sentences of a text by the checker's own simple rule: a stop, a space, and a capital or a digit. */
export const lexicalSentences = (text: string): readonly LexicalSentence[] =>
  fold(text)
    .split(sentenceEnd)
    .filter((sentence) => /\p{L}/u.test(sentence))
    .map(read);

function read(text: string): LexicalSentence {
  const numbers = new Set<string>();
  const names = new Set<string>();
  const content = new Set<string>();
  let denies = false;
  let mayDeny = false;
  let begins = true;
  for (const [found] of text.replace(noDenial, "").matchAll(word)) {
    const token = found.replace(/'s?$/, "");
    const lower = token.toLowerCase();
    const number = numberOf(lower);
    denies ||= denying.test(lower);
    mayDeny ||= hidden.test(lower);
    // "One" and ordinals in words are too often no count at all ("one of", "at first").
    if (number !== undefined && lower !== "one" && !ordinals.has(lower)) numbers.add(number);
    else if (!begins && /^\p{Lu}/u.test(token) && !functionWords.has(lower)) {
      names.add(lower);
    } else if (number === undefined && !functionWords.has(lower) && lower.length > 2) {
      content.add(stemmer(lower));
    }
    begins = false;
  }
  return { text, numbers, names, content, denies, mayDeny };
}

/** The digits of a number in digits or words; undefined where a word is none. */
function numberOf(lower: string): string | undefined {
  if (/^\p{N}/u.test(lower))
    return /^[\p{N}.,:]+/u
      .exec(lower)![0]
      .replace(/[.,:]$/, "")
      .replace(/,(?=\d{3})/g, "");
  const unit = spelled.indexOf(lower);
  if (unit !== -1) return String(unit);
  const ten = tens.indexOf(lower);
  return ten === -1 ? ordinals.get(lower) : String(20 + 10 * ten);
}

/** All that texts state, wherever in them: what a claim may draw on. */
export interface Ground {
  readonly sentences: readonly LexicalSentence[];
  /** Numbers in digits and in words. */
  readonly numbers: ReadonlySet<string>;
  /** Every word, lower case, and every stem. */
  readonly words: ReadonlySet<string>;
}

export function groundOf(texts: readonly string[]): Ground {
  const numbers = new Set<string>();
  const words = new Set<string>();
  for (const text of texts) {
    for (const [found] of fold(text).matchAll(word)) {
      const lower = found.replace(/'s?$/, "").toLowerCase();
      words.add(lower).add(stemmer(lower));
      const number = numberOf(lower);
      if (number !== undefined) numbers.add(number);
    }
  }
  return { sentences: texts.flatMap(lexicalSentences), numbers, words };
}

export const numbersLacking = ({ numbers }: LexicalSentence, ground: Ground): readonly string[] =>
  [...numbers].filter((number) => !ground.numbers.has(number));

export const namesLacking = ({ names }: LexicalSentence, ground: Ground): readonly string[] =>
  [...names].filter((name) => !ground.words.has(name) && !ground.words.has(stemmer(name)));
