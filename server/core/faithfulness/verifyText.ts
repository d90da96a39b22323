import type { Prose } from "../note/types";
import { Recent } from "../recent";
import { detach } from "../text/detach";
import { splitSentences } from "../text/sentences";
import { findQuotations } from "../text/quotations";
import { overlaps, shift, type Span } from "../text/span";
import { splitWords } from "../text/words";
import { address, codeSpan } from "../text/fold";
import { analyseClaim, splitClaims } from "./claim";
import { withJudgement } from "./judgements";
import type { SourceIndex } from "./sourceIndex";
import type { ClaimVerdict, SourceSet } from "./types";
import { judgeClaim } from "./verdict";

/** Verdicts by sentence, as long as the index lives: a sentence that did not change is not judged again. */
const judged = new WeakMap<SourceIndex, Recent<readonly ClaimVerdict[]>>();
/** A note of 60,000 words has as many; each is kept with its evidence, some 3 kB, and every keystroke makes another. */
const SENTENCES = 4_000;

/**
 * The claims of one sentence; spans relative to it. `masked` is as long as `sentence` and hides what is not prose.
 * `quotations` may begin before the sentence and end after it.
 */
function verifySentence(
  sentence: string,
  masked: string,
  quotations: readonly Span[],
  index: SourceIndex,
): readonly ClaimVerdict[] {
  let known = judged.get(index);
  if (known === undefined) judged.set(index, (known = new Recent(SENTENCES)));
  const isCut = quotations.some(({ start, end }) => start < 0 || end > sentence.length);
  const key = detach(
    [
      sentence,
      ...(sentence === masked ? [] : [masked]),
      ...(isCut ? [JSON.stringify(quotations)] : []),
    ].join("\n\n"),
  );
  let verdicts = known.get(key);
  if (verdicts === undefined) {
    verdicts = splitClaims(masked).map((span) =>
      moved(
        judgeClaim(
          analyseClaim(
            sentence.slice(span.start, span.end),
            masked.slice(span.start, span.end),
            within(span, quotations).map((one) => clip(one, span.end - span.start)),
          ),
          index,
        ),
        span.start,
      ),
    );
    known.set(key, verdicts);
  }
  return verdicts;
}

/** The rules of one check ask for the same prose one after the other. */
const lastOf = new WeakMap<
  Prose,
  {
    readonly index: SourceIndex;
    readonly judgements: SourceSet["judgements"];
    readonly verdicts: readonly ClaimVerdict[];
  }
>();

/** The claims of a run of prose; spans relative to `prose.text`. Headings make no claims. */
export function verifyProse(prose: Prose, set: SourceSet): readonly ClaimVerdict[] {
  if (prose.kind === "heading") return [];
  const last = lastOf.get(prose);
  if (last?.index === set.index && last.judgements === set.judgements) return last.verdicts;
  const verdicts = prose.sentences.flatMap((sentence) =>
    verifySentence(
      prose.text.slice(sentence.start, sentence.end),
      prose.masked.slice(sentence.start, sentence.end),
      within(sentence, prose.quotations),
      set.index,
    ).map((verdict) => heard(moved(verdict, sentence.start), prose.text, set)),
  );
  lastOf.set(prose, { index: set.index, judgements: set.judgements, verdicts });
  return verdicts;
}

/** The claims of plain prose without Markdown; spans are UTF-16 offsets into `text`. */
export function verifyText(text: string, set: SourceSet): readonly ClaimVerdict[] {
  const masked = text.replace(codeSpan, hide).replace(address, hide);
  const spans = [...paragraphs(masked)];
  return spans.flatMap((paragraph) => {
    if (spans.length > 1 && looksLikeHeading(masked.slice(paragraph.start, paragraph.end)))
      return [];
    const inside = masked.slice(paragraph.start, paragraph.end);
    const quotations = findQuotations(inside);
    return splitSentences(inside, splitWords(inside, inside)).flatMap((sentence) => {
      const start = paragraph.start + sentence.start;
      const end = paragraph.start + sentence.end;
      return verifySentence(
        text.slice(start, end),
        masked.slice(start, end),
        within(sentence, quotations),
        set.index,
      ).map((verdict) => heard(moved(verdict, start), text, set));
    });
  });
}

const heard = (verdict: ClaimVerdict, text: string, { judgements }: SourceSet): ClaimVerdict =>
  withJudgement(verdict, text.slice(verdict.start, verdict.end), judgements);

/** How much a text's worst claim outweighs the others, and how much having many claims raises the odds. */
export const WORST = 4;
export const MANY = 0.5;

/** Probability that a text says something its sources do not: near its worst claim's; 0 where nothing can be checked. */
export function unsupportedProbability(verdicts: readonly ClaimVerdict[]): number {
  return probabilityOfLogit(
    pooledLogit(
      verdicts.filter(({ verdict }) => verdict !== "uncheckable").map(({ score }) => logit(score)),
    ),
  );
}

/** Log-odds of a text from its claims' log-odds: a soft maximum. */
function pooledLogit(logits: readonly number[]): number {
  if (logits.length === 0) return -Infinity;
  const highest = Math.max(...logits);
  const sum = logits.reduce((total, z) => total + Math.exp(WORST * (z - highest)), 0);
  return highest + (Math.log(sum) - MANY * Math.log(logits.length)) / WORST;
}

/** The quotations that a stretch has a part of, relative to it. */
const within = (stretch: Span, quotations: readonly Span[]): readonly Span[] =>
  quotations.filter((one) => overlaps(one, stretch)).map((one) => shift(one, -stretch.start));

const clip = ({ start, end }: Span, length: number): Span => ({
  start: Math.max(0, start),
  end: Math.min(length, end),
});

const logit = (p: number): number => Math.log(Math.max(1e-9, p) / Math.max(1e-9, 1 - p));
const probabilityOfLogit = (z: number): number => 1 / (1 + Math.exp(-z));

const hide = (found: string): string => "\uFFFC".repeat(found.length);

function* paragraphs(text: string): Generator<Span> {
  let start = 0;
  for (const gap of text.matchAll(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/g)) {
    if (gap.index > start) yield { start, end: gap.index };
    start = gap.index + gap[0].length;
  }
  if (start < text.length) yield { start, end: text.length };
}

const MOST_HEADING_WORDS = 8;

const looksLikeHeading = (paragraph: string): boolean =>
  !/[.!?:;,\u2026]["'\u2019\u201D)]*\s*$/.test(paragraph) &&
  !/\n/.test(paragraph.trim()) &&
  paragraph.trim().split(/\s+/).length <= MOST_HEADING_WORDS;

function moved(verdict: ClaimVerdict, by: number): ClaimVerdict {
  if (by === 0) return verdict;
  return {
    ...shift(verdict, by),
    unsupportedSpans: verdict.unsupportedSpans.map((span) => shift(span, by)),
    issues: verdict.issues.map((issue) => shift(issue, by)),
  };
}
