import { describe, expect, it } from "vitest";
import { analyseNote } from "../../../server/core/note/analyseNote";
import type { Note } from "../../../server/core/note/types";
import type { Span } from "../../../server/core/text/span";

const prose = (text: string) => analyseNote(text).prose.map((part) => part.prose);
const plain = (text: string): readonly string[] => prose(text).map((part) => part.plain);
const slice = (note: Note, span: Span): string => note.text.slice(span.start, span.end);

/** The note's text with every stretch of prose between « and ». */
function marked(text: string): string {
  const { prose } = analyseNote(text);
  return prose.reduceRight(
    (shown, { start, end }) =>
      `${shown.slice(0, start)}«${shown.slice(start, end)}»${shown.slice(end)}`,
    text,
  );
}

/** Protected stretches of the first paragraph, as `kind text`. */
function protectedIn(text: string): readonly string[] {
  const [first] = prose(text);
  return first!.protectedSpans.map(
    ({ kind, start, end }) => `${kind} ${first!.text.slice(start, end)}`,
  );
}

/** Masked text with `·` for what is hidden and `@` for what is no prose. */
const masked = (text: string): string =>
  prose(text)[0]!.masked.replaceAll("\u200B", "·").replaceAll("\uFFFC", "@");

describe("what is prose", () => {
  it.each([
    ["a paragraph, trimmed", "   Two lines  \nof text.  \n\n"],
    ["an ATX heading without its marks", "## «A heading» ##"],
    ["a heading without its attributes", "# «Title» {#id .wide}"],
    ["a Setext heading", "«A heading»\n===\n\n«Text»"],
    ["list items, nested", "- «one»\n  more\n"],
    ["tasks without their box", "- [x] «done»\n- [ ] «not done»"],
  ])("%s", (_, text) => {
    const bare = text.replaceAll(/[«»]/g, "");
    if (text.includes("«") && !text.includes("\n  more")) expect(marked(bare)).toBe(text);
    for (const part of analyseNote(bare).prose)
      expect(part.prose.text).toBe(part.prose.text.trim());
  });

  it.each([
    ["front matter", "---\ntitle: Some title that is no prose\n---\n«Text.»"],
    ["front matter after a byte order mark", "\uFEFF---\na: b\n---\n«Text.»"],
    ["front matter with CRLF", "---\r\na: b\r\n---\r\n«Text.»\r\n"],
    ["fenced code", "«Before.»\n\n```js\nlet it be = 1;\n```\n\n«After.»"],
    ["code in a list", "- «Item.»\n\n  ```\n  code here\n  ```\n"],
    ["indented code", "«Before.»\n\n    code here\n\n«After.»"],
    ["a table", "«Before.»\n\n| a | b |\n|---|---|\n| some words | more |\n\n«After.»"],
    ["a block quotation", "«Before.»\n\n> Somebody else said so.\n\n«After.»"],
    ["a callout", "> [!note] Title\n> Boxed words.\n\n«After.»"],
    [
      "HTML around paragraphs",
      "<div class='x'>\n<p>«Said <b>so</b>.»</p>\n<ul><li>«One.»\n<li>«Two.»</ul>\n</div>",
    ],
    ["what others say in HTML", "<p>«Before.»\n\n<blockquote><p>Somebody else.</p></blockquote>"],
    ["comments in HTML", "<p>«Before.»</p>\n<!-- <p>not this</p> -->\n<p>«After.»"],
    ["HTML blocks", "<div>\nwords in a box\n</div>\n\n«After.»"],
    ["comments", "<!-- a remark\n\nover paragraphs -->\n\n«After.»"],
    ["block maths", "«Before»\n$$\na + b\n$$\n«After.»"],
    ["block maths on one line", "$$ a + b $$\n\n«After.»"],
    ["unfinished maths, up to the blank line", "$$\na + b\n\n«After.»"],
    ["footnote definitions", "«Text.»\n\n[^1]: A note at the foot\n    of the page.\n\n«After.»"],
    ["reference definitions", "«Text.»\n\n[ref]: http://example.org 'title'\n"],
    ["a rule", "«Text.»\n\n---\n\n«After.»"],
    ["lines of a site generator", "«Before.»\n::: note\n«Inside.»\n:::\n"],
    ["an image alone", "![words about it](x.png)\n\n«After.»"],
    ["templates alone", "{{< figure src=x >}}\n\n{% include y %}\n\n«After.»"],
    ["data on one line", `${"x".repeat(100)} ${"word ".repeat(5_000)}\n\n«After.»`],
  ])("leaves out %s", (_, text) => {
    expect(marked(text.replaceAll(/[«»]/g, ""))).toBe(text);
  });

  it("knows headings by level and list items by depth", () => {
    const kinds = prose("### H\n\n1. a\n   - b\n\n     c\n\npara").map((p) => [
      p.kind,
      p.level,
      p.text,
    ]);
    expect(kinds).toEqual([
      ["heading", 3, "H"],
      ["listItem", 1, "a"],
      ["listItem", 2, "b"],
      ["listItem", 2, "c"],
      ["paragraph", 0, "para"],
    ]);
  });
});

