import { realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { badInput, type CommandContext } from "../context";
import { git } from "./git";
import type { NamedNote } from "./namedNotes";

/** Lines that git says are new or different, from 0, the end exclusive. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A file that differs from what the changes are counted from. */
interface ChangedFile {
  /** The folder of its repository. */
  readonly top: string;
  /** The commit that it is compared with; undefined for a file that git does not know: all of it is new. */
  readonly base: string | undefined;
  /** Its name then and now, relative to `top`. */
  readonly names: readonly string[];
}

/** What changed in the repositories of the paths that were named. */
export class Changes {
  private constructor(
    private readonly files: ReadonlyMap<string, ChangedFile>,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Since the commit at which `reference` and HEAD parted, or without one since HEAD: commits, the index, the working
   * tree, and files that git does not know yet. Ends the command where git or the reference is missing.
   */
  static async since(
    reference: string | undefined,
    paths: readonly string[],
    { signal }: CommandContext,
  ): Promise<Changes> {
    const files = new Map<string, ChangedFile>();
    const folders = new Set(paths.map(folderOf));
    const seen = new Set<string>();
    for (const folder of folders) {
      const top = await topOf(folder, signal);
      if (seen.has(top)) continue;
      seen.add(top);
      const base = await baseOf(top, reference, signal);
      for (const file of await filesSince(top, base, signal)) {
        files.set(join(top, file.names.at(-1)!), file);
      }
    }
    return new Changes(files, signal);
  }

  touches({ absolute, real }: NamedNote): boolean {
    return this.files.has(absolute) || this.files.has(real);
  }

  /** Undefined = every line. */
  async linesOf(file: string): Promise<readonly Lines[] | undefined> {
    const changed = this.files.get(file) ?? this.files.get(realpathSync(file));
    if (changed?.base === undefined) return undefined;
    const { top, base, names } = changed;
    const how = ["--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"];
    const args = ["diff", ...how, base, "--", ...names];
    const answer = await git(top, args, this.signal);
    if (answer.kind === "failed") throw badInput(`git diff of ${file}: ${answer.why}`);
    return hunksOf(answer.text);
  }
}

const folderOf = (path: string): string => {
  const at = resolve(path);
  return realpathSync(statSync(at).isDirectory() ? at : dirname(at));
};

async function topOf(folder: string, signal: AbortSignal): Promise<string> {
  const answer = await git(folder, ["rev-parse", "--show-toplevel"], signal);
  if (answer.kind === "printed") return realpathSync(answer.text.replace(/\r?\n$/, ""));
  if (!/not a git repository/.test(answer.why)) throw badInput(`git in ${folder}: ${answer.why}`);
  throw badInput(
    `${folder} is in no git repository, so what changed is not known: leave --changed out, or run it in one.`,
  );
}

/** Undefined in a repository without commits: all is new. */
async function baseOf(
  top: string,
  reference: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const commit = async (name: string): Promise<string | undefined> => {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
    const answer = await git(top, args, signal);
    return answer.kind === "printed" ? answer.text.trim() : undefined;
  };
  const head = await commit("HEAD");
  if (reference === undefined) return head;
  const named = await commit(reference);
  if (named === undefined) {
    throw badInput(
      `--changed ${reference}: git knows no such commit, branch or tag in ${top}. Fetch it, or name another; ` +
        `a path stands before the option: \`penprint check ${reference} --changed\`.`,
    );
  }
  if (head === undefined) return named;
  const shared = await git(top, ["merge-base", named, head], signal);
  if (shared.kind === "printed") return shared.text.trim();
  throw badInput(
    `--changed ${reference}: it shares no commit with HEAD. If this clone is shallow, fetch its history: ` +
      "`git fetch --unshallow`, or `fetch-depth: 0` at actions/checkout.",
  );
}

async function filesSince(
  top: string,
  base: string | undefined,
  signal: AbortSignal,
): Promise<readonly ChangedFile[]> {
  const files: ChangedFile[] = [];
  const untracked = ["ls-files", "-z", "--others", "--exclude-standard"];
  // Without a commit to compare with, what git knows is new as well.
  const all = base === undefined ? [...untracked, "--cached"] : untracked;
  for (const name of fields(await printed(top, all, signal))) {
    files.push({ top, base: undefined, names: [name] });
  }
  if (base === undefined) return files;
  const diff = ["diff", "-z", "--name-status", "--find-renames", "--no-ext-diff", base, "--"];
  const said = fields(await printed(top, diff, signal));
  for (let at = 0; at < said.length;) {
    const status = said[at]!;
    const count = /^[RC]/.test(status) ? 2 : 1;
    const names = said.slice(at + 1, at + 1 + count);
    if (!status.startsWith("D")) files.push({ top, base, names });
    at += 1 + count;
  }
  return files;
}

async function printed(top: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const answer = await git(top, args, signal);
  if (answer.kind === "printed") return answer.text;
  throw badInput(`git ${args[0]!} in ${top}: ${answer.why}`);
}

const fields = (text: string): readonly string[] =>
  text.split("\0").filter((field) => field !== "");

/** `@@ -1,2 +3,4 @@`: four lines from the third. Lines that were only taken away leave none. */
function hunksOf(diff: string): readonly Lines[] {
  return [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count]) => {
    const from = Number(start) - 1;
    return { from, to: from + Number(count ?? 1) };
  });
}
