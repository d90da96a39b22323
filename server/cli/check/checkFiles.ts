import { realpath } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { analyseNote, LONGEST_NOTE } from "../../core/note/analyseNote";
import type { Note } from "../../core/note/types";
import { allRules, ruleIds } from "../../core/rules/registry";
import { unknownRule } from "../../core/rules/unknownRule";
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
import { badInput, type CommandContext } from "../context";
import { refuseOthers } from "../paths";
import { slashed, type CheckedFile } from "./checkedFile";

export interface CheckRequest {
  readonly paths: readonly string[];
  readonly profile: string | undefined;
  readonly settings: Settings;
  /** Absolute; undefined = found for each note. */
  readonly root: string | undefined;
}

/** Checks every note that the paths name, one after the other; `found` is called as each is done. */
export async function checkFiles(
  request: CheckRequest,
  context: CommandContext,
  found: (file: CheckedFile) => void,
): Promise<void> {
  for (const name of Object.keys(request.settings.diagnostics.severity)) {
    const why = unknownRule(name, ruleIds);
    if (why !== undefined) context.note(`penprint check: the setting diagnostics.severity ${why}`);
  }
  const author = await authorOf(request.profile, context);
  const sources = new SourceFileReader();
  const checker = new NoteChecker({
    rules: allRules,
    settings: () => request.settings,
    authorOf: author,
    folderRules: ({ path, root }) => readFolderRules(path, root),
    readSources: (note, place) => readSources(note, place, sources, context.signal),
    isIgnored: ({ path, root }, patterns) => matchesAny(path, root, patterns),
  });
  const disk = new DiskNotes();
  for (const named of await notesAt(request, context, disk)) {
    context.signal.throwIfAborted();
    if (named.why !== undefined) {
      found(unread(named.path, named.why));
      continue;
    }
    const read = await disk.read(named.absolute);
    if (read.kind === "unreadable") {
      found(unread(named.path, `This file ${read.why}; it was not checked.`));
      continue;
    }
    const place = { path: named.absolute, root: request.root ?? rootOf(named.absolute, []) };
    found(await checkOne(checker, place, named.path, read.text));
  }
}

async function checkOne(
  checker: NoteChecker,
  place: NotePlace,
  path: string,
  text: string,
): Promise<CheckedFile> {
  const note = analyseNote(text);
  const { findings, notes } = await checker.open(place).check(note);
  const lines = new LineIndex(text);
  return {
    path,
    text,
    lines,
    findings,
    notes: [
      ...(text.length > LONGEST_NOTE
        ? [`Longer than ${LONGEST_NOTE / 1e6} million characters: only its front matter was read.`]
        : []),
      ...notes,
    ],
  };
}

function unread(path: string, why: string): CheckedFile {
  return { path, text: "", lines: new LineIndex(""), notes: [why], findings: [] };
}

interface NamedNote {
  /** As given, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** Why it cannot be checked. */
  readonly why?: string;
}

/** Notes in the order in which they were named; one that is named twice is checked once. */
async function notesAt(
  { paths, settings }: CheckRequest,
  context: CommandContext,
  disk: DiskNotes,
): Promise<readonly NamedNote[]> {
  refuseOthers(paths);
  const named = new Map<string, NamedNote>();
  for (const path of paths) {
    const { include } = settings.learn;
    const { notes, leftOut } = await disk.find([path], { include, exclude: [] });
    if (notes.length === 0 && leftOut.every(({ why }) => !isUnread(why))) {
      const reasons = [...new Set(leftOut.map(({ why }) => why))].join(", ");
      const others = reasons === "" ? "" : ` (left out: ${reasons})`;
      context.note(`penprint check: no Markdown files in ${path}${others}.`);
    }
    const shown = (absolute: string): string => shownAs(path, absolute);
    for (const { path: absolute, real } of notes) {
      if (!named.has(real)) named.set(real, { path: shown(absolute), absolute });
    }
    for (const { path: absolute, why } of leftOut) {
      if (!isUnread(why)) continue;
      named.set(absolute, {
        path: shown(absolute),
        absolute,
        why: `This ${why}; it was not checked.`,
      });
    }
  }
  return [...named.values()];
}

const isUnread = (why: string): boolean => why.startsWith("cannot be read");

/** `absolute` as the path that was given names it, or names a folder above it; `.` goes without saying. */
function shownAs(given: string, absolute: string): string {
  const inside = slashed(relative(resolve(given), absolute));
  if (inside === "") return slashed(given);
  return given === "." ? inside : `${slashed(given).replace(/\/+$/, "")}/${inside}`;
}

/** Without a profile there is no author, and style is not judged. */
async function authorOf(
  file: string | undefined,
  { dataFolder }: CommandContext,
): Promise<(place: NotePlace | undefined, note: Note) => Promise<NoteAuthor>> {
  if (file === undefined) return () => Promise.resolve({ stopped: new Set() });
  const profile = await profileAt(file);
  const background = await readBackground();
  const choices = await new ChoiceFile(dataFolder).read();
  const stopped = new Set(choices.stopped[profile.author] ?? []);
  return async (place, { prose }) => {
    const paragraphs = paragraphsOf(prose);
    const without = { paragraphs, ...(place && { place: await realpath(place.path) }) };
    return { view: viewOf(profile, background, without), stopped };
  };
}

async function profileAt(file: string): Promise<Profile> {
  const read = await readProfile(resolve(file));
  switch (read.kind) {
    case "read":
      return read.profile;
    case "absent":
      throw badInput(`${file} does not exist: make it with \`penprint learn\`.`);
    case "refused":
      throw badInput(`${file} ${read.why}`);
  }
}
