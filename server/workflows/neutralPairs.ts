import type { Omission, RawPair } from "../core/learning/pairs";
import { wordsKey } from "../core/learning/nearDuplicates";
import { scrub } from "../core/learning/scrub";
import { analysePlain } from "../core/note/analysePlain";
import { rougeL } from "../core/notebench/rouge";
import { maskDraft, unmask } from "../core/rewrite/slots";
import type { Neutraliser, Progress } from "./ports";

export interface OwnPassage {
  readonly note: string;
  /** Plain prose, paragraphs apart by a blank line. */
  readonly text: string;
}

/** What planners made of passages in earlier builds: none is asked for twice. */
export interface KnownNeutrals {
  get(text: string): string | undefined;
  /** Resolves once it is kept. */
  add(text: string, neutral: string): Promise<void>;
}

export interface NeutralTask {
  readonly neutraliser?: Neutraliser | undefined;
  readonly neutrals: KnownNeutrals;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

interface NeutralPairs {
  readonly pairs: readonly RawPair[];
  readonly leftOut: readonly Omission[];
  readonly notes: readonly string[];
}

/** Words; shorter passages have no voice to take off. */
const SHORTEST = 40;
/** ROUGE-L: a draft so like the text teaches to copy it. */
const TOO_ALIKE = 0.9;
/** Failures in a row after which the planner is left alone. */
const GIVE_UP_AFTER = 3;

/** The author's passages, each with the draft that a planner makes of it: the same way as before a rewrite. */
export async function neutralPairs(
  passages: readonly OwnPassage[],
  task: NeutralTask,
): Promise<NeutralPairs> {
  const pairs: RawPair[] = [];
  const leftOut: Omission[] = [];
  const notes = new Set<string>();
  let failures = 0;
  for (const [i, { note, text: own }] of passages.entries()) {
    task.signal.throwIfAborted();
    task.progress(i, passages.length, "passages");
    const { text } = scrub(own);
    if (wordsKey(text).split(" ").length < SHORTEST) {
      leftOut.push({ note, why: `a passage of fewer than ${SHORTEST} words` });
      continue;
    }
    const answer =
      failures < GIVE_UP_AFTER
        ? await neutralOf(text, task)
        : { why: "the planner does not answer" };
    if ("problem" in answer) {
      failures = answer.final ? GIVE_UP_AFTER : failures + 1;
      notes.add(answer.problem);
    } else if (!("why" in answer)) failures = 0;
    const why =
      "why" in answer
        ? answer.why
        : rougeL(answer.neutral, text) > TOO_ALIKE
          ? "the planner gave it back nearly as it was"
          : undefined;
    if (why !== undefined) leftOut.push({ note, why });
    else if ("neutral" in answer)
      pairs.push({ source: "note", note, neutral: answer.neutral, text });
  }
  return { pairs, leftOut, notes: [...notes] };
}

type NeutralAnswer =
  | { readonly neutral: string }
  | { readonly why: string }
  /** `final`: only the user can mend it. */
  | { readonly why: string; readonly problem: string; readonly final: boolean };

async function neutralOf(
  text: string,
  { neutraliser, neutrals, signal }: NeutralTask,
): Promise<NeutralAnswer> {
  const known = neutrals.get(text);
  if (known !== undefined) return { neutral: known };
  if (neutraliser === undefined) {
    return { why: "no planner is configured that could take the author's voice off it" };
  }
  const masked = maskDraft(analysePlain(text));
  const answer = await neutraliser.neutralise(masked.text, { signal });
  signal.throwIfAborted();
  if (answer.kind === "failed") {
    return {
      why: "the planner does not answer",
      problem: `${neutraliser.name}: ${answer.why} ${answer.userAction}`,
      final: answer.misconfigured === true,
    };
  }
  const whole = unmask(answer.value.trim(), masked);
  if (whole.kind === "broken") return { why: "the planner lost a number, a name or an address" };
  if (paragraphsIn(whole.text) !== paragraphsIn(text)) {
    return { why: "the planner did not keep its paragraphs" };
  }
  await neutrals.add(text, whole.text);
  return { neutral: whole.text };
}

const paragraphsIn = (text: string): number => text.trim().split(/\n[ \t]*\n/).length;
