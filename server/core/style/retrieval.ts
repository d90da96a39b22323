import { decodeIntegers } from "./bytes";
import { counterOf } from "./features";
import type { PreparedProfile } from "./prepared";
import type { AuthorPassage } from "./types";
import { dot, vectorOf } from "./vectors";

/** The author's passages by likeness and by habit. Needs texts: without them it finds nothing. */
export class PassageIndex {
  constructor(private readonly prepared: PreparedProfile) {}

  /**
   * Nearest in form (letter sequences, shapes) and topic (words): the mean cosine of the views, less a little for a very
   * different length. At most two passages of one note.
   */
  nearest(plain: string, k: number, leaves: ReadonlySet<number>): readonly AuthorPassage[] {
    const { profile, background } = this.prepared;
    if (profile.texts === undefined || k <= 0) return [];
    const query = new Float32Array(background.features);
    const { features, values } = vectorOf(counterOf(background).count(plain), background);
    features.forEach((feature, i) => (query[feature] = values[i]!));
    const length = plain.length;
    const ranked = profile.rates.notes.flatMap((_, note) =>
      leaves.has(note)
        ? []
        : this.prepared.vectorsOf(note).map((vector, passage) => {
            const size = profile.texts![note]![passage]!.length;
            const unlike = Math.abs(Math.log((size + 1) / (length + 1)));
            const near = dot(vector, query) / background.blocks.length;
            return { note, passage, near: near - 0.02 * Math.min(unlike, 3) };
          }),
    );
    ranked.sort((a, b) => b.near - a.near || a.note - b.note || a.passage - b.passage);
    const taken = new Map<number, number>();
    const best: AuthorPassage[] = [];
    for (const { note, passage } of ranked) {
      if (best.length === k) break;
      const times = taken.get(note) ?? 0;
      if (times >= 2) continue;
      taken.set(note, times + 1);
      best.push(this.passage(note, passage));
    }
    return best;
  }

  /** Passages that show a habit, one a note, shortest first: a short example is read at a glance. */
  examples(habit: string, k: number, leaves: ReadonlySet<number>): readonly AuthorPassage[] {
    const { rates, texts } = this.prepared.profile;
    const wanted = rates.habits.indexOf(habit);
    if (texts === undefined || wanted < 0) return [];
    return rates.notes
      .flatMap((note, i) => {
        if (leaves.has(i) || !this.prepared.habitsOf(i).has(habit)) return [];
        const showing = note.passages
          .map((passage, j) => ({ passage, j }))
          .filter(({ passage }) => decodeIntegers(passage.habits).includes(wanted));
        showing.sort((a, b) => a.passage.words - b.passage.words || a.j - b.j);
        return showing.slice(0, 1).map(({ passage, j }) => ({ words: passage.words, i, j }));
      })
      .sort((a, b) => a.words - b.words || a.i - b.i)
      .slice(0, k)
      .map(({ i, j }) => this.passage(i, j));
  }

  private passage(note: number, passage: number): AuthorPassage {
    const { rates, texts } = this.prepared.profile;
    const rated = rates.notes[note]!;
    const { startLine, endLine, words } = rated.passages[passage]!;
    return {
      id: `${rated.note}#${startLine}`,
      note: rated.note,
      location: rated.location,
      startLine,
      endLine,
      text: texts![note]![passage]!,
      words,
    };
  }
}
