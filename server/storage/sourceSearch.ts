import { readdir, type Dirent } from "node:fs";
import { resolve } from "node:path";
import picomatch from "picomatch";
import { glob, type FileSystemAdapter } from "tinyglobby";
import { costOf, plainGlob } from "../core/text/globs";
import { t } from "../workflows/worded";

/** Names looked at for one entry: a pattern that begins too high would walk a whole disk. */
export const MOST_SEARCHED = 100_000;

const skipped = ["**/node_modules/**", "**/.git/**"];

export interface Searched {
  /** Absolute paths of files that match. */
  readonly files: readonly string[];
  /** Folders that were looked through. */
  readonly folders: readonly string[];
  /** True when there was more to look at. */
  readonly cut: boolean;
}

/** A pattern split into the folder where it begins and the rest; in words why not, where it may lead anywhere. */
export function patternParts(
  pattern: string,
):
  | { readonly kind: "parts"; readonly base: string; readonly rest: string }
  | { readonly kind: "refused"; readonly why: string } {
  const why = costOf(pattern);
  if (why !== undefined) return { kind: "refused", why };
  const { base, glob: rest, negated } = picomatch.scan(pattern.split("\\").join("/"));
  if (negated) return { kind: "refused", why: t("says only what does not match") };
  if (/(?:^|[/{,(|])\.\.(?:[/},)|]|$)/.test(rest) || /[{,(|]\//.test(rest)) {
    return { kind: "refused", why: t('leads elsewhere after its first wildcard ("..", "/")') };
  }
  return { kind: "parts", base, rest: plainGlob(rest) };
}

/** Files below `folder` that match; undefined where the pattern is none. */
export async function search(
  pattern: string,
  folder: string,
  { most, anyCase = false }: { readonly most: number; readonly anyCase?: boolean },
): Promise<Searched | undefined> {
  const walk = new BoundedWalk(most);
  try {
    const files = await glob([pattern], {
      cwd: folder,
      absolute: true,
      onlyFiles: true,
      dot: false,
      caseSensitiveMatch: !anyCase,
      ignore: skipped,
      followSymbolicLinks: false,
      fs: walk.fs,
    });
    return { files, folders: [folder, ...walk.folders], cut: walk.cut };
  } catch {
    return undefined;
  }
}

type Listed = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/** Lists folders until enough names were seen; then every folder looks empty. */
class BoundedWalk {
  readonly folders: string[] = [];
  private seen = 0;
  cut = false;

  constructor(private readonly most: number) {}

  get fs(): FileSystemAdapter {
    const list = (path: string, _: object, done: Listed): void => {
      this.cut ||= this.seen >= this.most;
      if (this.cut) {
        done(null, []);
        return;
      }
      this.folders.push(resolve(path));
      readdir(path, { withFileTypes: true }, (error, entries) => {
        this.seen += error === null ? entries.length : 0;
        done(error, entries);
      });
    };
    return { readdir: list as typeof readdir };
  }
}
