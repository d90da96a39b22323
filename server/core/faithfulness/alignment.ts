import type { Claim } from "./claim";
import { weightOf, type SourceIndex } from "./sourceIndex";
import type { Term } from "./terms";

/** A word of a claim and how well the sources stand for it: 0 not at all, 1 by the same word. */
export interface TermSupport {
  readonly term: Term;
  readonly weight: number;
  /** Anywhere in the sources. */
  readonly anywhere: number;
  /** In the windows that were chosen as evidence. */
  readonly nearby: number;
}

/** A claim laid beside its best evidence. Numbers are indexes of sentences. */
export interface Alignment {
  readonly supports: readonly TermSupport[];
  /** Up to three windows' centres, best first; a later one adds what the earlier leave open. */
  readonly centres: readonly number[];
  /** Every sentence of those windows. */
  readonly evidence: readonly number[];
  /** Single sentences that cover about as much as the best one, best first. */
  readonly nearest: readonly number[];
  /** Shares of the claim's weight: in the best sentence, the best window, all chosen windows. */
  readonly bySentence: number;
  readonly byWindow: number;
  readonly byWindows: number;
}

const CANDIDATES = 16;
const WINDOWS = 3;

export function align(claim: Claim, index: SourceIndex): Alignment {
  const weights = claim.content.map(weightOf);
  const postings = claim.content.map((term) => index.postings(term.stem));
  const total = Math.max(1e-9, claim.weight);
  const supportOf = (sentences: readonly number[]): number[] =>
    postings.map((found) => sentences.reduce((best, at) => Math.max(best, found.get(at) ?? 0), 0));
  const share = (support: readonly number[]): number =>
    support.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;

  const numbers = claim.terms.filter((term) => term.digits && term.lower.length > 1);
  const candidates = index.rank([...claim.content, ...numbers], CANDIDATES).map(({ at }) => ({
    at,
    window: supportOf(index.windowOf(at)),
    alone: share(supportOf([at])),
  }));

  const centres: number[] = [];
  let covered: readonly number[] = weights.map(() => 0);
  let byWindow = 0;
  while (centres.length < WINDOWS) {
    const best = bestAddition(candidates, covered, share);
    if (best === undefined) break;
    centres.push(best.at);
    covered = merge(covered, best.window);
    if (centres.length === 1) byWindow = share(covered);
  }
  const bySentence = candidates.reduce((best, { alone }) => Math.max(best, alone), 0);
  return {
    supports: claim.content.map((term, i) => ({
      term,
      weight: weights[i]!,
      anywhere: Math.max(0, ...postings[i]!.values()),
      nearby: covered[i]!,
    })),
    centres,
    evidence: [...new Set(centres.flatMap((at) => index.windowOf(at)))],
    nearest: candidates
      .filter(({ alone }) => alone > 0 && alone >= bySentence * NEARLY)
      .sort((a, b) => b.alone - a.alone)
      .map(({ at }) => at),
    bySentence,
    byWindow,
    byWindows: share(covered),
  };
}

const NEARLY = 0.85;
/** A further window must add at least this share of the claim's weight. */
const LEAST_GAIN = 0.04;

interface Candidate {
  readonly at: number;
  readonly window: readonly number[];
  readonly alone: number;
}

function bestAddition(
  candidates: readonly Candidate[],
  covered: readonly number[],
  share: (support: readonly number[]) => number,
): Candidate | undefined {
  const now = share(covered);
  let best: Candidate | undefined;
  let most = now + LEAST_GAIN;
  for (const candidate of candidates) {
    const then = share(merge(covered, candidate.window)) + candidate.alone * 0.01;
    if (then > most) {
      best = candidate;
      most = then;
    }
  }
  return best;
}

const merge = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((value, i) => Math.max(value, b[i]!));
