import { indexOf, type SourceIndex } from "../faithfulness/sourceIndex";
import { termsOf } from "../faithfulness/terms";
import type { SourceSet, SourceText } from "../faithfulness/types";
import { analyseNote } from "../note/analyseNote";
import { analysePlain } from "../note/analysePlain";
import type { PlacedProse, Prose } from "../note/types";
import type { Span } from "../text/span";
import { ATOM, HIDDEN } from "../text/words";
import { escapeMarkdown } from "./escapeMarkdown";
import { hostileParagraphs } from "./hostile";

/** A sentence of a source that can stand in an article, with the sentences before it that it leans on. */
export interface PoolUnit {
  /** Index into the sources' texts. */
  readonly source: number;
  /** Index of its last sentence in the whole pool: reading order. */
  readonly order: number;
  /** The sentences in order: pool indexes, the last is `order`. */
  readonly members: readonly number[];
  /** Markdown of each member, escaped: it shows the source's words and does nothing else. */
  readonly texts: readonly string[];
  /** Of its last sentence. */
  readonly words: number;
  /** Stems of its last sentence's content words, for likeness. */
  readonly stems: ReadonlySet<string>;
}

export interface SentencePool {
  readonly units: readonly PoolUnit[];
  /** BM25 relevance of each unit to a query, aligned with `units`; 0 = nothing in common. */
  relevance(query: string): readonly number[];
}

/** Words. Shorter ones are labels, longer ones lists. */
const shortest = 3;
const longest = 60;
/** A sentence may lean on one that leans on another, not further. */
const mostMembers = 3;
/** What the relevance of a section's heading, and of the sentence before, adds to a sentence's own. */
const headingShare = 0.3;
const beforeShare = 0.4;

const pools = new WeakMap<SourceSet, SentencePool>();

/** The sentences of the sources' running prose. Built once for a set. */
export function sentencePool(set: SourceSet): SentencePool {
  const known = pools.get(set);
  if (known !== undefined) return known;
  const pool = buildPool(set.texts);
  pools.set(set, pool);
  return pool;
}

interface PoolSentence {
  readonly source: number;
  readonly text: string;
  readonly plain: string;
  readonly heading: string;
  readonly usable: boolean;
  /** Pool index of the sentence before it in the same paragraph; -1 for none. */
  readonly before: number;
  /** It makes no sense without the sentence before. */
  readonly leans: boolean;
}

function buildPool(texts: readonly SourceText[]): SentencePool {
  const sentences: PoolSentence[] = [];
  for (const [source, text] of texts.entries()) addSentences(sentences, source, text);
  const units = [...unitsOf(sentences)];
  const index = indexOf(
    sentences.map(({ plain }, at) => ({ location: String(at), name: "", text: plain })),
  );
  const headings = indexOf(
    sentences.map(({ heading }, at) => ({ location: String(at), name: "", text: heading })),
  );
  return {
    units,
    relevance: (query) => {
      const own = scores(index, query);
      const under = scores(headings, query);
      return units.map(({ order }) => {
        const { before, leans } = sentences[order]!;
        const ahead = own.get(before) ?? 0;
        const direct = (own.get(order) ?? 0) + beforeShare * ahead;
        // What leans on a sentence is about the same thing.
        const score = leans ? Math.max(direct, ahead) : direct;
        return score === 0 ? 0 : score + headingShare * (under.get(order) ?? 0);
      });
    },
  };
}

/** Best score by pool index. */
function scores(index: SourceIndex, query: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const terms = termsOf(query).filter((term) => term.content);
  for (const { at, score } of index.rank(terms, Number.MAX_SAFE_INTEGER)) {
    const sentence = Number(index.sentences[at]!.source.location);
    found.set(sentence, Math.max(found.get(sentence) ?? 0, score));
  }
  return found;
}

