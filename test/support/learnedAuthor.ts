import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";

const root = resolve(__dirname, "..", "..");

export interface LearnedAuthor {
  /** Workspace: `notes/` (learned from) and `sources/`. */
  readonly folder: string;
  readonly notes: string;
  readonly profile: string;
  readonly dataFolder: string;
}

/** The sample author, learned with the built command line in a fresh workspace; gone after the file's tests. */
export function learnedAuthor(): LearnedAuthor {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "penprint-author-")));
  const author = {
    folder,
    notes: join(folder, "notes"),
    profile: join(folder, "profile.json"),
    dataFolder: join(folder, "data"),
  };
  beforeAll(() => {
    if (!existsSync(join(root, "dist", "penprint.js"))) throw new Error("Run npm run build first.");
    mkdirSync(author.dataFolder);
    cpSync(join(root, "samples", "notes"), author.notes, { recursive: true });
    cpSync(join(root, "samples", "sources"), join(folder, "sources"), { recursive: true });
    execFileSync(process.execPath, [
      join(root, "dist", "penprint.js"),
      "learn",
      author.notes,
      ...["--author", "Sam", "--profile", author.profile, "--quiet"],
    ]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return author;
}
