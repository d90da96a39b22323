import { bareAnswer, isChatter } from "../core/rewrite/answer";
import { CHUNK_WORDS, chunksOf, draftOfPlain, plainOf } from "../core/rewrite/draft";
import { REFERENCES } from "../core/rewrite/prompt";
import { maskDraft } from "../core/rewrite/slots";
import type { BenchOutput } from "../core/notebench/types";
import type { SourceSet } from "../core/faithfulness/types";
import type { StyleView } from "../core/style/types";
import { restylePassage } from "./restylePassage";
import type { ServiceResult, Stylist, StylistRequest } from "./ports";
import { WatchedStylist } from "./watchedStylist";

export const systemNames = [
  "copy",
  "rules",
  "base",
  "vanilla",
  "sft",
  "filtered",
  "full",
  "extractive",
] as const;
export type SystemName = (typeof systemNames)[number];

export interface BenchTask {
  /** The draft of a pair, or of a section of an article. */
  readonly neutral: string;
  /** The author without the post that the draft is of. */
  readonly style: StyleView;
  /** Absent for the systems that need no model. */
  readonly stylist?: Stylist | undefined;
  readonly candidates: number;
  readonly seed: number;
  readonly sources?: SourceSet | undefined;
  readonly signal: AbortSignal;
}

export interface BenchAnswer extends Omit<BenchOutput, "seconds"> {
  /** The first answer of a model with an adapter, unchecked; absent where there is none to compare. */
  readonly raw?: Pick<BenchOutput, "text" | "refused"> | undefined;
}

/** Thrown when a model stops answering: what it did not answer must not count as its answer. */
export class ModelFailed extends Error {}

const failedBecause = ({ why, userAction }: { why: string; userAction: string }): ModelFailed =>
  new ModelFailed(`${why} ${userAction}`);

/** The draft as it stands: what every other system is held against. */
export const copied = (text: string): BenchAnswer => ({
  ...{ text, accepted: null, origin: "draft", refused: false },
});

/** What a system makes of one draft. */
export async function answerOf(
  system: Exclude<SystemName, "copy" | "extractive">,
  task: BenchTask,
): Promise<BenchAnswer> {
  if (system === "base") return { ...(await firstAnswer(task)), accepted: null, origin: "raw" };
  const first = task.stylist === undefined ? undefined : new FirstAnswers(task.stylist);
  const passage = await restylePassage({ ...task, stylist: first, typography: "draft" });
  if (first?.failure !== undefined) throw failedBecause(first.failure);
  const { text, accepted, origin } = passage;
  const refused = text.trim() === "";
  const raw =
    first === undefined || system === "full"
      ? undefined
      : first.weigh === undefined
        ? rawOf(task, first.answers)
        : await firstAnswer(task);
  return { text, accepted, origin, refused, ...(raw === undefined ? {} : { raw }) };
}

/** The embedded model as it is: asked like a stylist, nothing masked, its likeliest answer taken unchecked. */
async function firstAnswer(task: BenchTask): Promise<Pick<BenchOutput, "text" | "refused">> {
  const { neutral, style, stylist, seed, signal } = task;
  const draft = draftOfPlain(neutral, style.language);
  if (draft === undefined || stylist === undefined) return { text: neutral, refused: true };
  const texts: string[] = [];
  for (const chunk of chunksOf(draft, CHUNK_WORDS)) {
    const answers = await stylist.restyle({
      draft: maskDraft(chunk.units, []).text,
      references: style.nearest(plainOf(chunk), REFERENCES),
      ...{ candidates: 1, seed, signal },
    });
    signal.throwIfAborted();
    if (answers.kind === "failed") throw failedBecause(answers);
    texts.push(bareAnswer(answers.value[0] ?? ""));
  }
  return judged(texts, neutral);
}

/** What was masked is put back wherever its mark still stands; the rest is as the model left it. */
function rawOf(
  { neutral, style }: BenchTask,
  answers: readonly string[],
): Pick<BenchOutput, "text" | "refused"> {
  const draft = draftOfPlain(neutral, style.language);
  const chunks = draft === undefined ? [] : chunksOf(draft, CHUNK_WORDS);
  const texts = chunks.map((chunk, i) => {
    let text = bareAnswer(answers[i] ?? "");
    for (const [mark, slot] of maskDraft(chunk.units).slots) {
      text = text.replaceAll(mark, () => slot.text);
    }
    return text;
  });
  return judged(texts, neutral);
}

const judged = (texts: readonly string[], neutral: string) => ({
  text: texts.join("\n\n"),
  refused: texts.some((text) => text.trim() === "" || isChatter(text, neutral)),
});

/** Keeps the first answer to every request that passes through. */
class FirstAnswers extends WatchedStylist {
  readonly answers: string[] = [];

  override async restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>> {
    const answers = await super.restyle(request);
    if (answers.kind === "ok") this.answers.push(answers.value[0] ?? "");
    return answers;
  }
}
