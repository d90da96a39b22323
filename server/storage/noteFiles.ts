import { createHash } from "node:crypto";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import createIgnore, { type Ignore } from "ignore";
import { LONGEST_NOTE } from "../core/note/analyseNote";
import type { FoundNotes, NoteFile, NoteFiles, NotePatterns, ReadNote } from "../workflows/ports";
import { readRegular } from "./regularFile";
import { costOf } from "../core/text/globs";
import { pathMatcher } from "./pathMatcher";
import { t } from "../workflows/worded";

/** Bytes; more than the longest note can have. */
const MOST_BYTES = 4 * LONGEST_NOTE;
/** Bytes of a `.gitignore`. */
const MOST_RULES = 1_000_000;
/** Folders that hold nobody's notes. */
const skipped = new Set(["node_modules", ".git", ".penprint"]);

/** Notes on disk: walks folders as `.gitignore` and the patterns say, never through symbolic links to folders. */
export class DiskNotes implements NoteFiles {
  async find(paths: readonly string[], patterns: NotePatterns): Promise<FoundNotes> {
    const walk = new Walk(patterns);
    for (const path of paths) await walk.start(resolve(path));
    return { notes: walk.notes, leftOut: walk.leftOut };
  }

  async read(path: string): Promise<ReadNote> {
    try {
      const { size } = await stat(path);
      if (size > MOST_BYTES) return unreadable(t("is larger than {0} MB", MOST_BYTES / 1e6));
      const bytes = await readFile(path);
      if (bytes.includes(0)) return unreadable(t("is no text (it holds zero bytes)"));
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      return { kind: "read", text, hash: createHash("sha256").update(bytes).digest("hex") };
    } catch (error) {
      if (error instanceof TypeError)
        return unreadable(t("is not UTF-8: save it in that encoding"));
      return unreadable(t("cannot be read ({0})", error instanceof Error ? error.message : ""));
    }
  }
}

const unreadable = (why: string): ReadNote => ({ kind: "unreadable", why });

/** A `.gitignore` and the folder that its patterns are relative to. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

class Walk {
  readonly notes: NoteFile[] = [];
  readonly leftOut: { path: string; why: string }[] = [];
  private readonly seen = new Set<string>();
  private readonly included: (path: string) => boolean;
  private readonly excluded: (path: string) => boolean;

  constructor(private readonly patterns: NotePatterns) {
    this.included = pathMatcher(patterns.include, { anyCase: true });
    this.excluded = pathMatcher(patterns.exclude);
  }

  async start(path: string): Promise<void> {
    let isFolder: boolean;
    try {
      isFolder = (await stat(path)).isDirectory();
    } catch (error) {
      this.leave(path, t("cannot be read ({0})", error instanceof Error ? error.message : ""));
      return;
    }
    // A file that was named is learned whatever the patterns say.
    if (!isFolder) await this.add(path, dirname(path));
    else await this.folder(path, path, await rulesAbove(path));
  }

  private async folder(path: string, root: string, above: readonly Rules[]): Promise<void> {
    let entries;
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      this.leave(path, t("cannot be read ({0})", error instanceof Error ? error.message : ""));
      return;
    }
    const own = await rulesOf(path);
    const rules = own === undefined ? above : [...above, own];
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const child = join(path, entry.name);
      const inside = relative(root, child).split(sep).join("/");
      const isFolder = entry.isDirectory();
      if (isFolder && (skipped.has(entry.name) || this.isHidden(entry.name))) continue;
      if (entry.isSymbolicLink() && (await leadsToFolder(child))) {
        this.leave(child, t("a link to a folder"));
        continue;
      }
      if (!isFolder && !this.included(inside)) continue;
      if (isIgnored(child, isFolder, rules)) this.leave(child, ".gitignore");
      else if (this.excluded(inside) || (isFolder && this.excluded(`${inside}/`))) {
        this.leave(child, t("excluded by a pattern"));
      } else if (isFolder) await this.folder(child, root, rules);
      else await this.add(child, root);
    }
  }

  /** `.obsidian`, `.trash` and the like hold notes of nobody, unless a pattern asks for them. */
  private isHidden(name: string): boolean {
    return name.startsWith(".") && !this.patterns.include.some((glob) => glob.includes(name));
  }

  private async add(path: string, root: string): Promise<void> {
    try {
      const real = await realpath(path);
      if (!(await stat(real)).isFile()) return;
      if (this.seen.has(real)) return;
      this.seen.add(real);
      const note = relative(root, path).split(sep).join("/");
      this.notes.push({ path, real, note: note === "" ? basename(path) : note, root });
    } catch (error) {
      this.leave(path, t("cannot be read ({0})", error instanceof Error ? error.message : ""));
    }
  }

  private leave(path: string, why: string): void {
    this.leftOut.push({ path, why });
  }
}

async function leadsToFolder(link: string): Promise<boolean> {
  return stat(link).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

async function rulesOf(folder: string): Promise<Rules | undefined> {
  try {
    const bytes = await readRegular(join(folder, ".gitignore"), MOST_RULES);
    const lines = bytes.toString("utf8").split(/\r?\n/);
    const affordable = lines.filter((line) => costOf(line) === undefined);
    return { folder, rules: createIgnore().add(affordable) };
  } catch {
    return undefined;
  }
}

/** The `.gitignore` files between a folder and the repository that it stands in, outermost first. */
async function rulesAbove(folder: string): Promise<readonly Rules[]> {
  const chain: Rules[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const isRepository = await stat(join(at, ".git")).then(
      () => true,
      () => false,
    );
    if (at !== folder) {
      const rules = await rulesOf(at);
      if (rules !== undefined) chain.unshift(rules);
    }
    if (isRepository) return chain;
    if (dirname(at) === at) return [];
  }
}

/** The nearest file that says something decides, as in git. */
function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, rules: ignore } of rules.toReversed()) {
    const inside = relative(folder, path).split(sep).join("/");
    const verdict = ignore.test(isFolder ? `${inside}/` : inside);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
