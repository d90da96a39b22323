import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SourceSet } from "../../server/core/faithfulness/types";
import type { Extraction } from "../../server/storage/extraction/extraction";
import { SourceFileReader } from "../../server/storage/sourceFiles";
import { readSources } from "../../server/workflows/readSources";
import { smallPdf, stacked } from "../support/smallPdf";

let top: string;
let root: string;
let files: SourceFileReader;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "penprint-sources-")));
  root = join(top, "vault");
  mkdirSync(join(root, "notes"), { recursive: true });
  mkdirSync(join(root, "facts"));
  writeFileSync(join(top, "secret.md"), "Secret.");
  writeFileSync(join(root, "facts", "survey.md"), "The survey found 41 nests.");
  writeFileSync(join(root, "facts", "ledger.txt"), "\uFEFFThe ledger says 12.");
  files = new SourceFileReader();
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const read = (...entries: readonly string[]): Promise<SourceSet | undefined> =>
  readSources(
    {
      frontMatter: {
        start: 0,
        end: 100,
        sources: entries.map((value, i) => ({ value, start: i, end: i + 1 })),
        problems: [],
      },
    },
    { path: join(root, "notes", "note.md"), root },
    files,
  );

it("reads paths from the note and from the root, globs and wiki links, each file once", async () => {
  const set = await read(
    "../facts/survey.md",
    "facts/*.{md,txt}",
    "[[Survey]]",
    "[[survey|the survey]]",
  );
  expect(set?.problems).toEqual([]);
  expect(set?.texts.map(({ location }) => location).sort()).toEqual([
    join(root, "facts", "ledger.txt"),
    join(root, "facts", "survey.md"),
  ]);
});

it.each([
  ["../../secret.md", "outside"],
  ["missing.md", "no file missing.md"],
  ["../facts", "is a folder"],
  ["[[Nobody]]", "no note named Nobody"],
  ["*.md", "Nothing that can be read matches"],
])("says what is wrong with %s", async (entry, why) => {
  const set = await read(entry);
  expect(set?.texts).toEqual([]);
  expect(set?.problems[0]?.message).toContain(why);
  expect(set?.problems[0]).toMatchObject({ severity: "warning", start: 0, end: 1 });
});

it.each(["note.md", "../notes/note.md", "./*.md", "[[note]]"])(
  "does not take the note for its own source: %s",
  async (entry) => {
    writeFileSync(join(root, "notes", "note.md"), "There are 99 nests.");
    const set = await read(entry);
    expect(set?.texts).toEqual([]);
    expect(set?.problems[0]?.message).toContain("cannot be its own source");
  },
);

it("leaves the note out of what a pattern matches", async () => {
  writeFileSync(join(root, "notes", "note.md"), "There are 99 nests.");
  writeFileSync(join(root, "notes", "other.md"), "There are 41 nests.");
  const set = await read("*.md");
  expect(set?.problems).toEqual([]);
  expect(set?.texts.map(({ location }) => location)).toEqual([join(root, "notes", "other.md")]);
});

it.each([
  ["../../../../../**/*.zzz", "outside"],
  ["/**/*.zzz", "outside"],
  ["*/../../../../**/*.zzz", "leads elsewhere"],
  ["{../../../**,a}/*.zzz", "leads elsewhere"],
  ["!a.md", "what does not match"],
])("refuses %s before it searches", async (entry, why) => {
  const start = performance.now();
  const set = await read(entry);
  expect(set?.problems[0]?.message).toContain(why);
  expect(performance.now() - start).toBeLessThan(1000);
});

it("looks through so many files and no more, and says so", async () => {
  files = new SourceFileReader(3);
  for (const name of ["a", "b", "c"]) {
    mkdirSync(join(root, "many", name), { recursive: true });
    writeFileSync(join(root, "many", name, "fact.md"), "A fact.");
  }
  const set = await read("many/**/*.md", "[[Nobody]]");
  expect(set?.texts.length).toBeLessThan(3);
  expect(set?.problems[0]?.message).toContain("more than 3 files");
});

it("calls the address of a file by its name", async () => {
  const set = await read("file:///tmp/a.md");
  expect(set?.problems[0]?.message).toContain("address of a file");
  expect(set?.problems[0]?.message).not.toContain("web");
});

it("watches the folders that a pattern or a link was looked for in", async () => {
  const set = await read("facts/**/*.md", "[[Nobody]]");
  expect(set?.watched).toEqual(expect.arrayContaining([join(root, "facts"), join(root, "notes")]));
});

