import { habitPhrase, summariseHabits } from "../core/habits/describeHabit";
import type { Note } from "../core/note/types";
import type { Background } from "../core/style/background";
import { wordsOf, type Profile } from "../core/style/profile";
import { paragraphsOf } from "../core/style/sameNote";
import type { StyleView } from "../core/style/types";
import { viewOf } from "../core/style/view";
import type { Settings } from "../protocol/settings";
import type { NoteAuthor, NotePlace } from "./checkNote";
import {
  afterChoosing,
  afterDeleting,
  afterLearning,
  chosenAuthor,
  isBelow,
} from "./folderAuthors";
import type { Logger, Progress } from "./ports";
import { t, worded } from "./worded";

export interface ListedProfile {
  readonly author: string;
  readonly file: string;
  readonly words: number;
}

export type Outcome =
  { readonly kind: "done" } | { readonly kind: "refused"; readonly why: string };

export type ProfileRead =
  | { readonly kind: "read"; readonly profile: Profile }
  | { readonly kind: "absent" }
  | { readonly kind: "refused"; readonly why: string };

/** Where profiles are kept, one file an author. */
export interface ProfileShelf {
  fileOf(author: string): string;
  list(): Promise<readonly ListedProfile[]>;
  read(file: string): Promise<ProfileRead>;
  export(author: string, file: string): Promise<Outcome>;
  import(author: string, file: string): Promise<Outcome>;
  delete(author: string): Promise<Outcome>;
}

/** What the user chose, kept between sessions. */
export interface Choices {
  /** The author of every folder that has none of its own; empty = none chosen. */
  readonly author: string;
  /** Author by absolute folder path. */
  readonly folders: Readonly<Record<string, string>>;
  /** Patterns by author that *This is how I write* stopped. */
  readonly stopped: Readonly<Record<string, readonly string[]>>;
}
export interface ChoiceStore {
  read(): Promise<Choices>;
  update(change: (choices: Choices) => Choices): Promise<Outcome>;
}

export interface LearnTask {
  readonly author: string;
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** Where the profile goes, and the one it is learned on from. */
  readonly file: string;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}
export interface Learned {
  readonly profile: Profile;
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  readonly habits: readonly string[];
  readonly warning: string;
}
export type LearnResult =
  | ({ readonly kind: "learned" } & Learned)
  | { readonly kind: "refused"; readonly why: string; readonly userAction: string };

export interface AuthorParts {
  /** A profile that is neither learned nor written here; everything is judged against it. */
  readonly fixedProfile?: string;
  readonly shelf: ProfileShelf;
  readonly choices: ChoiceStore;
  readonly logger: Logger;
  background(): Promise<Background>;
  learn(task: LearnTask): Promise<LearnResult>;
  settings(path?: string): Settings;
  /** Absolute paths of the folders that are open. */
  workspaceFolders(): readonly string[];
}

interface Loaded {
  readonly file: string;
  readonly read: Promise<ProfileRead>;
}

/** The authors of this machine: which one a note is judged against, and what the user does with them. */
export class AuthorProfiles {
  private readonly loaded = new Map<string, Loaded>();

  constructor(private readonly parts: AuthorParts) {}

  /** The files that hold what is in use. */
  files(): readonly string[] {
    return [...this.loaded.values()].map(({ file }) => file);
  }

  /** After the files changed behind our back. */
  forget(files: readonly string[]): void {
    for (const [key, { file }] of this.loaded) if (files.includes(file)) this.loaded.delete(key);
  }

  /** The author of a note, without that note and its copies. */
  async authorOf(place: NotePlace | undefined, { prose }: Note): Promise<NoteAuthor> {
    const found = await this.profileFor(place?.path);
    if (found === undefined) return { stopped: new Set() };
    const paragraphs = paragraphsOf(prose);
    const without = { paragraphs, ...(place && { place: place.path }) };
    const view = viewOf(found.profile, await this.parts.background(), without);
    return { view, stopped: await this.stoppedOf(found.profile.author) };
  }

  /** The profile that a path is judged against, whole. */
  async profileFor(
    path?: string,
  ): Promise<{ readonly profile: Profile; readonly file: string } | undefined> {
    const file = await this.fileFor(path);
    if (file === undefined) return undefined;
    const read = await this.load(file);
    return read.kind === "read" ? { profile: read.profile, file } : undefined;
  }

  /** What the profile of a path says, for the user; `why` when its file cannot be used. */
  async problemWith(path?: string): Promise<string | undefined> {
    const file = await this.fileFor(path);
    if (file === undefined) return undefined;
    const read = await this.load(file);
    return read.kind === "refused" ? `${file} ${read.why}` : undefined;
  }

  async learn(task: Omit<LearnTask, "file" | "settings">): Promise<LearnResult> {
    if (this.parts.fixedProfile !== undefined) {
      return {
        kind: "refused",
        why: t("This server judges against {0} and does not learn.", this.parts.fixedProfile),
        userAction: t("Start it without --profile, or use `penprint learn`."),
      };
    }
    const { shelf, choices } = this.parts;
    const settings = this.parts.settings(task.folders[0]);
    const file = shelf.fileOf(task.author);
    const result = await this.parts.learn({ ...task, file, settings });
    if (result.kind === "refused") return result;
    this.loaded.set(file, {
      file,
      read: Promise.resolve({ kind: "read", profile: result.profile }),
    });
    const open = this.parts.workspaceFolders();
    await choices.update((before) => afterLearning(before, task.author, task.folders, open));
    return result;
  }

