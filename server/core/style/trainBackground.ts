import {
  decodeBackground,
  encodeBackground,
  type Background,
  type BackgroundHeader,
  type Calibration,
} from "./background";
import { fitCalibration, signalsOf, type Example } from "./calibration";
import { along } from "./discriminant";
import type { FeatureCounts } from "./featureCounts";
import { counterOf, eachTerm, FeatureCounter, withoutQuotations } from "./features";
import { learnPositions, type LearnedNote } from "./positions";
import { discriminantWithout, unitsOf } from "./prepared";
import { principalOf } from "./principal";
import { shuffled } from "./random";
import type { HabitCounts } from "./types";
import { vectorOf } from "./vectors";
import { countWords } from "./view";

/** One of the people that the background is learned from. */
export interface BackgroundAuthor {
  readonly name: string;
  /** Authors of one group write about the same things. */
  readonly group: string;
  /** Whether telling this group's authors apart says something about telling authors apart. */
  readonly calibrates: boolean;
  /** Folded passages by note. */
  readonly notes: readonly (readonly string[])[];
  /** Of all the notes. */
  readonly habits: HabitCounts;
}

const sizes = { letters: 8000, words: 1500, tags: 6000 };
const RANK = 128;
const RIDGE = 0.003;
/** Passages taken of one author: more would make the background theirs. */
const PASSAGES_EACH = 40;
const UNIT_WORDS = 150;
/** Passages that a term must occur in. */
const FEWEST_PASSAGES = 3;

/** The shipped file's bytes. Deterministic; numbers only. */
export function trainBackground(authors: readonly BackgroundAuthor[]): Uint8Array {
  const groups = [...new Set(authors.filter((a) => a.calibrates).map((a) => a.group))];
  const examples = groups.flatMap((group) => {
    const inside = authors.filter((author) => author.group === group);
    const outside = authors.filter((author) => author.group !== group);
    if (inside.length < 3 || outside.length < 3) return [];
    return examplesOf(inside, decodeBackground(describe(outside, { weights: [] })));
  });
  return describe(authors, examples.length > 0 ? fitCalibration(examples) : { weights: [0, 6] });
}

