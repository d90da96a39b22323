import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { analyseNote, LONGEST_NOTE } from "../../core/note/analyseNote";
import type { Note } from "../../core/note/types";
import { allRules } from "../../core/rules/registry";
import type { Profile } from "../../core/style/profile";
import { paragraphsOf } from "../../core/style/sameNote";
import { viewOf } from "../../core/style/view";
import { LineIndex } from "../../core/text/lineIndex";
import type { Settings } from "../../protocol/settings";
import { readBackground } from "../../storage/backgroundFile";
import { ChoiceFile } from "../../storage/choices";
import { matchesAny, readFolderRules, rootOf } from "../../storage/folderConfig";
import { DiskNotes } from "../../storage/noteFiles";
import { readProfile } from "../../storage/profileStore";
import { SourceFileReader } from "../../storage/sourceFiles";
import { NoteChecker, type NoteAuthor, type NotePlace } from "../../workflows/checkNote";
import { readSources } from "../../workflows/readSources";
import type { CheckedNote } from "./checkedFile";
import { marked } from "./marks";
import type { NamedNote } from "./namedNotes";

/** What notes are held against: plain data, which a thread can be handed. */
export interface CheckTerms {
  readonly profile: string | undefined;
  readonly settings: Settings;
  /** Absolute; undefined = found for each note. */
  readonly root: string | undefined;
  readonly dataFolder: string;
}

export type CheckNamed = (named: NamedNote) => Promise<CheckedNote>;

export type Opened =
  | { readonly kind: "ready"; readonly check: CheckNamed }
  | { readonly kind: "refused"; readonly why: string };

/** Reads what all notes are held against, once. Checks throw the signal's reason. */
export async function openCheck(terms: CheckTerms, signal: AbortSignal): Promise<Opened> {
  const author = await authorOf(terms);
  if (typeof author === "string") return { kind: "refused", why: author };
  const sources = new SourceFileReader();
  const disk = new DiskNotes();
  const checker = new NoteChecker({
    rules: allRules,
    settings: () => terms.settings,
    authorOf: author,
    folderRules: ({ path, root }) => readFolderRules(path, root),
    readSources: (note, place) => readSources(note, place, sources, signal),
    isIgnored: ({ path, root }, patterns) => matchesAny(path, root, patterns),
  });
  const check: CheckNamed = async (named) => {
    signal.throwIfAborted();
    if (named.why !== undefined) return unread(named, named.why);
    const read = await disk.read(named.absolute);
    if (read.kind === "unreadable") {
      return unread(named, `This file ${read.why}; it was not checked.`);
    }
    const place = { path: named.absolute, root: terms.root ?? rootOf(named.absolute, []) };
    return checkOne(checker, place, named, read.text);
  };
  return { kind: "ready", check };
}

async function checkOne(
  checker: NoteChecker,
  place: NotePlace,
  { path, absolute }: NamedNote,
  text: string,
): Promise<CheckedNote> {
  const note = analyseNote(text);
  const { findings, notes, folderProblems } = await checker.open(place).check(note);
  return {
    path,
    absolute,
    text,
    findings: marked(findings, note, new LineIndex(text)),
    folderNotes: folderProblems
      .filter(({ severity }) => severity === "information")
      .map(({ file, why }) => `${file} ${why}`),
    notes: [
      ...(text.length > LONGEST_NOTE
        ? [`Longer than ${LONGEST_NOTE / 1e6} million characters: only its front matter was read.`]
        : []),
      ...notes,
    ],
  };
}

function unread({ path, absolute }: NamedNote, why: string): CheckedNote {
  return { path, absolute, text: "", notes: [why], folderNotes: [], findings: [] };
}

type AuthorOf = (place: NotePlace | undefined, note: Note) => Promise<NoteAuthor>;

/** Without a profile there is no author, and style is not judged. A string says why the profile cannot be used. */
async function authorOf({ profile: file, dataFolder }: CheckTerms): Promise<AuthorOf | string> {
  if (file === undefined) return () => Promise.resolve({ stopped: new Set() });
  const profile = await profileAt(file);
  if (typeof profile === "string") return profile;
  const background = await readBackground();
  const choices = await new ChoiceFile(dataFolder).read();
  const stopped = new Set(choices.stopped[profile.author] ?? []);
  return async (place, { prose }) => {
    const paragraphs = paragraphsOf(prose);
    const without = { paragraphs, ...(place && { place: await realpath(place.path) }) };
    return { view: viewOf(profile, background, without), stopped };
  };
}

async function profileAt(file: string): Promise<Profile | string> {
  const read = await readProfile(resolve(file));
  switch (read.kind) {
    case "read":
      return read.profile;
    case "absent":
      return `${file} does not exist: make it with \`penprint learn\`.`;
    case "refused":
      return `${file} ${read.why}`;
  }
}