describe("markup within prose", () => {
  it.each([
    ["*so* it **goes**, ~~not~~ _on_", "so it goes, not on"],
    ["un**believ**able", "unbelievable"],
    ["call `f(x)` and ``a ` b``", "call CODE and CODE"],
    ["a [link text](http://a.b/c 'title') here", "a link text here"],
    ["a [link *text*][ref] and [short]", "a link text and short"],
    ["see <http://a.b> or www.example.org/x or me@example.org.", "see URL or URL or URL."],
    ["a [[Page]] and [[Page#Part|shown]]", "a Page and shown"],
    ["as shown [@doe2020, p. 3; @roe].", "as shown."],
    ["as @doe2020 says", "as says"],
    ["a claim[^1] with a note^[beside it].", "a claim with a note."],
    ["it costs $5 and $10, x is $a_i+1$", "it costs $5 and $10, x is CODE"],
    ["H<sub>2</sub>O <!-- hidden -->is<br>wet", "H2O is wet"],
    ["press <kbd>Ctrl-C</kbd> now", "press CODE now"],
    ["fish &amp; chips&mdash;now &#8217;tis &bogus; \\*done\\*", "fish & chips--now 'tis *done*"],
    ["“Quotes” – and — it’s… ‘so’", "\"Quotes\" -- and -- it's... 'so'"],
    ["a line\nbroken  \nthrice\\\nhere", "a line broken thrice here"],
    ["today {{ date }} is {% now %} fine", "today is fine"],
    ["an ![image](a.png) inside", "an inside"],
  ])("%j reads %j", (text, expected) => {
    expect(plain(text)).toEqual([expected]);
  });

  it("masks offset for offset", () => {
    expect(masked("a [li*n*k](u) `c` &lt;[^1]")).toBe("a ·li·n·k···· @@@ <···@@@@");
    expect(masked("x **b** $y$ <b>z</b> \\# 😀!")).toBe("x ··b·· @@@ ···z···· ·# 😀!");
  });

  it("masks HTML, where nothing is Markdown", () => {
    const text = "<p>It's *not* <a href='u'>here</a><!-- x -->, &lt;&nope; <code>c</code>.</p>";
    expect(masked(text)).toBe(
      `It's *not* ${"·".repeat(12)}here${"·".repeat(4 + 10)}, <···@@@@@@ ${"@".repeat(14)}.`,
    );
    expect(plain(text)).toEqual(["It's *not* here, < CODE."]);
    expect(plain("It's *not* here.\n\n<p>It's *not* here.</p>")).toEqual([
      "It's not here.",
      "It's *not* here.",
    ]);
  });

  it("tells what must not be touched", () => {
    const text =
      "`c` $m$ [l](u) http://a.b ![i](s) <b>h</b> [^1] [@k] [[w|x]] <code>d e</code> {{t}} word";
    expect(protectedIn(text)).toEqual([
      "code `c`",
      "math $m$",
      "link [l](u)",
      "url http://a.b",
      "image ![i](s)",
      "html <b>",
      "html </b>",
      "footnote [^1]",
      "citation [@k]",
      "wikiLink [[w|x]]",
      "code <code>d e</code>",
      "html {{t}}",
    ]);
  });

  it("finds quotations, their marks included, and leaves unclosed ones", () => {
    const [only] = prose('He said “let it be” and "so on", she «oui», it’s 5" wide and "open');
    const found = only!.quotations.map(({ start, end }) => only!.text.slice(start, end));
    expect(found).toEqual(["“let it be”", '"so on"', "«oui»"]);
  });
});

