import type { ArticleTask, Outline, PlannedSection, SectionDraft } from "./types";
import { wordsWanted } from "./briefOutline";
import { sentencePool, type PoolUnit } from "./sentencePool";

/** Maximal marginal relevance (Carbonell and Goldstein 1998): how much relevance counts against novelty. */
const lambda = 0.7;
/** A sentence counts for a section from this share of the section's best relevance on. */
const relevantShare = 0.35;
/** Cosine from which two sentences say the same. */
const sameness = 0.75;
const wordsPerSection = 110;
const longestParagraph = 90;

/** Sentences of the sources about one section, word for word, each with its source mark. */
export function extractiveSection(
  task: ArticleTask,
  outline: Outline,
  index: number,
): SectionDraft {
  const pool = sentencePool(task.sources);
  const shares = outline.sections.map((section) => normalised(pool.relevance(queryOf(section))));
  const own = shares[index] ?? [];
  const candidates = pool.units
    .map((unit, at) => ({ unit, relevance: own[at] ?? 0, at }))
    .filter(({ relevance }) => relevance >= relevantShare)
    // A sentence belongs to the section that it suits best, the first of equals.
    .filter(({ at }) =>
      shares.every((share, i) => i === index || suits(own, share, at, index < i)),
    );
  const chosen = pick(candidates, target(task.brief, outline.sections.length));
  const section = outline.sections[index];
  if (chosen.length === 0) {
    const about = section?.heading ?? "";
    return { text: "", summary: "", notes: [`The sources have no sentence about "${about}".`] };
  }
  const best = candidates.reduce((a, b) => (b.relevance > a.relevance ? b : a));
  return { text: paragraphs(chosen), summary: best.unit.texts.at(-1) ?? "", notes: [] };
}

/** Words of the brief that say what to do, not what it is about. */
const orders =
  /\b(?:explain|describe|articles?|sections?|write|cover|discuss|tell|readers?|mention|words?|short|introduction|conclusion|summary|summarise|summarize|overview)\b/gi;

export function queryOf({ heading, summary, points }: PlannedSection): string {
  return [heading, summary, ...points].join(" ").replace(orders, " ");
}

function suits(
  own: readonly number[],
  other: readonly number[],
  at: number,
  first: boolean,
): boolean {
  const mine = own[at] ?? 0;
  const theirs = other[at] ?? 0;
  return mine > theirs || (mine === theirs && first);
}

function normalised(relevance: readonly number[]): readonly number[] {
  const best = Math.max(0, ...relevance);
  return best === 0 ? relevance : relevance.map((score) => score / best);
}

function target(brief: string, sections: number): number {
  const wanted = wordsWanted(brief);
  return wanted === undefined ? wordsPerSection : Math.max(40, Math.round(wanted / sections));
}

function pick(
  candidates: readonly { readonly unit: PoolUnit; readonly relevance: number }[],
  words: number,
): readonly PoolUnit[] {
  const rest = [...candidates];
  const chosen: PoolUnit[] = [];
  let count = 0;
  while (rest.length > 0 && count < words) {
    let best = 0;
    let bestGain = -Infinity;
    for (const [at, { unit, relevance }] of rest.entries()) {
      const likeness = Math.max(0, ...chosen.map((other) => cosine(unit.stems, other.stems)));
      const gain = lambda * relevance - (1 - lambda) * likeness;
      if (gain > bestGain) [best, bestGain] = [at, gain];
    }
    const unit = rest.splice(best, 1)[0]!.unit;
    const isNew = chosen.every((other) => cosine(unit.stems, other.stems) < sameness);
    if (!isNew || (count > 0 && count + unit.words > words * 1.25)) continue;
    chosen.push(unit);
    count += unit.words;
  }
  return chosen.sort((a, b) => a.order - b.order);
}

function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  return shared / Math.sqrt(a.size * b.size);
}

/** In the order of the sources; a new paragraph for a new source and after some 90 words. */
function paragraphs(units: readonly PoolUnit[]): string {
  const seen = new Set<number>();
  let text = "";
  let source = -1;
  let words = 0;
  for (const unit of units) {
    const fresh = unit.members.map((member, at) => ({ member, text: unit.texts[at] ?? "" }));
    const said = fresh.filter(({ member }) => !seen.has(member));
    for (const { member } of said) seen.add(member);
    if (said.length === 0) continue;
    const breaks = text !== "" && (unit.source !== source || words > longestParagraph);
    if (breaks) words = 0;
    text +=
      (text === "" ? "" : breaks ? "\n\n" : " ") +
      said.map((s) => marked(s.text, unit.source)).join(" ");
    source = unit.source;
    words += unit.words;
  }
  return text;
}

const marked = (sentence: string, source: number): string => `${sentence} [S${source + 1}]`;
