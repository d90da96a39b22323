import { areaUnderCurve, recallAt } from "../style/evaluation";
import type { AuthorFold } from "./folds";
import { intrudersFound, type IntruderSet, type IntrudersFound } from "./intruders";
import { lowestQuarter, TopicSpace } from "./topics";

const FALSE_ALARMS = 0.05;
/** Own and foreign passages; with fewer a rate says nothing. */
const FEWEST_TESTS = 5;

/** What one way of scoring says of the tests of one author. Higher = more like the author. */
export interface Scored {
  readonly author: string;
  readonly group: string;
  /** Posts learned from; 0 = half of the author's. */
  readonly posts: number;
  /** Of a test passage. */
  readonly words: number;
  /** Of the author's own test passages, in the fold's order. */
  readonly own: readonly number[];
  /** Of the test passages of all other authors of the group. */
  readonly foreign: readonly number[];
  readonly intruders: readonly IntruderSet<number>[];
}

/** One author's figures. */
export interface Row {
  readonly author: string;
  readonly group: string;
  readonly posts: number;
  readonly words: number;
  readonly tests: number;
  readonly auc: number;
  /** Share of foreign passages found at 5 % false alarms. */
  readonly recall: number;
  /** AUC with the own passages of that quarter of unseen posts that is least like the profile's posts in topic. */
  readonly aucOffTopic: number | null;
  /** Null for lengths that are not tested so, and where no note is long enough. */
  readonly intruder: IntrudersFound | null;
}

/** Undefined where there are too few tests. `offTopic`: positions of own tests in the least similar quarter. */
export function rowOf(scored: Scored, offTopic: ReadonlySet<number>): Row | undefined {
  const { author, group, posts, words, own, foreign, intruders } = scored;
  if (own.length < FEWEST_TESTS || foreign.length < FEWEST_TESTS) return undefined;
  const far = own.filter((_, i) => offTopic.has(i));
  return {
    ...{ author, group, posts, words },
    tests: own.length + foreign.length,
    auc: areaUnderCurve(own, foreign),
    recall: recallAt(FALSE_ALARMS, own, foreign),
    aucOffTopic: far.length === 0 ? null : areaUnderCurve(far, foreign),
    intruder: intrudersFound(intruders) ?? null,
  };
}

/** Which tests of an author are off the profile's topics: asked once for each author, profile size and length. */
export class OffTopic {
  private readonly space: TopicSpace;
  private readonly known = new Map<string, ReadonlySet<number>>();

  /** `folds`: all authors of a topic group, whose posts say which words are common. */
  constructor(folds: readonly AuthorFold[]) {
    const posts = folds.flatMap(({ learned, unseen }) => [...learned, ...unseen]);
    this.space = new TopicSpace(posts.map(textOf));
  }

  /** Positions in the author's tests of length `l`; the quarter is taken of the posts that have such a test. */
  of(fold: AuthorFold, size: number, l: number): ReadonlySet<number> {
    const key = `${fold.name}/${size}/${l}`;
    let far = this.known.get(key);
    if (far === undefined) this.known.set(key, (far = this.find(fold, size, l)));
    return far;
  }

  private find({ learned, unseen, tests }: AuthorFold, size: number, l: number) {
    const here = tests[l]!;
    const posts = [...new Set(here.map(({ post }) => post))];
    const profile = learned.slice(0, size).map(textOf);
    const alike = this.space.similarities(
      posts.map((post) => textOf(unseen[post]!)),
      profile,
    );
    const far = new Set([...lowestQuarter(alike)].map((i) => posts[i]!));
    return new Set(here.flatMap(({ post }, i) => (far.has(post) ? [i] : [])));
  }
}

const textOf = (note: readonly string[]): string => note.join("\n\n");