it("never fetches an address", async () => {
  const set = await read("https://example.org/report");
  expect(set?.problems[0]?.severity).toBe("information");
  expect(set?.problems[0]?.message).toContain("Save a copy");
});

it("refuses a link that leads outside", async () => {
  symlinkSync(join(top, "secret.md"), join(root, "notes", "alias.md"));
  const set = await read("alias.md");
  expect(set?.texts).toEqual([]);
  expect(set?.problems[0]?.message).toContain("outside");
});

it.each([
  ["latin.txt", Buffer.from([0x63, 0x61, 0x66, 0xe9]), "UTF-8"],
  ["image.md", Buffer.from([0x50, 0x00, 0x51]), "no text file"],
  ["page.html", Buffer.from("<script>fill()</script>"), "no text in it"],
  ["paper.pdf", Buffer.from("%PDF-1.7"), "damaged"],
  ["letter.docx", Buffer.from("PK"), "only Markdown, text, PDF and HTML files"],
])("cannot read %s and says why", async (name, bytes, why) => {
  writeFileSync(join(root, "notes", name), bytes);
  const set = await read(name);
  expect(set?.texts).toEqual([]);
  expect(set?.problems[0]?.message).toContain(why);
});

it("reads PDF and HTML files, also where patterns and links name them", async () => {
  writeFileSync(join(root, "facts", "paper.pdf"), smallPdf([stacked("The paper says 7.")]));
  writeFileSync(join(root, "facts", "page.htm"), "<p>The page says <b>8</b>.");
  const set = await read("../facts/*.{pdf,htm}", "[[paper.pdf]]");
  expect(set?.problems).toEqual([]);
  expect(set?.texts.map(({ text, extracted }) => [text, extracted])).toEqual([
    ["The page says 8.", { format: "html", pages: [] }],
    ["The paper says 7.", { format: "pdf", pages: [0] }],
  ]);
});

it("does not even open a PDF that is too large", async () => {
  const path = join(root, "notes", "huge.pdf");
  writeFileSync(path, "%PDF-1.7");
  truncateSync(path, 60_000_000);
  const set = await read("huge.pdf");
  expect(set?.problems[0]?.message).toContain("huge.pdf: it is larger than 50 MB");
});

it("takes the text out of a file once while it is the same, for all who ask", async () => {
  let times = 0;
  const extract = (): Promise<Extraction> => {
    times++;
    return Promise.resolve({ kind: "text", text: `Read ${times}.`, pages: [0] });
  };
  files = new SourceFileReader(1000, { extract });
  const path = join(root, "notes", "paper.pdf");
  writeFileSync(path, "%PDF-1.7");
  await Promise.all([read("paper.pdf"), read("paper.pdf")]);
  const set = await read("paper.pdf");
  expect(set?.texts[0]?.text).toBe("Read 1.");
  utimesSync(path, new Date(), new Date(Date.now() + 5000));
  expect((await read("paper.pdf"))?.texts[0]?.text).toBe("Read 2.");
});

it("does not keep what was called off", async () => {
  const path = join(root, "notes", "page.html");
  writeFileSync(path, "<p>41 nests.");
  const controller = new AbortController();
  const first = files.read(path, controller.signal);
  controller.abort(new Error("closed"));
  await expect(first).rejects.toThrow("closed");
  expect(await files.read(path)).toMatchObject({ kind: "text", text: "41 nests." });
});

it("keeps the set while nothing changed, and makes a new one when a source did", async () => {
  const first = await read("../facts/survey.md");
  expect(await read("../facts/survey.md")).toBe(first);
  writeFileSync(join(root, "facts", "survey.md"), "The survey found 42 nests.");
  utimesSync(join(root, "facts", "survey.md"), new Date(), new Date(Date.now() + 5000));
  const second = await read("../facts/survey.md");
  expect(second?.id).not.toBe(first?.id);
  expect(second?.texts[0]?.text).toContain("42");
});

it("watches what it read and what it looked for", async () => {
  const set = await read("../facts/survey.md", "missing.md");
  expect(set?.watched).toContain(join(root, "facts", "survey.md"));
  expect(set?.watched).toContain(join(root, "notes", "missing.md"));
});

it("is undefined for a note that names nothing", async () => {
  expect(await read()).toBeUndefined();
});
