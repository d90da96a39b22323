import type { BenchItem } from "../../core/notebench/types";
import { BadItems, readPairs } from "../../storage/benchItems";
import { badInput } from "../context";
import type { JudgeAuthor } from "../../core/notebench/judge";
import { plainDraft } from "../../core/loop/plainDraft";
import { CLOSE, wordDistance } from "../../core/loop/simulatedAuthor";
import { shuffled } from "../../core/style/random";
import { wordsIn } from "../../core/text/words";

/** A text of the author and a draft of the same without their voice. */
export interface LoopPassage {
  readonly id: string;
  readonly post: string;
  readonly neutral: string;
  readonly own: string;
}

/** Words of a passage: what is rewritten at once, and no less than says something about style. */
const SHORTEST = 60;
const LONGEST = 130;
/** Passages taken of one post: a round is about several. */
const POST_SHARE = 3;

/** Every post's passages with drafts made by rules, posts in an order of chance. */
export function passagesOf({ posts }: JudgeAuthor, seed: number): readonly LoopPassage[] {
  return shuffled(posts, seed).flatMap(({ post, passages }) =>
    passages
      .flatMap((own, i): readonly LoopPassage[] => {
        const words = wordsIn(own);
        const neutral = plainDraft(own);
        // With a draft that is close already nothing could be learned.
        const isTask = words >= SHORTEST && words <= LONGEST && wordDistance(neutral, own) > CLOSE;
        return isTask ? [{ id: `${post}#${i}`, post, neutral, own }] : [];
      })
      .slice(0, POST_SHARE),
  );
}

/** The author's drafts that a planner has made, posts in an order of chance. */
export function recordedPassages(
  items: readonly BenchItem[],
  seed: number,
): readonly LoopPassage[] {
  const posts = [...new Set(items.map(({ post }) => post))];
  return shuffled(posts, seed).flatMap((post) =>
    items
      .filter((item) => item.post === post)
      .map(({ id, parts, authorText }) => ({
        ...{ id, post },
        ...{ neutral: parts.join("\n\n"), own: authorText },
      })),
  );
}

/** The drafts of `file`. */
export function readRecorded(file: string): readonly BenchItem[] {
  try {
    return readPairs(file);
  } catch (error) {
    if (error instanceof BadItems) throw badInput(error.message);
    throw error;
  }
}

export interface LoopTask {
  /** The gate's passages, of posts of their own. */
  readonly held: readonly LoopPassage[];
  readonly rounds: readonly (readonly LoopPassage[])[];
}

/** `held` passages for the gate, and rounds of as many decisions of the other posts; as many rounds as there are texts for. */
export function dealt(
  passages: readonly LoopPassage[],
  { held, rounds, decisions }: { held: number; rounds: number; decisions: number },
): LoopTask {
  const posts = new Set<string>();
  const gate = passages.slice(0, held);
  for (const { post } of gate) posts.add(post);
  const others = passages.filter(({ post }) => !posts.has(post));
  const full = Math.min(rounds, Math.floor(others.length / decisions));
  return {
    held: gate,
    rounds: Array.from({ length: full }, (_, i) =>
      others.slice(i * decisions, (i + 1) * decisions),
    ),
  };
}
