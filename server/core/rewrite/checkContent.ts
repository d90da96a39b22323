import { analysePlain } from "../note/analysePlain";
import { wordsIn } from "../text/words";
import { makeSourceSet } from "../faithfulness/sourceSet";
import type { SourceSet } from "../faithfulness/types";
import { unsupportedProbability, verifyText } from "../faithfulness/verifyText";
import { borrows, isChatter, repeatsItself } from "./answer";
import { strangestSentence } from "./meaning";
import { carried, particularsOf, type Particulars } from "./measures";

/** A draft as candidates are held against it; texts are plain prose, paragraphs apart by a blank line. */
export interface Reference {
  readonly plain: string;
  readonly particulars: Particulars;
  readonly set: SourceSet;
  /** The note's own sources, where it names some. */
  readonly sources?: SourceSet;
  /** Claims of the draft that its sources do not carry. */
  readonly flagged: number;
  /** Texts that were shown to the model as examples. */
  readonly shown: readonly string[];
}

export interface ContentReport {
  readonly passed: boolean;
  /** 0 to 1: that something in the text is carried neither by the sources nor, without sources, by the draft. */
  readonly unsupported: number;
  /** 0 to 1: that something in the text is not in the draft. */
  readonly strange: number;
  readonly kept: number;
  readonly added: readonly string[];
  /** Plain words, one for each check: what was looked at and how it came out. */
  readonly checks: readonly string[];
}

/** Words of a candidate for each word of the draft. */
const SHORTEST = 0.6;
const LONGEST = 1.5;

/**
 * Of a sentence's words of content, so many may be in no form in the other text. Of 219 authors' texts, against neutral drafts
 * of the same, 48 % pass (without this check 65 %), and of drafts with a sentence of the same post added 4 % (31 %).
 */
const STRANGE_SHARE = 0.4;
const LOST_SHARE = 0.6;

export function referenceOf(
  plain: string,
  sources: SourceSet | undefined,
  shown: readonly string[],
): Reference {
  return {
    plain,
    particulars: particularsOf(plain),
    set: asSource(plain),
    ...(sources === undefined ? {} : { sources }),
    flagged: sources === undefined ? 0 : flaggedIn(plain, sources),
    shown,
  };
}

/** Whether a candidate says what the draft says, no more and no less. */
export function checkContent(candidate: string, draft: Reference): ContentReport {
  const checks: string[] = [];
  let passed = true;
  const check = (good: boolean, well: string, ill: string): void => {
    passed &&= good;
    checks.push(good ? well : `✗ ${ill}`);
  };
  const particulars = carried(draft.particulars, particularsOf(candidate));
  const { kept, added } = particulars;
  check(
    particulars.lost.length === 0,
    "numbers and names kept",
    `lost: ${particulars.lost.join(", ")}`,
  );
  check(added.length === 0, "no number or name added", `added: ${added.join(", ")}`);

  const ratio = wordsIn(candidate) / Math.max(1, wordsIn(draft.plain));
  check(
    ratio >= SHORTEST && ratio <= LONGEST,
    `length ${percent(ratio)} of the draft's`,
    `length ${percent(ratio)} of the draft's`,
  );
  check(
    paragraphsIn(candidate) === paragraphsIn(draft.plain),
    "paragraphs kept",
    `${paragraphsIn(candidate)} paragraphs instead of ${paragraphsIn(draft.plain)}`,
  );
  if (isChatter(candidate, draft.plain)) check(false, "", "speaks about the task");
  if (repeatsItself(candidate, draft.plain)) check(false, "", "repeats itself");
  if (borrows(candidate, draft.plain, draft.shown)) check(false, "", "copies the examples");

  const against = verifyText(candidate, draft.set);
  const strange = unsupportedProbability(against);
  const foreign = against.find(({ flagged }) => flagged);
  check(
    foreign === undefined,
    "nothing that the draft does not say",
    `says what the draft does not: ${foreign?.why ?? ""}`,
  );
  const strangest = strangestSentence(sentencesIn(candidate), draft.plain);
  check(
    strangest.share <= STRANGE_SHARE,
    "every sentence made of what the draft says",
    `made of other words than the draft: ${strangest.sentence}`,
  );
  const lost = strangestSentence(sentencesIn(draft.plain), candidate);
  check(
    lost.share <= LOST_SHARE,
    "every sentence of the draft is there",
    `not there in other words: ${lost.sentence}`,
  );
  const left = verifyText(draft.plain, asSource(candidate)).filter(({ flagged }) => flagged);
  check(left.length === 0, "nothing left out", `leaves out: ${left[0]?.why ?? ""}`);

  if (draft.sources === undefined) {
    return { passed, unsupported: strange, strange, kept, added, checks };
  }
  const verdicts = verifyText(candidate, draft.sources);
  const flagged = verdicts.filter((verdict) => verdict.flagged).length;
  check(
    flagged <= draft.flagged,
    "true to the sources as far as the draft is",
    `${flagged} claims that the sources do not carry, the draft has ${draft.flagged}`,
  );
  return { passed, unsupported: unsupportedProbability(verdicts), strange, kept, added, checks };
}

/** A probability from which on something is taken to be invented. */
export const DOUBTFUL = 0.5;

/** Whether a rewrite says, as far as its checks can tell, what it should not. */
export const seemsInvented = ({
  added,
  unsupported,
}: Pick<ContentReport, "added" | "unsupported">): boolean =>
  added.length > 0 || unsupported >= DOUBTFUL;

export function flaggedIn(plain: string, sources: SourceSet): number {
  return verifyText(plain, sources).filter(({ flagged }) => flagged).length;
}

const asSource = (text: string): SourceSet =>
  makeSourceSet([{ location: "draft", name: "the draft", text }], []);

const sentencesIn = (text: string): readonly string[] =>
  analysePlain(text).flatMap(({ prose }) =>
    prose.sentences.map(({ start, end }) => prose.text.slice(start, end)),
  );

const paragraphsIn = (text: string): number => text.split(/\n[ \t]*\n/).length;
const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