/** Vocabulary, weights and directions of other people's passages. */
function describe(authors: readonly BackgroundAuthor[], calibration: Calibration): Uint8Array {
  const passages = authors.flatMap(({ notes }, i) =>
    shuffled(
      notes.flatMap((note) => joinTo(note, UNIT_WORDS)),
      i + 1,
    ).slice(0, PASSAGES_EACH),
  );
  const texts = passages.map(withoutQuotations);
  const found = (["letters", "words", "tags"] as const).map((kind) => {
    const terms = mostCommon(texts, kind, sizes[kind]);
    // In an order of their own, so that the frequent ones are not told by their place.
    terms.sort(([a], [b]) => (a < b ? -1 : 1));
    return { kind, terms };
  });
  const blocks = found.map(({ kind, terms }) => ({ kind, terms: terms.map(([term]) => term) }));
  const weights = Float32Array.from(
    found.flatMap(({ terms }) =>
      terms.map(([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
    ),
  );
  const counter = new FeatureCounter({ blocks });
  const vectors = passages.map((text) => vectorOf(counter.count(text), { weights, blocks }));
  const mean = new Float32Array(weights.length);
  for (const { features, values } of vectors) {
    features.forEach((feature, i) => (mean[feature]! += values[i]! / vectors.length));
  }
  const { basis, variance, rank } = principalOf(vectors, mean, RANK);
  const scale = new Float32Array(rank).fill(1e-12);
  basis.forEach((value, i) => {
    scale[i % rank] = Math.max(scale[i % rank]!, Math.abs(value) / 127);
  });
  const steps = Int8Array.from(basis, (value, i) => Math.round(value / scale[i % rank]!));
  const header: BackgroundHeader = {
    version: 2,
    language: "en",
    blocks,
    rank,
    ridge: RIDGE,
    calibration,
    habits: usualHabits(authors.map((author) => author.habits)),
    passages: passages.length,
    authors: authors.length,
  };
  return encodeBackground(header, { weights, mean, variance, scale, basis: steps });
}

/** Every author counts as much: their counts as if each had written so many words. */
const WORDS_EACH = 10_000;
/** Habits rarer than that in all are nobody's usual. */
const FEWEST_TIMES = 5;

function usualHabits(authors: readonly HabitCounts[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of authors) {
    const share = WORDS_EACH / Math.max(1, counts["words"] ?? 0);
    for (const [habit, count] of Object.entries(counts)) {
      sums.set(habit, (sums.get(habit) ?? 0) + count * share);
    }
  }
  const rounded = [...sums].map(([habit, sum]) => [habit, Math.round(sum)] as const);
  const usual = rounded.filter(([, count]) => count >= FEWEST_TIMES);
  return Object.fromEntries(usual.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Terms by the number of passages they occur in. */
function mostCommon(
  texts: readonly string[],
  kind: BackgroundHeader["blocks"][number]["kind"],
  most: number,
): [string, number][] {
  const passages = new Map<string, number>();
  for (const text of texts) {
    const seen = new Set<string>();
    eachTerm(kind, text, (term) => seen.add(term));
    for (const term of seen) passages.set(term, (passages.get(term) ?? 0) + 1);
  }
  return [...passages]
    .filter(([, count]) => count >= Math.min(FEWEST_PASSAGES, texts.length))
    .sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1))
    .slice(0, most);
}

/** Neighbouring passages of a note joined until they reach that many words. */
export function joinTo(passages: readonly string[], words: number): string[] {
  const joined: string[] = [];
  let open: string[] = [];
  let size = 0;
  for (const passage of passages) {
    open.push(passage);
    size += countWords(passage);
    if (size < words) continue;
    joined.push(open.join("\n\n"));
    open = [];
    size = 0;
  }
  if (size >= 0.5 * words) joined.push(open.join("\n\n"));
  return joined;
}

const profileSizes = [12, 40, 200];
const testLengths = [60, 100, 200, 300];
const TESTS_EACH = 40;

/**
 * What a profile says about unseen passages of its own author and of others of the same group, the background being made
 * of the other groups: as hard as it is in use.
 */
function examplesOf(
  authors: readonly BackgroundAuthor[],
  background: Background,
): readonly Example[] {
  const counter = counterOf(background);
  const halves = authors.map(({ notes }, i) => {
    const mixed = shuffled(notes, 100 + i);
    const half = Math.ceil(mixed.length / 2);
    return { learned: mixed.slice(0, half), unseen: mixed.slice(half) };
  });
  const tests = halves.map(({ unseen }, i) =>
    testLengths.flatMap((length) =>
      shuffled(
        unseen.flatMap((note) => joinTo(note, length)),
        200 + i,
      )
        .slice(0, TESTS_EACH)
        .map((text) => ({
          vector: vectorOf(counter.count(text), background),
          words: countWords(text),
        })),
    ),
  );
  return halves.flatMap(({ learned }, author) =>
    profileSizes.flatMap((size, s) => {
      if (s > 0 && learned.length <= profileSizes[s - 1]!) return [];
      const notes: readonly LearnedNote[] = learned.slice(0, size).map((note) =>
        note.map((text): { counts: FeatureCounts; words: number } => ({
          counts: counter.count(text),
          words: countWords(text),
        })),
      );
      const { own } = learnPositions(notes, background);
      const units = unitsOf(notes, background);
      const discriminant = discriminantWithout(units, background, () => false);
      if (discriminant === undefined) return [];
      const made = tests.flatMap((texts, other) =>
        texts.map(({ vector, words }) => ({
          signals: signalsOf(along(vector, discriminant), words, own),
          own: other === author,
        })),
      );
      const ownCount = made.filter((example) => example.own).length;
      return made.map((example) => ({
        ...example,
        weight: 0.5 / (example.own ? ownCount : made.length - ownCount),
      }));
    }),
  );
}
