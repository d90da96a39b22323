import { bareAnswer } from "../core/rewrite/answer";
import {
  answerProposals,
  bold,
  careful,
  chosenEdits,
  knownProposals,
  promising,
  type Bounds,
  type ScoreStyle,
  type WeighedEdit,
} from "../core/rewrite/compose";
import { keyOf, withEdits, type Edit } from "../core/rewrite/edits";
import type { Steps } from "../core/steps";
import { styleLogit } from "../core/style/styleLogit";
import type { AuthorPassage, StyleView } from "../core/style/types";
import { inSlices } from "./inSlices";
import type { ServiceResult, Stylist } from "./ports";

export interface EditTask {
  /** Masked; paragraphs apart by a blank line. */
  readonly draft: string;
  readonly references: readonly AuthorPassage[];
  readonly style: StyleView;
  readonly candidates: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onVersion: (index: number) => void;
}

/** Edits that the model weighs for one version: so many take about two seconds on two cores. */
const MOST_WEIGHED = 40;
/** Versions that need no answer of the model, only its weights. */
const WITHOUT_ANSWER = [bold, careful];

type Weigh = NonNullable<Stylist["weigh"]>;

/**
 * Versions of a draft made of edits: small models lose content when they rewrite freely, so what they propose is taken place
 * by place, and only where it keeps the meaning, is likely as the author's text, and brings the passage nearer to the author.
 * The rest of the draft stays as it is. Two versions come from the table of substitutions; every further one adds what one
 * answer of the model changed.
 */
export async function editedVersions(
  stylist: Stylist & { readonly weigh: Weigh },
  task: EditTask,
): Promise<ServiceResult<readonly string[]>> {
  const { draft, style, references, candidates, seed, signal } = task;
  // Versions are tried in the same order again and again.
  const scores = new Map<string, number>();
  const score: ScoreStyle = (text) => {
    const known = scores.get(text) ?? styleLogit(style, text) ?? 0;
    scores.set(text, known);
    return known;
  };
  /** In slices: a long passage takes hundreds of scores, and the server has others to answer. */
  const done = async <T>(steps: Steps<T>): Promise<T> => {
    const result = await inSlices(steps, () => signal?.aborted !== true);
    signal?.throwIfAborted();
    return result!;
  };
  const versions: string[] = [];
  const weighed: WeighedEdit[] = [];
  const version = async (bounds: Bounds): Promise<void> => {
    versions.push(withEdits(draft, await done(chosenEdits(draft, weighed, score, bounds))));
    task.onVersion(versions.length);
  };
  const known = new Set<string>();
  const add = async (proposals: readonly Edit[]): Promise<ServiceResult<null>> => {
    const fresh = proposals.filter((edit) => !known.has(keyOf(edit)));
    for (const edit of fresh) known.add(keyOf(edit));
    const edits = await done(promising(draft, fresh, score, MOST_WEIGHED));
    if (edits.length === 0) return { kind: "ok", value: null };
    const weights = await stylist.weigh({ draft, references, edits, ...(signal && { signal }) });
    if (weights.kind === "failed") return weights;
    weighed.push(
      ...edits.map((edit, i) => ({ ...edit, weight: weights.value[i]! - (edit.doubt ?? 0) })),
    );
    return { kind: "ok", value: null };
  };
  const first = await add(knownProposals(draft));
  if (first.kind === "failed") return first;
  for (const bounds of WITHOUT_ANSWER.slice(0, candidates)) await version(bounds);
  const missing = candidates - versions.length;
  if (missing === 0) return { kind: "ok", value: versions };
  const options = { draft, references, candidates: missing, seed, ...(signal && { signal }) };
  const answers = await stylist.restyle(options);
  signal?.throwIfAborted();
  if (answers.kind === "failed" && weighed.length === 0) return answers;
  for (const answer of answers.kind === "ok" ? answers.value : []) {
    const added = await add(answerProposals(draft, bareAnswer(answer)));
    if (added.kind === "failed") break;
    await version(bold);
  }
  return { kind: "ok", value: versions };
}
