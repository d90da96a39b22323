import { shuffled } from "../style/random";
import { joinTo, type BackgroundAuthor } from "../style/trainBackground";
import { drawIntruders, type IntruderSet } from "./intruders";

/** Words of a test passage, at least. */
export const lengths = [100, 300] as const;
/** Posts that a profile is learned from; Infinity = all of the half. */
export const profileSizes = [5, 10, 20, Infinity] as const;
/** No author's tests outweigh the others'. */
const TESTS_EACH = 60;
const TESTS_A_POST = 3;

export interface TestPassage {
  readonly text: string;
  /** Position in `unseen`. */
  readonly post: number;
}

/** What is learned of an author and what is not. */
export interface AuthorFold {
  readonly name: string;
  readonly group: string;
  /** Half of the posts, in the order in which profiles take them; each as folded passages. */
  readonly learned: readonly (readonly string[])[];
  /** The other half. */
  readonly unseen: readonly (readonly string[])[];
  /** Passages of the other half, for each of `lengths`. */
  readonly tests: readonly (readonly TestPassage[])[];
  /** Of passages of the shortest length. */
  readonly intruders: readonly IntruderSet[];
}

/** Authors of one topic group, each with half of the posts learned; which, `seed` says. */
export function foldsOf(authors: readonly BackgroundAuthor[], seed: number): readonly AuthorFold[] {
  const split = authors.map(({ notes }, i) => {
    const mixed = shuffled(notes, seed * 1000 + i);
    const half = Math.ceil(mixed.length / 2);
    return { learned: mixed.slice(0, half), unseen: mixed.slice(half) };
  });
  const short = split.map(({ unseen }) => unseen.map((note) => joinTo(note, lengths[0])));
  return split.map(({ learned, unseen }, i) => ({
    name: authors[i]!.name,
    group: authors[i]!.group,
    learned,
    unseen,
    tests: lengths.map((length) =>
      shuffled(
        unseen.flatMap((note, post) =>
          joinTo(note, length)
            .slice(0, TESTS_A_POST)
            .map((text) => ({ text, post })),
        ),
        seed * 1000 + 500 + i,
      ).slice(0, TESTS_EACH),
    ),
    intruders: drawIntruders(short, i, seed * 1000 + 700 + i),
  }));
}
