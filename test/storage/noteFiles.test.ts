import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiskNotes } from "../../server/storage/noteFiles";
import type { NotePatterns } from "../../server/workflows/ports";
import { temporaryFolder } from "../support/temporaryFolder";
import { writeFiles } from "../support/writtenNotes";

const everything: NotePatterns = { include: ["**/*.md"], exclude: [] };
const isWindows = process.platform === "win32";
const isRoot = process.getuid?.() === 0;

async function found(paths: readonly string[], patterns = everything) {
  const { notes, leftOut } = await new DiskNotes().find(paths, patterns);
  return { notes: notes.map(({ note }) => note), leftOut };
}

describe("finding notes", () => {
  test("walks folders in order and takes named files whatever they are called", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "b.md": "", "a/c.md": "", "a/d.txt": "", "node_modules/e.md": "" });
    expect((await found([folder, join(folder, "a", "d.txt")])).notes).toEqual([
      "a/c.md",
      "b.md",
      "d.txt",
    ]);
  });

  test("respects .gitignore at every level, above the folder too", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".git"));
    writeFiles(folder, {
      ".gitignore": "private/\n*.draft.md\n",
      "notes/a.md": "",
      "notes/b.draft.md": "",
      "notes/private/c.md": "",
      "notes/deep/.gitignore": "!d.draft.md\n",
      "notes/deep/d.draft.md": "",
    });
    const { notes, leftOut } = await found([join(folder, "notes")]);
    expect(notes).toEqual(["a.md", "deep/d.draft.md"]);
    expect(leftOut).toEqual([
      { path: join(folder, "notes", "b.draft.md"), why: ".gitignore" },
      { path: join(folder, "notes", "private"), why: ".gitignore" },
    ]);
  });

  test("include and exclude patterns are relative to the folder", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "", "b.markdown": "", "old/c.md": "", "x/old/d.md": "" });
    const { notes, leftOut } = await found([folder], {
      include: ["**/*.md", "**/*.markdown"],
      exclude: ["old/**"],
    });
    expect(notes).toEqual(["a.md", "b.markdown", "x/old/d.md"]);
    expect(leftOut.every(({ why }) => why === "excluded by a pattern")).toBe(true);
  });

  test("a file reached twice is found once; what is not there is left out with the reason", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "" });
    symlinkSync(join(folder, "a.md"), join(folder, "b.md"));
    symlinkSync(join(folder, "nowhere.md"), join(folder, "c.md"));
    const { notes, leftOut } = await found([folder, join(folder, "gone")]);
    expect(notes).toEqual(["a.md"]);
    expect(leftOut.map(({ path }) => path)).toEqual([join(folder, "c.md"), join(folder, "gone")]);
  });

  test.skipIf(isWindows)("a folder without read permission is left out", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "a.md": "", "closed/b.md": "" });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "closed"), 0);
    // Root may read everything, so it looks as nobody.
    if (isRoot) process.seteuid?.(65_534);
    const { notes, leftOut } = await found([folder]).finally(() => {
      if (isRoot) process.seteuid?.(0);
    });
    chmodSync(join(folder, "closed"), 0o755);
    expect(notes).toEqual(["a.md"]);
    expect(leftOut[0]?.why).toContain("cannot be read");
  });
});

describe("reading notes", () => {
  const read = async (bytes: Buffer | string) => {
    const file = join(temporaryFolder(), "a.md");
    writeFileSync(file, bytes);
    return new DiskNotes().read(file);
  };

  test("text with its hash", async () => {
    expect(await read("abc")).toEqual({
      kind: "read",
      text: "abc",
      hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });

  test("binary, another encoding and a missing file are answers", async () => {
    expect(await read(Buffer.from([65, 0, 66]))).toMatchObject({
      why: expect.stringContaining("no text") as unknown,
    });
    expect(await read(Buffer.from([65, 0xe9, 66]))).toMatchObject({
      why: expect.stringContaining("UTF-8") as unknown,
    });
    const missing = await new DiskNotes().read(join(temporaryFolder(), "a.md"));
    expect(missing).toMatchObject({
      kind: "unreadable",
      why: expect.stringContaining("ENOENT") as unknown,
    });
  });
});
