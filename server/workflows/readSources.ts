import { makeSourceSet } from "../core/faithfulness/sourceSet";
import type {
  ExtractedFrom,
  SourceProblem,
  SourceSet,
  SourceText,
} from "../core/faithfulness/types";
import type { Located, Note } from "../core/note/types";
import { t } from "./worded";

/** Where a note stands: absolute paths. Sources outside `root` are refused. */
export interface SourcePlace {
  readonly path: string;
  readonly root: string;
}

/** What an entry of `sources:` stands for. `watched`: files and folders whose appearance or change would change the answer. */
export type LocatedSources =
  | {
      readonly kind: "files";
      /** Real paths. */
      readonly paths: readonly string[];
      readonly watched: readonly string[];
      /** What was left out and why: plain words, with the way out. */
      readonly problems: readonly string[];
    }
  | {
      readonly kind: "none";
      readonly severity: SourceProblem["severity"];
      readonly why: string;
      readonly watched: readonly string[];
    };

export type SourceRead =
  | { readonly kind: "text"; readonly text: string; readonly extracted?: ExtractedFrom }
  | { readonly kind: "failed"; readonly why: string };

/** The files behind a note's sources. */
export interface SourceFiles {
  locate(entry: string, place: SourcePlace): Promise<LocatedSources>;
  /** Answers from memory while the file is the same. Throws the signal's reason when it is aborted. */
  read(realPath: string, signal?: AbortSignal): Promise<SourceRead>;
}

/** Texts beyond this many UTF-16 units in all are not read: an index of them would be slow to build. */
export const MOST_SOURCE_TEXT = 20_000_000;

/** The sources of a note that stands nowhere yet: what its entries are relative to is not known. */
export function sourcesOfUnsaved(note: Pick<Note, "frontMatter">): SourceSet | undefined {
  const entries = entriesOf(note);
  if (entries.length === 0) return undefined;
  const message = t("This note is nowhere yet, so its sources cannot be found: save it first.");
  const severity = "information" as const;
  return makeSourceSet(
    [],
    entries.map((entry) => ({ ...entry, severity, message })),
  );
}

function entriesOf({ frontMatter }: Pick<Note, "frontMatter">): readonly Located<string>[] {
  if (frontMatter === undefined) return [];
  const { brief, sources } = frontMatter;
  return brief !== undefined && namesFile(brief.value) ? [...sources, brief] : sources;
}

const sets = new WeakMap<SourceFiles, Map<string, SourceSet>>();
const MOST_SETS = 16;

/** Reads what the front matter names in `sources:` and, where it names a file, `brief:`. Undefined when it names nothing. Throws the signal's reason. */
export async function readSources(
  note: Pick<Note, "frontMatter">,
  place: SourcePlace,
  files: SourceFiles,
  signal?: AbortSignal,
): Promise<SourceSet | undefined> {
  const entries = entriesOf(note);
  if (entries.length === 0) return undefined;

  const texts: SourceText[] = [];
  const problems: SourceProblem[] = [];
  const watched = new Set<string>();
  let size = 0;
  for (const entry of entries) {
    const report = (message: string, severity: SourceProblem["severity"] = "warning"): void => {
      problems.push({ ...entry, severity, message });
    };
    const found = await files.locate(entry.value, place);
    for (const file of found.watched) watched.add(file);
    if (found.kind === "none") {
      report(found.why, found.severity);
      continue;
    }
    for (const why of found.problems) report(why);
    for (const path of found.paths) {
      watched.add(path);
      if (texts.some((text) => text.location === path)) continue;
      signal?.throwIfAborted();
      const read = await files.read(path, signal);
      if (read.kind === "failed") report(read.why);
      else if (size + read.text.length > MOST_SOURCE_TEXT) {
        report(
          t(
            "Sources of more than {0} million characters in all are not read: {1} was left out. Name the parts that matter.",
            MOST_SOURCE_TEXT / 1e6,
            path,
          ),
        );
      } else {
        size += read.text.length;
        texts.push({
          location: path,
          name: nameOf(entry, path, found.paths.length),
          text: read.text,
          ...(read.extracted === undefined ? {} : { extracted: read.extracted }),
        });
      }
    }
  }
  return remembered(files, makeSourceSet(texts, problems, [...watched]));
}

/** The same content gives the same set, so that its index and every verdict in it are kept. */
function remembered(files: SourceFiles, made: SourceSet): SourceSet {
  let known = sets.get(files);
  if (known === undefined) {
    known = new Map();
    sets.set(files, known);
  }
  const key = `${made.id} ${JSON.stringify(made.watched)}`;
  const same = known.get(key);
  if (same !== undefined) {
    known.delete(key);
    known.set(key, same);
    return same;
  }
  known.set(key, made);
  const oldest = known.keys().next();
  if (known.size > MOST_SETS && oldest.done !== true) known.delete(oldest.value);
  return made;
}

const namesFile = (value: string): boolean =>
  /^\[\[[^[\]]+\]\]$/.test(value) ||
  (/^[^\s].{0,400}\.[A-Za-z0-9]{1,8}$/.test(value) && !/[.!?]\s/.test(value));

const nameOf = (entry: Located<string>, path: string, count: number): string =>
  count === 1 ? entry.value : (path.split(/[/\\]/).pop() ?? path);
