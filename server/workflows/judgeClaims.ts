import {
  claimKey,
  isOpen,
  placeOfQuote,
  type Judgement,
  type Judgements,
} from "../core/faithfulness/judgements";
import type { ClaimVerdict, SourceSet } from "../core/faithfulness/types";
import type { ClaimJudge, ClaimToJudge, Progress, ServiceResult } from "./ports";

/** Claims that one request carries. */
const TOGETHER = 6;
/** Claims of a note that are asked about at once: more take minutes. */
const MOST = 120;
const MOST_SETS = 32;
/** Places of the sources that a claim is shown with. */
const MOST_PLACES = 4;

/** What a judge has said, by the sources and the claim's words, as long as the process lives. */
export class ClaimJudgements {
  private readonly bySources = new Map<string, Map<string, Judgement>>();

  /** `sources`: the set's `id`. Undefined when nothing was asked about them. */
  of(sources: string): Judgements | undefined {
    const known = this.bySources.get(sources);
    if (known === undefined) return undefined;
    return { id: String(known.size), of: (claim) => known.get(claimKey(claim)) };
  }

  add(sources: string, claim: string, judgement: Judgement): void {
    const known = this.bySources.get(sources) ?? new Map<string, Judgement>();
    this.bySources.set(sources, known.set(claimKey(claim), judgement));
    // Sources that change while a note is written are others every time.
    const [oldest] = this.bySources.keys();
    if (this.bySources.size > MOST_SETS) this.bySources.delete(oldest!);
  }

  has(sources: string, claim: string): boolean {
    return this.bySources.get(sources)?.has(claimKey(claim)) === true;
  }
}

export interface JudgeTask {
  /** Claims with their own words; those that a judge can add nothing to are passed over. */
  readonly claims: readonly { readonly text: string; readonly verdict: ClaimVerdict }[];
  /** Without judgements. */
  readonly sources: SourceSet;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface Judged {
  /** Claims that the judge was asked about now. */
  readonly asked: number;
  /** Answers that quoted nothing the sources have, or were missing: they count for nothing. */
  readonly unbelieved: number;
  /** Claims beyond what is asked at once. */
  readonly left: number;
}

/** Asks `judge` about the claims it has not been asked about, and adds to `known` what can be believed. */
export async function judgeClaims(
  { claims, sources, signal, progress }: JudgeTask,
  judge: ClaimJudge,
  known: ClaimJudgements,
): Promise<ServiceResult<Judged>> {
  const open = claims.filter(
    ({ text, verdict }) => isOpen(verdict) && !known.has(sources.id, text),
  );
  const asked = open.slice(0, MOST);
  let unbelieved = 0;
  for (let at = 0; at < asked.length; at += TOGETHER) {
    progress(at, asked.length, "claims");
    const batch = asked.slice(at, at + TOGETHER);
    const answered = await judge.judge(
      batch.map(({ text, verdict }) => ({ claim: text, excerpts: excerptsFor(verdict, sources) })),
      { signal },
    );
    signal.throwIfAborted();
    if (answered.kind === "failed") return answered;
    for (const [i, { text }] of batch.entries()) {
      const answer = answered.value[i];
      const judgement = answer && believed(answer, judge.name, sources);
      if (judgement === undefined) unbelieved++;
      else known.add(sources.id, text, judgement);
    }
  }
  progress(asked.length, asked.length, "claims");
  return {
    kind: "ok",
    value: { asked: asked.length, unbelieved, left: open.length - asked.length },
  };
}

type Answer = { readonly verdict: Judgement["verdict"]; readonly quote: string };

function believed(
  { verdict, quote }: Answer,
  by: string,
  sources: SourceSet,
): Judgement | undefined {
  if (verdict === "unsupported") return { verdict, by };
  const evidence = placeOfQuote(quote, sources);
  return evidence && { verdict, by, evidence };
}

/** The places nearest to the claim, each with the sentences around it. */
function excerptsFor({ evidence }: ClaimVerdict, { index }: SourceSet): ClaimToJudge["excerpts"] {
  const shown = new Set<number>();
  for (const { source, start } of evidence.slice(0, MOST_PLACES)) {
    const at = index.sentences.findIndex((one) => one.source === source && one.start === start);
    for (const near of index.windowOf(at)) shown.add(near);
  }
  const runs: string[][] = [];
  let last = -2;
  for (const at of [...shown].sort((a, b) => a - b)) {
    const { source, start, end } = index.sentences[at]!;
    const words = source.text.slice(start, end).replace(/\s+/g, " ").trim();
    if (at === last + 1) runs.at(-1)!.push(words);
    else runs.push([words]);
    last = at;
  }
  return runs.map((run) => run.join(" "));
}
