import { basename, dirname, isAbsolute, resolve } from "node:path";
import picomatch from "picomatch";
import type { NoteFile } from "./ports";
import { costOf, plainGlob } from "../core/text/globs";

/** A note and the entries of its `sources:`. */
export interface Citing {
  readonly file: NoteFile;
  readonly sources: readonly string[];
}

/** Real paths of files that some note names as a source, each with the note that names it. */
export function namedAsSources(notes: readonly Citing[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const byName = new Map<string, string[]>();
  for (const { file } of notes) {
    const name = bare(file.path);
    byName.set(name, [...(byName.get(name) ?? []), file.real]);
  }
  for (const { file, sources } of notes) {
    for (const entry of sources) {
      const link = /^!?\[\[([^\]|#]+)/.exec(entry)?.[1];
      const found =
        link !== undefined
          ? (byName.get(bare(link.trim())) ?? [])
          : matching(entry, file, notes).map((note) => note.file.real);
      for (const real of found) if (real !== file.real) named.set(real, file.note);
    }
  }
  return named;
}

function matching(entry: string, citing: NoteFile, notes: readonly Citing[]): readonly Citing[] {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(entry) || costOf(entry) !== undefined) return [];
  const bases = isAbsolute(entry) ? [""] : [dirname(citing.path), citing.root];
  const targets = bases.map((base) => resolve(base, entry));
  if (!picomatch.scan(entry).isGlob) {
    return notes.filter(({ file }) => targets.includes(file.path) || targets.includes(file.real));
  }
  const globs = targets.map((target) => picomatch(plainGlob(target.replaceAll("\\", "/"))));
  return notes.filter(({ file }) => globs.some((is) => is(file.path.replaceAll("\\", "/"))));
}

const bare = (path: string): string =>
  basename(path)
    .replace(/\.(?:md|markdown)$/i, "")
    .toLowerCase();
