import type { Background } from "../style/background";
import { logitOf, probabilityOf, signalsOf } from "../style/calibration";
import { along } from "../style/discriminant";
import { counterOf } from "../style/features";
import { learnPositions } from "../style/positions";
import { discriminantWithout, unitsOf } from "../style/prepared";
import { vectorOf, type SparseVector } from "../style/vectors";
import { countWords } from "../style/view";
import { lengths, profileSizes, type AuthorFold } from "./folds";
import type { Scored } from "./measures";

interface Test {
  readonly vector: SparseVector;
  readonly words: number;
}

/** The product's probabilities for the tests of a topic group, author by author; the background knows other groups only. */
export function* scoresOf(
  folds: readonly AuthorFold[],
  background: Background,
): Generator<Scored, void> {
  const counter = counterOf(background);
  const known = new Map<string, Test>();
  const testOf = (text: string): Test => {
    let test = known.get(text);
    if (test === undefined) {
      test = { vector: vectorOf(counter.count(text), background), words: countWords(text) };
      known.set(text, test);
    }
    return test;
  };
  for (const fold of folds) {
    const learned = fold.learned.map((note) =>
      note.map((text) => ({ counts: counter.count(text), words: countWords(text) })),
    );
    for (const size of profileSizes) {
      if (size !== Infinity && learned.length < size) continue;
      const notes = learned.slice(0, size);
      const { own } = learnPositions(notes, background);
      const discriminant = discriminantWithout(unitsOf(notes, background), background, () => false);
      if (discriminant === undefined) continue;
      const score = (text: string): number => {
        const { vector, words } = testOf(text);
        const signals = signalsOf(along(vector, discriminant), words, own);
        return probabilityOf(logitOf(signals, background.calibration));
      };
      yield* lengths.map((words, l): Scored => ({
        author: fold.name,
        group: fold.group,
        posts: size === Infinity ? 0 : size,
        words,
        own: fold.tests[l]!.map(({ text }) => score(text)),
        foreign: folds.flatMap((other) =>
          other === fold ? [] : other.tests[l]!.map(({ text }) => score(text)),
        ),
        intruders:
          l > 0
            ? []
            : fold.intruders.map((set) => ({
                own: set.own.map(score),
                intruder: score(set.intruder),
                control: score(set.control),
              })),
      }));
    }
  }
}
