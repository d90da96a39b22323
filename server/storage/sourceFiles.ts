import { realpath, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { existsSync } from "node:fs";
import { escapePath, glob } from "tinyglobby";
import type {
  LocatedSources,
  SourceFiles,
  SourcePlace,
  SourceRead,
} from "../workflows/readSources";

/** Bytes. A book of 500,000 words is about 3 MB. */
const LARGEST_FILE = 8_000_000;
const MOST_FILES = 200;
/** Texts kept in memory between checks, in UTF-16 units. */
const MOST_KEPT = 50_000_000;

const readable = [
  ".md",
  ".markdown",
  ".mdown",
  ".mkd",
  ".txt",
  ".text",
  ".rst",
  ".org",
  ".csv",
  ".tsv",
  "",
];
const skipped = ["**/node_modules/**", "**/.git/**"];

interface Kept {
  readonly mtimeMs: number;
  readonly size: number;
  readonly read: SourceRead;
}

/** Finds and reads the files that notes name as sources. Keeps what it read until the file changes. */
export class SourceFileReader implements SourceFiles {
  private readonly kept = new Map<string, Kept>();
  private keptLength = 0;

  async locate(entry: string, place: SourcePlace): Promise<LocatedSources> {
    const root = await realOrSame(place.root);
    const folder = dirname(place.path);
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(entry) || /^www\./i.test(entry)) {
      return none(
        "information",
        "A web address is not fetched. Save a copy beside the note (as Markdown or text) and name that file.",
      );
    }
    const link = /^\[\[([^[\]|#]+)(?:[|#][^[\]]*)?\]\]$/.exec(entry)?.[1]?.trim();
    if (link !== undefined) return this.wikiLink(link, folder, root);
    const exact = await this.exact(entry, folder, root);
    if (exact !== undefined) return exact;
    if (/[*?{[(!]/.test(entry)) return this.pattern(entry, folder, root);
    const expected = resolve(folder, entry);
    const watched = inside(root, expected) ? [expected] : [];
    return isAbsolute(entry) && !inside(root, entry)
      ? none("warning", outside(entry, root))
      : none(
          "warning",
          `There is no file ${entry} beside the note or in ${root}. Correct the path, or remove the entry.`,
          watched,
        );
  }

  async read(path: string): Promise<SourceRead> {
    let info;
    try {
      info = await stat(path);
    } catch (error) {
      return failed(path, error);
    }
    const known = this.kept.get(path);
    if (known?.mtimeMs === info.mtimeMs && known.size === info.size) return known.read;
    const read = await readText(path, info.size);
    this.keep(path, { mtimeMs: info.mtimeMs, size: info.size, read });
    return read;
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
    folder: string,
    root: string,
  ): Promise<LocatedSources | undefined> {
    for (const base of [folder, root]) {
      const path = resolve(base, entry);
      if (!existsSync(path)) continue;
      const real = await realOrSame(path);
      if (!inside(root, real)) return none("warning", outside(entry, root));
      if ((await stat(real)).isDirectory()) {
        return none(
          "warning",
          `${entry} is a folder. Name its files, for example ${join(entry, "*.md").split(sep).join("/")}.`,
        );
      }
      return { kind: "files", paths: [real], watched: [path], problems: [] };
    }
    return undefined;
  }

  private async pattern(entry: string, folder: string, root: string): Promise<LocatedSources> {
    const patterns = [entry.split("\\").join("/")];
    const beside = await search(patterns, folder);
    const found = beside?.length === 0 ? await search(patterns, root) : beside;
    if (found === undefined) {
      return none(
        "warning",
        `${entry} is no pattern that can be searched for. Name the files one by one.`,
      );
    }
    const real = [...new Set(await Promise.all(found.map(realOrSame)))].sort();
    const within = real.filter((path) => inside(root, path));
    const texts = within.filter(isReadable);
    const problems =
      texts.length > MOST_FILES
        ? [`${entry} matches ${texts.length} files; only the first ${MOST_FILES} are read.`]
        : [];
    if (texts.length > 0) {
      return { kind: "files", paths: texts.slice(0, MOST_FILES), watched: [folder], problems };
    }
    return real.length > 0 && within.length === 0
      ? none("warning", outside(entry, root))
      : none(
          "warning",
          `Nothing that can be read matches ${entry}. Correct the pattern, or remove the entry.`,
          [folder],
        );
  }

  private async wikiLink(name: string, folder: string, root: string): Promise<LocatedSources> {
    const plain = escapePath(name.split("\\").join("/"));
    const patterns = extname(name) === "" ? [`**/${plain}.{md,markdown,txt}`] : [`**/${plain}`];
    const found = (await search(patterns, root, false)) ?? [];
    const real = (await Promise.all(found.map(realOrSame))).filter((path) => inside(root, path));
    const nearest = real.sort(
      (a, b) => distance(folder, a) - distance(folder, b) || (a < b ? -1 : 1),
    )[0];
    return nearest === undefined
      ? none(
          "warning",
          `There is no note named ${name} in ${root}. Correct the link, or remove it.`,
          [join(folder, `${name}.md`)],
        )
      : { kind: "files", paths: [nearest], watched: [nearest], problems: [] };
  }
}

async function search(
  patterns: string[],
  cwd: string,
  caseSensitiveMatch = true,
): Promise<readonly string[] | undefined> {
  try {
    return await glob(patterns, {
      cwd,
      absolute: true,
      onlyFiles: true,
      dot: false,
      caseSensitiveMatch,
      ignore: skipped,
      followSymbolicLinks: false,
    });
  } catch {
    return undefined;
  }
}

async function readText(path: string, size: number): Promise<SourceRead> {
  const name = basename(path);
  const extension = extname(path).toLowerCase();
  if (extension === ".pdf")
    return cannot(
      name,
      "PDF files are not read. Save its text as Markdown or .txt and name that file",
    );
  if (extension === ".html" || extension === ".htm") {
    return cannot(
      name,
      "HTML files are not read. Save the page's text as Markdown or .txt and name that file",
    );
  }
  if (!readable.includes(extension)) {
    return cannot(
      name,
      "only Markdown and text files are read. Save its text as Markdown or .txt and name that file",
    );
  }
  if (size > LARGEST_FILE) {
    return cannot(
      name,
      `it is larger than ${LARGEST_FILE / 1e6} MB. Name the part of it that matters`,
    );
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return failed(path, error);
  }
  if (bytes.includes(0)) return cannot(name, "it is no text file");
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return cannot(name, "it is not valid UTF-8. Save it with that encoding");
  }
}

const isReadable = (path: string): boolean =>
  [...readable, ".pdf", ".html", ".htm"].includes(extname(path).toLowerCase());

const cannot = (name: string, why: string): SourceRead => ({
  kind: "failed",
  why: `Cannot read ${name}: ${why}.`,
});

function failed(path: string, error: unknown): SourceRead {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
      return cannot(basename(path), "you have no right to read it");
    case "ENOENT":
      return cannot(basename(path), "it is gone");
    default:
      return cannot(basename(path), code === "" ? "reading failed" : `reading failed (${code})`);
  }
}

const none = (
  severity: "warning" | "information",
  why: string,
  watched: readonly string[] = [],
): LocatedSources => ({ kind: "none", severity, why, watched });

const outside = (entry: string, root: string): string =>
  `${entry} is outside ${root} and is not read. Copy it into that folder and name the copy.`;

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
