import { describe, expect, it } from "vitest";
import { analyseNote, LONGEST_NOTE, updateNote } from "../../../server/core/note/analyseNote";
import { analysePlain } from "../../../server/core/note/analysePlain";
import type { Note } from "../../../server/core/note/types";

/** Far above what is needed, far below what a quadratic step would take on these inputs. Milliseconds of processor time. */
const BOUND = 10_000;

function withinBound(work: () => void): void {
  const before = process.cpuUsage();
  work();
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(BOUND);
}

function inTime(text: string): Note {
  let note: Note | undefined;
  withinBound(() => {
    note = analyseNote(text);
    const middle = text.length >> 1;
    const edited = updateNote(note, [{ start: middle, end: middle, newText: "x" }]);
    expect(edited.text.length).toBe(text.length + 1);
  });
  return note!;
}

const LONG = 100_000;
const filled = (unit: string, length = LONG): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

describe("input that is no note", () => {
  it.each([
    ["empty", ""],
    ["white space", " \r\n\t \n"],
    ["a byte order mark", "\uFEFF"],
    ["only front matter", "---\ntitle: x\n---\n"],
    ["only an opening mark", "---\n"],
    ["NUL and control characters", "\0\u0001\u0002 text \u007F\0"],
    [
      "binary read as text",
      String.fromCharCode(...Array.from({ length: 4_096 }, (_, i) => (i * 7919) & 0xffff)),
    ],
  ])("%s", (_, text) => {
    const note = analyseNote(text);
    expect(note.text).toBe(text);
    expect(note.sections.length).toBeGreaterThan(0);
  });

  it.each([
    ["words on one line", "several words on one line "],
    ["emphasis that never closes", "*a_ **b "],
    ["opening brackets", "["],
    ["links that never close", "[a]("],
    ["nested links", "![[a]("],
    ["backticks of all lengths", "` `` ``` "],
    ["dollars", "$a $$b "],
    ["opening quotes", "\u201C"],
    ["at signs", "[@a;"],
    ["braces", "{{ {% "],
    ["open tags", "<a <!-- <?"],
    ["code tags", "<code>"],
    ["paragraphs of HTML", "<p>x <i>y</i> &amp;\n"],
    ["HTML that never closes", "<p><!-- <code> a < b &"],
    ["full stops", ". "],
    ["abbreviations", "e.g. J. "],
    ["apostrophes", "a'"],
    ["ideographs", "\u6F22\u5B57\u3002"],
    ["Thai without spaces", "\u0E20\u0E32\u0E29\u0E32"],
    ["emoji", "\u{1F469}\u200D\u{1F4BB} "],
    ["right-to-left words", "\u05E9\u05DC\u05D5\u05DD "],
    ["combining marks", "a\u0301\u0301\u0301"],
    ["lone surrogates", "\uD83D "],
    ["mail addresses", "a.b+c@"],
    ["web addresses", "www.a.b/c(d"],
    ["entities", "&amp;&#x;"],
    ["table cells", "| a "],
    ["short paragraphs", "a b\n\n"],
    ["headings", "# a\n"],
    ["footnote definitions", "[^a]: b\n"],
    ["reference definitions", "[a]: b\n"],
    ["maths", "$$\na\n"],
    ["comments that never close", "<!-- a\n\n"],
    ["front matter marks", "---\n"],
    ["ignore comments", "<!-- penprint-ignore -->\n"],
  ])("100,000 characters of %s", (_, unit) => {
    inTime(filled(unit));
    if (!unit.includes("\n")) inTime(filled(unit, 19_000));
  });

  it.each([
    ["quotations", filled("> ", 20_000) + "deep"],
    ["lists on one line", filled("- ", 20_000) + "deep"],
    [
      "lists on many lines",
      Array.from({ length: 400 }, (_, depth) => `${"  ".repeat(depth)}- deep`).join("\n"),
    ],
    ["YAML", `---\na: ${"[".repeat(50_000)}\n---\n`],
    ["YAML maps", `---\na: ${"{a: ".repeat(40_000)}\n---\n`],
    ["YAML lists on one line", `---\n${"- ".repeat(50_000)}a\n---\n`],
    ["YAML keys on one line", `---\n${"? ".repeat(50_000)}a\n---\n`],
    [
      "YAML by indentation",
      `---\n${Array.from({ length: 600 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}\n---\n`,
    ],
    [
      "YAML aliases",
      `---\na: &a [x]\n${Array.from({ length: 50 }, (_, i) => `b${i}: &b${i} [${i ? `*b${i - 1},*b${i - 1}` : "*a"}]`).join("\n")}\nsources: *b49\n---\n`,
    ],
  ])("deeply nested %s", (_, text) => {
    inTime(text);
  });

  it("reads of a text beyond the longest note only the front matter", () => {
    const note = inTime(`---\ntitle: Huge\n---\n${filled("All work and no play. ", 10_000_000)}`);
    expect(note.text.length).toBeGreaterThan(LONGEST_NOTE);
    expect(note.frontMatter?.title?.value).toBe("Huge");
    expect(note.prose).toEqual([]);
    const small = updateNote(note, [{ start: 100, end: note.text.length, newText: "" }]);
    expect(small).toEqual(analyseNote(small.text));
    expect(small.prose).toHaveLength(1);
  });

  it("judges nothing in a text that long without Markdown either, but ends", () => {
    withinBound(() => {
      expect(analysePlain(filled("word ", 10_000_000))).toEqual([]);
      expect(analysePlain(filled("word word.\n\n", 300_000)).length).toBe(25_000);
    });
  });
});

it("gives the paragraphs of plain prose at their places", () => {
  const text = "  One `code` and https://a.b.\nStill one.\r\n\r\nTwo.  \n \n\nThree";
  const parts = analysePlain(text);
  expect(parts.map((part) => part.prose.plain)).toEqual([
    "One CODE and URL. Still one.",
    "Two.",
    "Three",
  ]);
  for (const part of parts) expect(text.slice(part.start, part.end)).toBe(part.prose.text);
  expect(parts[0]!.prose.protectedSpans.map(({ kind }) => kind)).toEqual(["code", "url"]);
});