  /** Learns on when `path` belongs to what its author was learned from; answers whether it did. */
  async relearnAfterSave(path: string, signal: AbortSignal): Promise<boolean> {
    const settings = this.parts.settings(path);
    if (this.parts.fixedProfile !== undefined || !settings.learn.onSave) return false;
    const found = await this.profileFor(path);
    if (found === undefined) return false;
    const { author, folders } = found.profile;
    if (!folders.some((folder) => isBelow(path, folder))) return false;
    const progress = (): void => undefined;
    const { file } = found;
    const result = await this.parts.learn({ author, folders, file, settings, signal, progress });
    if (result.kind === "refused") {
      this.parts.logger.warn(`The profile was not learned on: ${result.why}`);
      return false;
    }
    this.loaded.set(file, {
      file,
      read: Promise.resolve({ kind: "read", profile: result.profile }),
    });
    return true;
  }

  list(): Promise<readonly ListedProfile[]> {
    return this.parts.shelf.list();
  }

  /** @param folder absent = the folders that are open and all that have no author of their own */
  async use(author: string, folder: string | undefined): Promise<Outcome> {
    const known = (await this.list()).some((profile) => profile.author === author);
    if (!known) return { kind: "refused", why: t("No profile of {0} is on this machine.", author) };
    const open = this.parts.workspaceFolders();
    return this.parts.choices.update((before) =>
      folder === undefined
        ? afterChoosing({ ...before, author }, author, open)
        : afterChoosing(before, author, [folder]),
    );
  }

  async transfer(
    action: "export" | "import" | "delete",
    author: string,
    file: string | undefined,
  ): Promise<Outcome> {
    const { shelf, choices } = this.parts;
    if (action === "delete") {
      const outcome = await shelf.delete(author);
      this.loaded.delete(shelf.fileOf(author));
      if (outcome.kind === "refused") return outcome;
      return choices.update((before) => afterDeleting(before, author));
    }
    if (file === undefined) return { kind: "refused", why: t("No file was named.") };
    if (action === "export") return shelf.export(author, file);
    const outcome = await shelf.import(author, file);
    // Whose profile it is may stand in the file alone.
    this.loaded.clear();
    return outcome;
  }

  /** *This is how I write*, or its undoing. */
  async stop(pattern: string, stopped: boolean, path?: string): Promise<Outcome> {
    const found = await this.profileFor(path);
    if (found === undefined) return { kind: "refused", why: t("No author is learned yet.") };
    const { author } = found.profile;
    return this.parts.choices.update((before) => {
      const patterns = new Set(before.stopped[author] ?? []);
      if (stopped) patterns.add(pattern);
      else patterns.delete(pattern);
      return { ...before, stopped: { ...before.stopped, [author]: [...patterns].sort() } };
    });
  }

  /** Patterns that *This is how I write* stopped. */
  async stoppedOf(author: string): Promise<ReadonlySet<string>> {
    return new Set((await this.parts.choices.read()).stopped[author] ?? []);
  }

  /** The profile as the user looks at it. */
  async describe(path?: string) {
    const found = await this.profileFor(path);
    if (found === undefined) return null;
    const { profile, file } = found;
    const view = viewOf(profile, await this.parts.background());
    const counts = habitCounts(profile, view);
    const stopped = await this.stoppedOf(profile.author);
    return {
      author: profile.author,
      file,
      words: wordsOf(profile),
      notes: profile.rates.notes.length,
      language: profile.language,
      habits: summariseHabits(counts).map(({ key, label, rate }) => ({
        label: worded(label),
        rate: worded(rate),
        example: view.examples(key, 1)[0]?.text ?? "",
      })),
      stopped: [...stopped].map((pattern) => ({ pattern, label: worded(habitPhrase(pattern)) })),
    };
  }

  private async fileFor(path: string | undefined): Promise<string | undefined> {
    const { fixedProfile, shelf } = this.parts;
    if (fixedProfile !== undefined) return fixedProfile;
    const author = await this.nameFor(path);
    return author === undefined ? undefined : shelf.fileOf(author);
  }

  /** Whose a path is: the setting first, then the folder's choice, then the choice for all, then the only one there is. */
  async nameFor(path: string | undefined): Promise<string | undefined> {
    const { author } = this.parts.settings(path);
    if (author !== "") return author;
    const chosen = chosenAuthor(await this.parts.choices.read(), path);
    if (chosen !== undefined) return chosen;
    const all = await this.list();
    return all.length === 1 ? all[0]!.author : undefined;
  }

  private load(file: string): Promise<ProfileRead> {
    const known = this.loaded.get(file);
    if (known !== undefined) return known.read;
    const read = this.parts.shelf.read(file);
    this.loaded.set(file, { file, read });
    read.then(
      (result) => {
        if (result.kind === "refused") this.parts.logger.warn(`${file} ${result.why}`);
      },
      () => this.loaded.delete(file),
    );
    return read;
  }
}

function habitCounts(profile: Profile, view: StyleView): Record<string, number> {
  return Object.fromEntries(profile.rates.habits.map((key) => [key, view.count(key)]));
}
