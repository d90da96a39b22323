import { describe, expect, it } from "vitest";
import { htmlText } from "../../../server/storage/extraction/htmlText";

function textOf(page: string | Buffer): string {
  const read = htmlText(Buffer.from(page));
  if (read.kind === "failed") throw new Error(read.why);
  return read.text;
}

const failure = (page: string | Buffer): string => {
  const read = htmlText(Buffer.from(page));
  return read.kind === "failed" ? read.why : `read: ${read.text}`;
};

describe("the text of an HTML page", () => {
  it("keeps headings, paragraphs, items and rows apart", () => {
    const page = `<!doctype html><title>Boats | Club</title><body><h1>Boats</h1>
      <p>The club counted\n <b>210</b> boats&nbsp;in 2019.<p>It rained.
      <ul><li>One<li><p>Two</ul>
      <table><tr><th>Year<th>Boats<tr><td>2018<td>190</table>`;
    expect(textOf(page).split("\n\n")).toEqual([
      "# Boats",
      "The club counted 210 boats\u00A0in 2019.",
      "It rained.",
      "- One",
      "- Two",
      "| Year | Boats |",
      "| 2018 | 190 |",
    ]);
  });

  it("reads the main content and no more, with the page's title", () => {
    const page = `<title>Report</title><header>Menu</header><nav>Home</nav>
      <main><header>By Anna</header><p>There are 41 nests here.</p></main><footer>Imprint</footer>`;
    expect(textOf(page)).toBe("# Report\n\nBy Anna\n\nThere are 41 nests here.");
  });

  it("leaves out what surrounds a page without a main part", () => {
    const page = `<header>Club</header><div role="navigation">Home</div><div><p>41 nests.</p></div>
      <section><header>July</header>12 ducks.</section><aside>Buy boats</aside><footer>Imprint</footer>`;
    expect(textOf(page)).toBe("41 nests.\n\nJuly\n\n12 ducks.");
  });

  it("does not believe in a main part that is nearly empty", () => {
    const page = `<main>Hi</main><div>The club counted 210 boats in 2019.</div>`;
    expect(textOf(page)).toContain("210 boats");
  });

  it("leaves out what is hidden, scripts and styles", () => {
    const page = `<body><script>var a = 99</script><style>p { color: red }</style><template>77</template>
      <noscript>66</noscript><p hidden>55</p><p style="color: red; display : none">44</p>
      <p aria-hidden="true">33</p><svg><text>22</text></svg><p>Shown.</p><!-- 11 -->`;
    expect(textOf(page)).toBe("Shown.");
  });

  it("does not let raised numbers grow onto what stands before them", () => {
    const page = `<p>In 2019<sup><a href="#n">3</a></sup> they found<sup>4</sup> 41 nests<sup>[5]</sup> on 12 km<sup>2</sup>.`;
    expect(textOf(page)).toBe("In 2019 they found 41 nests on 12 km².");
  });

  it("keeps lines that the page breaks, and those of preformatted text", () => {
    expect(textOf("<p>Anna Berg<br>Quay 4<br><br>Later.")).toBe("Anna Berg\nQuay 4\n\nLater.");
    expect(textOf("<pre>a  b\nc</pre>")).toBe("a b\nc");
  });

  it("takes a table that lays out the page for what it is", () => {
    expect(textOf("<table><tr><td><p>One.</p><p>Two.</p><td>Three.</table>")).toBe(
      "One.\n\nTwo.\n\nThree.",
    );
  });

  it("knows the encoding by the mark, by what the page says, else takes UTF-8", () => {
    const latin = Buffer.from('<meta charset="iso-8859-1"><p>caf\u00E9', "latin1");
    const older = Buffer.from(
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>\x93caf\u00E9\x94',
      "latin1",
    );
    expect(textOf(latin)).toBe("caf\u00E9");
    expect(textOf(older)).toBe("\u201Ccaf\u00E9\u201D");
    expect(textOf(Buffer.from("\uFEFF<p>caf\u00E9", "utf16le"))).toBe("caf\u00E9");
    expect(textOf("\uFEFF<meta charset=latin1><p>caf\u00E9")).toBe("caf\u00E9");
    expect(textOf("<p>caf\u00E9")).toBe("caf\u00E9");
  });

  it("says what is wrong with it", () => {
    expect(failure(Buffer.from("<p>caf\u00E9", "latin1"))).toContain(
      "not valid UTF-8 and names no other encoding",
    );
    expect(failure("<meta charset=klingon><p>a")).toContain("encoding klingon is not known");
    expect(failure("<div id=app></div><script>fill()</script>")).toContain("no text in it");
    expect(failure("")).toContain("no text in it");
    expect(failure("a\0b")).toContain("no HTML file");
  });

  it("does not mind how deep a page is nested", () => {
    expect(textOf(`${"<div>".repeat(50_000)}deep`)).toBe("deep");
  });
});