function addSentences(
  sentences: PoolSentence[],
  source: number,
  { name, text, location, extracted }: SourceText,
): void {
  const isMarkdown =
    extracted?.format === "html" ||
    /\.(?:md|markdown|mdown|mkd)$/i.test(location) ||
    /\.md$/i.test(name);
  const note = isMarkdown ? analyseNote(text) : undefined;
  const hostile = hostileParagraphs(text);
  for (const placed of note?.prose ?? analysePlain(text)) {
    if (placed.prose.kind === "heading" || hostile.some((span) => meets(span, placed))) continue;
    const heading = note?.sections[placed.section]?.heading?.prose.plain ?? "";
    let before = -1;
    for (const sentence of placed.prose.sentences) {
      const shown = readable(placed.prose, sentence);
      const leans = leaning.test(shown.plain);
      const usable =
        shown.markdown !== undefined &&
        sentence.words.length >= shortest &&
        sentence.words.length <= longest &&
        /[.!\u2026]["'\u2019\u201D)\]]*$/.test(shown.plain) &&
        (!leans || before !== -1);
      sentences.push({
        source,
        text: shown.markdown ?? "",
        plain: shown.plain,
        heading,
        usable,
        before,
        leans,
      });
      before = sentences.length - 1;
    }
  }
}

const meets = (span: Span, placed: PlacedProse): boolean =>
  span.start < placed.end && placed.start < span.end;

/** First words that point back to the sentence before. */
const leaning =
  /^["'\u2018\u201C(]*(?:this|these|those|it|its|he|she|they|them|his|her|hers|their|theirs|such|however|but|and|or|so|also|too|instead|therefore|thus|hence|moreover|furthermore|then|otherwise|nevertheless|still|yet|both|neither|(?:the )?(?:latter|former)|the (?:same|other|others|rest)|another|in (?:turn|addition|contrast)|for (?:example|instance)|as a result|on the other hand|that (?:is|was|means|meant|has|had))\b/i;

/** A sentence as a reader sees it, and as Markdown that shows just that; no Markdown when it cannot be shown so. */
function readable(
  prose: Prose,
  span: Span,
): { readonly plain: string; readonly markdown: string | undefined } {
  let markdown = "";
  let plain = "";
  let shown = "";
  let whole = true;
  const flush = (): void => {
    markdown +=
      markdown === ""
        ? escapeMarkdown(shown)
        : escapeMarkdown(shown).replace(/^\\(?=[#>|+=-])/, "");
    plain += shown;
    shown = "";
  };
  for (let at = span.start; at < span.end;) {
    const character = prose.masked[at]!;
    if (character !== ATOM) {
      if (character !== HIDDEN) shown += character;
      at++;
      continue;
    }
    flush();
    const atom = prose.protectedSpans.find(({ start, end }) => start <= at && at < end);
    const end = Math.min(atom?.end ?? at + 1, span.end);
    const raw = prose.text.slice(at, end);
    if (atom?.kind === "code" || atom?.kind === "math") {
      markdown += raw;
      plain += raw;
    } else if (atom?.kind !== "footnote" && atom?.kind !== "citation") {
      whole = false;
    }
    at = end;
  }
  flush();
  const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();
  return { plain: tidy(plain), markdown: whole ? tidy(markdown) : undefined };
}

function* unitsOf(sentences: readonly PoolSentence[]): Generator<PoolUnit> {
  for (const [order, sentence] of sentences.entries()) {
    const members = chain(sentences, order);
    if (members === undefined) continue;
    const terms = termsOf(sentence.plain);
    yield {
      source: sentence.source,
      order,
      members,
      texts: members.map((at) => sentences[at]!.text),
      words: terms.length,
      stems: new Set(terms.filter((term) => term.content).map((term) => term.stem)),
    };
  }
}

/** The sentence with those it leans on; none when one of them cannot be shown. */
function chain(sentences: readonly PoolSentence[], order: number): readonly number[] | undefined {
  const members: number[] = [];
  for (let at = order; members.length < mostMembers; at = sentences[at]!.before) {
    if (!sentences[at]!.usable) return undefined;
    members.unshift(at);
    if (!sentences[at]!.leans) return members;
  }
  return undefined;
}