describe("front matter", () => {
  const read = (yaml: string) => {
    const note = analyseNote(`---\n${yaml}\n---\nText.`);
    const matter = note.frontMatter!;
    return {
      ...matter,
      shown: matter.sources.map((source) => slice(note, source)),
      values: matter.sources.map((source) => source.value),
      messages: matter.problems.map((problem) => `${slice(note, problem)}: ${problem.value}`),
    };
  };

  it("locates title, brief and sources", () => {
    const found = read(
      "title: 'A title'\nbrief: >\n  Two\n  lines\nsources:\n  - a.md # first\n  - \"b c.md\"\n  - [[Wiki]]\n  - '[[Other]]'\n  - notes/**/*.md\n  - https://example.org/x",
    );
    expect(found.title?.value).toBe("A title");
    expect(found.brief?.value).toBe("Two lines");
    expect(found.values).toEqual([
      "a.md",
      "b c.md",
      "[[Wiki]]",
      "[[Other]]",
      "notes/**/*.md",
      "https://example.org/x",
    ]);
    expect(found.shown).toEqual([
      "a.md",
      '"b c.md"',
      "[[Wiki]]",
      "'[[Other]]'",
      "notes/**/*.md",
      "https://example.org/x",
    ]);
    expect(found.problems).toEqual([]);
  });

  it("takes one source as a list of one, and nothing as nothing", () => {
    expect(read("sources: a.md").values).toEqual(["a.md"]);
    expect(read("sources: [[Wiki Page]]").values).toEqual(["[[Wiki Page]]"]);
    expect(read("sources: [a.md, b.md]").values).toEqual(["a.md", "b.md"]);
    expect(read("sources:").values).toEqual([]);
    expect(read("sources:").problems).toEqual([]);
    const empty = read("sources:\n  - a.md\n  -\n  - ''");
    expect(empty.values).toEqual(["a.md"]);
    expect(empty.problems.map(({ value }) => value)).toEqual(
      Array(2).fill(expect.stringContaining("`sources` is empty")),
    );
    expect(read("title: 2024").title?.value).toBe("2024");
  });

  it("says what is wrong where it is wrong", () => {
    expect(read("sources:\n  - {a: b}").messages[0]).toMatch(/^\{a: b\}: A source must be/);
    expect(read("title: [a").problems[0]!.value).toMatch(/not valid YAML/);
    expect(read("just words").messages[0]).toMatch(/`key: value`/);
    expect(read("title: {a: b}").messages[0]).toMatch(/`title` must be text/);
    expect(read("a: ".concat("[".repeat(20_000))).problems[0]!.value).toMatch(
      /nested too deeply|not valid/,
    );
  });

  it("is not there when it is never closed, or not at the top", () => {
    expect(analyseNote("---\ntitle: x\n\ntext").frontMatter).toBeUndefined();
    expect(analyseNote("\n---\ntitle: x\n---\n").frontMatter).toBeUndefined();
    expect(analyseNote("---\n---\n").frontMatter).toMatchObject({ start: 0, end: 8, sources: [] });
  });
});

describe("sections, quotations of others, ignore comments", () => {
  it("starts a section at every heading", () => {
    const note = analyseNote("---\na: b\n---\n\nintro\n\n# One\n\na\n\n## Two\n\nb");
    expect(note.sections.map((section) => [section.level, slice(note, section)])).toEqual([
      [0, "\nintro\n\n"],
      [1, "# One\n\na\n\n"],
      [2, "## Two\n\nb"],
    ]);
    expect(note.prose.map(({ section }) => section)).toEqual([0, 1, 1, 2, 2]);
    expect(analyseNote("\n# One\ntext").sections).toHaveLength(1);
    expect(analyseNote("").sections).toEqual([{ start: 0, end: 0, level: 0 }]);
  });

  it("keeps block quotations, also in lists, without their marks", () => {
    const note = analyseNote("> One *two*\n> three\n\n- a\n\n  > four\n");
    expect(note.blockQuotes.map((quote) => quote.plain)).toEqual(["One two three", "four"]);
    expect(note.blockQuotes.map((quote) => slice(note, quote))).toEqual([
      "> One *two*\n> three",
      "> four",
    ]);
  });

  it.each([
    ["<!-- penprint-ignore -->\n\n«Next block\nof text.»\n\nOther.", "block", []],
    [
      "<!-- penprint-ignore style/a, style/b -->\n<!-- other -->\n«Next.»\n\nOther.",
      "block",
      ["style/a", "style/b"],
    ],
    ["«Text <!-- penprint-ignore x --> around.»\n\nOther.", "block", ["x"]],
    ["<!-- penprint-ignore-line x -->\n«Next line»\nOther.", "line", ["x"]],
    ["First\n«Own line <!-- penprint-ignore-line x -->»\nOther.", "line", ["x"]],
    ["«Text.\n\n<!-- penprint-ignore-file -->»", "file", []],
    ["Text.\n\n<!-- penprint-ignore -->«»", "block", []],
    ["<!-- penprint-ignore style/a -- said > by: x, y -->\n\n«Next.»", "block", ["style/a"]],
    ["<!-- penprint-ignore style/a, b — quoted -->\n\n«Next.»", "block", ["style/a", "b"]],
    ["<!-- penprint-ignore -- quoted -->\n\n«Next.»", "block", []],
    ["«Text <!-- penprint-ignore x -- why --> around.»\n\nOther.", "block", ["x"]],
  ])("%j", (text, scope, rules) => {
    const note = analyseNote(text.replaceAll(/[«»]/g, ""));
    expect(note.ignores).toHaveLength(1);
    const [{ covers, ...found }] = note.ignores as [(typeof note.ignores)[0]];
    expect([found.scope, found.rules.map(({ value }) => value)]).toEqual([scope, rules]);
    expect(found.rules.map((rule) => slice(note, rule))).toEqual(rules);
    const { text: bare } = note;
    expect(`${bare.slice(0, covers.start)}«${slice(note, covers)}»${bare.slice(covers.end)}`).toBe(
      text,
    );
  });

  it("takes no other comment for one", () => {
    expect(
      analyseNote("<!-- penprint-ignored -->\n\n`<!-- penprint-ignore -->` text").ignores,
    ).toEqual([]);
  });
});
