import { wordsIn } from "../text/words";
import { makeSourceSet } from "../faithfulness/sourceSet";
import type { SourceSet } from "../faithfulness/types";
import { unsupportedProbability, verifyText } from "../faithfulness/verifyText";
import { borrows, isChatter, repeatsItself } from "./answer";
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
  const { kept, lost, added } = carried(draft.particulars, particularsOf(candidate));
  check(lost.length === 0, "numbers and names kept", `lost: ${lost.join(", ")}`);
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

const paragraphsIn = (text: string): number => text.split(/\n[ \t]*\n/).length;
const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
