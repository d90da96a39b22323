import { finish } from "../steps";
import type { Background } from "./background";
import { logitOf, probabilityOf, signalsOf, spreadOf, type OwnSpread } from "./calibration";
import { along, type Discriminant } from "./discriminant";
import { counterOf } from "./features";
import { PhraseIndex } from "./phrases";
import { positionSteps } from "./positions";
import { discriminantWithout, PreparedProfile } from "./prepared";
import { profileId, tooSmall, type Profile } from "./profile";
import { PassageIndex } from "./retrieval";
import { LearnedNotes, type JudgedNote } from "./sameNote";
import type { AuthorPassage, Judgement, StyleScore, StyleView } from "./types";
import { vectorOf } from "./vectors";

/** Words; a shorter text is not scored. */
export const SHORTEST_SCORED = 20;
/** Views kept of one profile; each holds some 120 kB once it has scored. */
const MOST_VIEWS = 32;

/**
 * Passages; where a note is left out of a bigger profile, the others' positions are taken as learned: one note moves them
 * little there, and measuring anew would take long.
 */
const MOST_MEASURED_ANEW = 200;

/** The author of a profile, without what was learned of the note under judgement. Views are remembered. */
export function viewOf(
  profile: Profile,
  background: Background,
  without: JudgedNote = {},
): StyleView {
  return viewsOf(profile, background).get(without);
}

const known = new WeakMap<Profile, ProfileViews>();

function viewsOf(profile: Profile, background: Background): ProfileViews {
  let views = known.get(profile);
  if (views?.background !== background) {
    known.set(profile, (views = new ProfileViews(profile, background)));
  }
  return views;
}

class ProfileViews {
  private readonly id: string;
  private readonly prepared: PreparedProfile;
  private readonly passages: PassageIndex;
  private readonly phrases: PhraseIndex;
  private readonly notes: LearnedNotes;
  private readonly views = new Map<string, NoteView>();

  constructor(
    profile: Profile,
    readonly background: Background,
  ) {
    this.notes = new LearnedNotes(profile.rates.notes);
    this.id = profileId(profile);
    this.prepared = new PreparedProfile(profile, background);
    this.passages = new PassageIndex(this.prepared);
    this.phrases = new PhraseIndex(profile.texts);
  }

  get(without: JudgedNote): StyleView {
    const left = this.notes.find(without);
    const key = left.join();
    let view = this.views.get(key);
    this.views.delete(key);
    view ??= new NoteView(
      `${this.id}/${key}`,
      this.prepared,
      this.passages,
      this.phrases,
      new Set(left),
    );
    this.views.set(key, view);
    const oldest = this.views.keys().next();
    if (this.views.size > MOST_VIEWS && oldest.done !== true) this.views.delete(oldest.value);
    return view;
  }
}

class NoteView implements StyleView {
  readonly author: string;
  readonly language: string;
  readonly words: number;
  readonly notes: number;
  readonly silentBecause?: string;
  private readonly subtracted: readonly ReadonlyMap<string, number>[];
  private scorer: Judgement<Scorer> | undefined;

  constructor(
    readonly id: string,
    private readonly prepared: PreparedProfile,
    private readonly passages: PassageIndex,
    private readonly phrases: PhraseIndex,
    private readonly left: ReadonlySet<number>,
  ) {
    const { author, language, rates } = prepared.profile;
    this.author = author;
    this.language = language;
    const leftWords = [...left].reduce((sum, note) => sum + rates.notes[note]!.words, 0);
    this.words = prepared.words - leftWords;
    this.notes = rates.notes.length - left.size;
    this.subtracted = [...left].map((note) => prepared.habitsOf(note));
    const why = tooSmall(author, this.words);
    if (why !== undefined) this.silentBecause = why;
  }

  count(habit: string): number {
    const total = this.prepared.habits.get(habit)?.count ?? 0;
    return this.subtracted.reduce((rest, counts) => rest - (counts.get(habit) ?? 0), total);
  }

  notesWith(habit: string): number {
    const total = this.prepared.habits.get(habit)?.notes ?? 0;
    return this.subtracted.reduce((rest, counts) => rest - (counts.has(habit) ? 1 : 0), total);
  }

  options(choice: string): readonly string[] {
    return this.prepared
      .optionsOf(choice)
      .map((option) => ({ option, count: this.count(`${choice}/${option}`) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.option < b.option ? -1 : 1))
      .map(({ option }) => option);
  }

  score(plain: string): Judgement<StyleScore> {
    this.scorer ??= this.makeScorer();
    if (this.scorer.kind === "silent") return this.scorer;
    const words = countWords(plain);
    if (words < SHORTEST_SCORED) {
      return silent(`${words} words are too few to tell an author by; ${SHORTEST_SCORED} will do.`);
    }
    const { discriminant, own } = this.scorer.value;
    const { background } = this.prepared;
    const vector = vectorOf(counterOf(background).count(plain), background);
    const signals = signalsOf(along(vector, discriminant), words, own);
    const logit = logitOf(signals, background.calibration);
    return { kind: "judged", value: { probability: probabilityOf(logit), logit } };
  }

  nearest(plain: string, k: number): readonly AuthorPassage[] {
    return this.passages.nearest(plain, k, this.left);
  }

  examples(habit: string, k: number): readonly AuthorPassage[] {
    return this.passages.examples(habit, k, this.left);
  }

  hasWritten(phrase: string): boolean {
    return this.phrases.has(phrase, this.left);
  }

  private makeScorer(): Judgement<Scorer> {
    if (this.silentBecause !== undefined) return silent(this.silentBecause);
    const { prepared, left } = this;
    const { profile, background } = prepared;
    if (profile.background !== background.id) {
      return silent(`The profile was learned by another version of Penprint: learn it again.`);
    }
    if (profile.language !== background.language) {
      return silent(`Whole passages are judged in "${background.language}" alone so far.`);
    }
    const discriminant =
      left.size === 0
        ? prepared.discriminant
        : discriminantWithout(prepared.units, background, (note) => left.has(note));
    if (discriminant === undefined) return silent("No passage is left to compare with.");
    const passages = profile.rates.notes.flatMap((note, i) => (left.has(i) ? [] : note.passages));
    const own =
      left.size > 0 && passages.length <= MOST_MEASURED_ANEW
        ? finish(positionSteps(prepared.numbers, prepared.units, background, left)).own
        : spreadOf(
            passages.map((passage) => passage.position),
            passages.map((passage) => passage.words),
          );
    return { kind: "judged", value: { discriminant, own } };
  }
}

interface Scorer {
  readonly discriminant: Discriminant;
  readonly own: OwnSpread;
}

const silent = (why: string): { readonly kind: "silent"; readonly why: string } => ({
  kind: "silent",
  why,
});

export function countWords(plain: string): number {
  return plain.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
