import { existsSync, type Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { escapePath } from "tinyglobby";
import type {
  LocatedSources,
  SourceFiles,
  SourcePlace,
  SourceRead,
} from "../workflows/readSources";
import { TextExtractor } from "./extraction/textExtractor";
import { SharedWork } from "./sharedWork";
import { MOST_SEARCHED, patternParts, search, type Searched } from "./sourceSearch";
import { failed, isReadable, readText } from "./sourceText";
import { t } from "../workflows/worded";

const MOST_FILES = 200;
/** Folders watched for one entry. */
const MOST_WATCHED = 500;
/** Texts kept in memory between checks, in UTF-16 units. */
const MOST_KEPT = 50_000_000;

interface Kept {
  readonly mtimeMs: number;
  readonly size: number;
  readonly read: SourceRead;
}

/** Finds and reads the files that notes name as sources. Keeps what it read until the file changes. */
export class SourceFileReader implements SourceFiles {
  private readonly kept = new Map<string, Kept>();
  private keptLength = 0;

  private readonly reading = new SharedWork<SourceRead>();

  constructor(
    private readonly mostSearched = MOST_SEARCHED,
    private readonly extractor: Pick<TextExtractor, "extract"> = new TextExtractor(),
  ) {}

  async locate(entry: string, place: SourcePlace): Promise<LocatedSources> {
    const root = await realOrSame(place.root);
    const folder = dirname(place.path);
    const reaches = (path: string): boolean => inside(place.root, path) || inside(root, path);
    const at: Place = { folder, root, own: await realOrSame(place.path), reaches };
    if (/^file:/i.test(entry)) {
      return none(
        "warning",
        t("An address of a file is not read. Write its path from the note's folder instead."),
      );
    }
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(entry) || /^www\./i.test(entry)) {
      return none(
        "information",
        t(
          "A web address is not fetched. Save a copy beside the note (as Markdown, text, HTML or PDF) and name that file.",
        ),
      );
    }
    const link = /^\[\[([^[\]|#]+)(?:[|#][^[\]]*)?\]\]$/.exec(entry)?.[1]?.trim();
    if (link !== undefined) return this.wikiLink(link, at);
    const exact = await this.exact(entry, at);
    if (exact !== undefined) return exact;
    if (/[*?{[(!]/.test(entry)) return this.pattern(entry, at);
    const expected = [resolve(folder, entry), resolve(root, entry)];
    return !expected.some(reaches)
      ? none("warning", outside(entry, root))
      : none(
          "warning",
          t(
            "There is no file {0} beside the note or in {1}. Correct the path, or remove the entry.",
            entry,
            root,
          ),
          expected.filter((path) => inside(root, path)),
        );
  }

  async read(path: string, signal?: AbortSignal): Promise<SourceRead> {
    let info: Stats;
    try {
      info = await stat(path);
    } catch (error) {
      return failed(path, error);
    }
    const known = this.kept.get(path);
    if (!info.isFile())
      return { kind: "failed", why: t("{0} is a pipe or a device, not a file.", path) };
    if (known?.mtimeMs === info.mtimeMs && known.size === info.size) return known.read;
    const { mtimeMs, size } = info;
    const begin = async (wanted: AbortSignal): Promise<SourceRead> => {
      const { extractor } = this;
      const read = await readText(path, size, (...job) => extractor.extract(...job), wanted);
      this.keep(path, { mtimeMs, size, read });
      return read;
    };
    return this.reading.join(`${mtimeMs} ${size} ${path}`, begin, signal);
  }

  private keep(path: string, kept: Kept): void {
    const length = (entry: Kept | undefined): number =>
      entry?.read.kind === "text" ? entry.read.text.length : 0;
    this.keptLength += length(kept) - length(this.kept.get(path));
    this.kept.delete(path);
    this.kept.set(path, kept);
    for (const [oldest, entry] of this.kept) {
      if (this.keptLength <= MOST_KEPT || oldest === path) break;
      this.keptLength -= length(entry);
      this.kept.delete(oldest);
    }
  }

  /** The entry as a path from the note's folder, then from the root. */
  private async exact(
    entry: string,
    { folder, root, own, reaches }: Place,
  ): Promise<LocatedSources | undefined> {
    for (const base of [folder, root]) {
      const path = resolve(base, entry);
      if (!reaches(path) || !existsSync(path)) continue;
      const real = await realOrSame(path);
      if (real === own) return none("warning", itself(entry));
      if (!inside(root, real)) return none("warning", outside(entry, root));
      if ((await stat(real)).isDirectory()) {
        return none(
          "warning",
          t(
            "{0} is a folder. Name its files, for example {1}.",
            entry,
            join(entry, "*.md").split(sep).join("/"),
          ),
        );
      }
      return { kind: "files", paths: [real], watched: [path], problems: [] };
    }
    return undefined;
  }

  private async pattern(
    entry: string,
    { folder, root, own, reaches }: Place,
  ): Promise<LocatedSources> {
    const parts = patternParts(entry);
    if (parts.kind === "refused") {
      return none("warning", t("{0} {1}. Name the files one by one.", entry, parts.why));
    }
    const bases: readonly string[] = await Promise.all(
      [folder, root]
        .map((base) => resolve(base, parts.base))
        .filter(reaches)
        .map(realOrSame),
    );
    const allowed = [...new Set(bases)].filter((base) => inside(root, base));
    if (allowed.length === 0) return none("warning", outside(entry, root));
    const watched = new Set<string>();
    let found: Searched | undefined;
    for (const base of allowed) {
      found = await search(parts.rest, base, { most: this.mostSearched });
      for (const looked of found?.folders ?? [])
        if (watched.size < MOST_WATCHED) watched.add(looked);
      if (found === undefined || found.files.length > 0 || found.cut) break;
    }
    if (found === undefined) {
      return none(
        "warning",
        t("{0} is no pattern that can be searched for. Name the files one by one.", entry),
      );
    }
    const real = [...new Set(await Promise.all(found.files.map(realOrSame)))].sort();
    const within = real.filter((path) => inside(root, path));
    const texts = within.filter((path) => isReadable(path) && path !== own);
    const problems = [
      ...(found.cut
        ? [
            t(
              "{0} would look through more than {1} files; the rest was left out. Begin the pattern with a nearer folder.",
              entry,
              this.mostSearched,
            ),
          ]
        : []),
      ...(texts.length > MOST_FILES
        ? [
            t(
              "{0} matches {1} files; only the first {2} are read.",
              entry,
              texts.length,
              MOST_FILES,
            ),
          ]
        : []),
    ];
    if (texts.length > 0) {
      return {
        kind: "files",
        paths: texts.slice(0, MOST_FILES),
        watched: [...watched],
        problems,
      };
    }
    if (within.includes(own)) return none("warning", itself(entry), [...watched]);
    if (real.length > 0 && within.length === 0) return none("warning", outside(entry, root));
    const why = t(
      "Nothing that can be read matches {0}. Correct the pattern, or remove the entry.",
      entry,
    );
    return none("warning", problems[0] ?? why, [...watched]);
  }

  private async wikiLink(name: string, { folder, root, own }: Place): Promise<LocatedSources> {
    const plain = escapePath(name.split("\\").join("/"));
    const pattern = extname(name) === "" ? `**/${plain}.{md,markdown,txt}` : `**/${plain}`;
    const found = await search(pattern, root, { most: this.mostSearched, anyCase: true });
    const real = (await Promise.all(found?.files.map(realOrSame) ?? [])).filter((path) =>
      inside(root, path),
    );
    const nearest = real
      .filter((path) => path !== own)
      .sort((a, b) => distance(folder, a) - distance(folder, b) || (a < b ? -1 : 1))[0];
    if (nearest !== undefined) {
      return { kind: "files", paths: [nearest], watched: [nearest], problems: [] };
    }
    const watched = found?.folders.slice(0, MOST_WATCHED) ?? [];
    if (real.length > 0) return none("warning", itself(`[[${name}]]`), watched);
    return none(
      "warning",
      found?.cut === true
        ? t(
            "No note named {0} is among the first {1} files of {2}. Name its path.",
            name,
            this.mostSearched,
            root,
          )
        : t("There is no note named {0} in {1}. Correct the link, or remove it.", name, root),
      watched,
    );
  }
}

/** Where an entry is looked for: the note's folder, what may not be left, and the note itself (real path). */
interface Place {
  readonly folder: string;
  readonly root: string;
  readonly own: string;
  /**
   * Whether a path leads to what may not be left, by its words alone. Any other is not even looked for: on Windows the
   * look at `\\server\share` already speaks to that server, with the user's name.
   */
  readonly reaches: (path: string) => boolean;
}

const none = (
  severity: "warning" | "information",
  why: string,
  watched: readonly string[] = [],
): LocatedSources => ({ kind: "none", severity, why, watched });

const outside = (entry: string, root: string): string =>
  t("{0} is outside {1} and is not read. Copy it into that folder and name the copy.", entry, root);

const itself = (entry: string): string =>
  t(
    "{0} means this note itself, which cannot be its own source. Name another file, or remove the entry.",
    entry,
  );

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`));
}

const distance = (folder: string, path: string): number => relative(folder, path).split(sep).length;

async function realOrSame(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return resolve(path);
  }
}
