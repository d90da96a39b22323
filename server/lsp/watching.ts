import { readdir, stat } from "node:fs/promises";
import { extname, isAbsolute, relative } from "node:path";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
} from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { folderConfigName } from "../protocol/folderConfig";
import type { Session } from "./session";

/** Kinds of files that notes name as sources; the editor reports their changes inside the workspace. */
const watchedExtensions = [
  "md",
  "markdown",
  "mdown",
  "mkd",
  "txt",
  "text",
  "rst",
  "org",
  "csv",
  "tsv",
  "pdf",
  "html",
  "htm",
];
const globs = [`**/${folderConfigName}`, `**/*.{${watchedExtensions.join(",")}}`];

/** Milliseconds between looks at files that the editor does not report. */
const pollEvery = 2000;

/**
 * Tells when a file that an open note's findings rest on has changed. The editor reports what it can watch; everything
 * else (files outside the workspace, clients that do not watch) is looked at by modification time.
 */
export class Watching {
  private readonly seen = new Map<string, string>();
  private polling = false;

  constructor(
    private readonly session: Session,
    /** Files besides those that open notes rest on. */
    private readonly others: () => readonly string[],
    private readonly onChange: (paths: readonly string[]) => void,
  ) {
    session.connection.onDidChangeWatchedFiles(({ changes }) => this.reported(changes));
  }

  async initialized(): Promise<void> {
    if (this.session.client.watchesFiles) {
      await this.session.connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: globs.map((globPattern) => ({ globPattern })),
      });
    }
    setInterval(() => void this.poll(), pollEvery).unref();
  }

  /** After the server itself wrote these files: that is no news. */
  acknowledge(paths: readonly string[]): void {
    for (const path of paths) this.seen.delete(path);
  }

  /** A file that appears or goes may be one that a pattern in `sources:` names. */
  private reported(changes: readonly FileEvent[]): void {
    const dependencies = new Set(this.dependencies());
    const relevant = changes
      .map(({ uri, type }) => ({ path: URI.parse(uri).fsPath, type }))
      .filter(
        ({ path, type }) =>
          type !== FileChangeType.Changed ||
          dependencies.has(path) ||
          path.endsWith(folderConfigName),
      );
    if (relevant.length > 0) this.onChange(relevant.map(({ path }) => path));
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      const paths = this.dependencies().filter((path) => !this.isReported(path));
      const stamps = await Promise.all(paths.map(stampOf));
      const changed = paths.filter((path, index) => this.differs(path, stamps[index]!));
      const current = new Set(paths);
      for (const path of this.seen.keys()) if (!current.has(path)) this.seen.delete(path);
      if (changed.length > 0) this.onChange(changed);
    } finally {
      this.polling = false;
    }
  }

  private differs(path: string, stamp: string): boolean {
    const before = this.seen.get(path);
    this.seen.set(path, stamp);
    return before !== undefined && before !== stamp;
  }

  private dependencies(): readonly string[] {
    const ofNotes = this.session.notes.all().flatMap((note) => note.check.dependencies);
    return [...new Set([...ofNotes, ...this.others()])];
  }

  private isReported(path: string): boolean {
    const known =
      path.endsWith(folderConfigName) || watchedExtensions.includes(extname(path).slice(1));
    return (
      this.session.client.watchesFiles && known && this.session.folders.some((f) => within(f, path))
    );
  }
}

function within(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}

/** Equal as long as the file is the same, the folder lists the same names, or there is still nothing. */
async function stampOf(path: string): Promise<string> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return (await readdir(path)).sort().join("\n");
    return `${info.mtimeMs} ${info.size} ${info.ino}`;
  } catch {
    return "absent";
  }
}
