import { describe, expect, it } from "vitest";
import { pdfText } from "../../../server/storage/extraction/pdfText";
import { smallPdf, stacked, type PdfLine } from "../../support/smallPdf";

async function textOf(...pages: readonly (readonly PdfLine[])[]): Promise<string> {
  const read = await pdfText(smallPdf(pages));
  if (read.kind === "failed") throw new Error(read.why);
  return read.text;
}

const long = "Every spring the members of the harbour club walk along the shore,";

describe("the text of a PDF", () => {
  it("puts lines together to paragraphs", async () => {
    const text = await textOf([
      ...stacked(long, "and they counted 210 boats in the year 2019."),
      { text: "A new paragraph stands farther below.", y: 690 },
    ]);
    expect(text).toBe(
      `${long} and they counted 210 boats in the year 2019.\n\nA new paragraph stands farther below.`,
    );
  });

  it("undoes hyphens at line ends, and keeps those of compounds", async () => {
    const text = await textOf(
      stacked(
        "The well-known list of the club is kept by its master of the har-",
        "bour, and whoever reads it finds the names of all of the well-",
        "known boats that were seen in the years of the COVID-",
        "19 pandemic.",
      ),
    );
    expect(text).toContain("of the harbour, and");
    expect(text).toContain("the well-known boats");
    expect(text).toContain("COVID-19 pandemic");
  });

  it("leaves out running headers and page numbers, and joins what goes on overleaf", async () => {
    const page = (number: number, ...texts: readonly string[]): readonly PdfLine[] => [
      { text: "Harbour report 2019", y: 800 },
      ...stacked(...texts),
      { text: `${number}`, x: 290, y: 40 },
    ];
    const pages = [
      page(
        1,
        "The club counted 210 boats in 2019, of which",
        "41 were built of wood and the other",
      ),
      page(2, "boats of steel."),
    ];
    const read = await pdfText(smallPdf(pages));
    expect(read).toMatchObject({ kind: "text" });
    const { text, pages: starts } = read as { text: string; pages: readonly number[] };
    expect(text).toBe(
      "The club counted 210 boats in 2019, of which 41 were built of wood and the other boats of steel.",
    );
    expect(starts).toEqual([0, text.indexOf("boats of steel")]);
  });

  it("leaves out headers that count pages within their text", async () => {
    const page = (number: number, text: string): readonly PdfLine[] => [
      { text: `Chapter ${number > 2 ? "Two" : "One"} ${number}`, y: 800 },
      ...stacked(text),
    ];
    const text = await textOf(page(1, "First."), page(2, "Second."), page(3, "Third."));
    expect(text).toBe("First.\n\nSecond.\n\nThird.");
  });

  it("keeps what stands in the margin of one page only", async () => {
    const text = await textOf(
      [{ text: "Report of the year 2019", y: 800 }, ...stacked("One.")],
      [{ text: "It closed with 12 members", y: 800 }, ...stacked("Two.")],
    );
    expect(text).toContain("Report of the year 2019");
    expect(text).toContain("It closed with 12 members");
  });

  it("keeps the rows of a table apart, cells in their order", async () => {
    const row = (y: number, ...cells: readonly string[]): readonly PdfLine[] =>
      cells.map((text, i) => ({ text, x: 72 + i * 120, y }));
    const text = await textOf([
      ...row(700, "Year", "Boats"),
      ...row(686, "2018", "190"),
      ...row(672, "2019", "210"),
    ]);
    expect(text).toBe("Year Boats\n\n2018 190\n\n2019 210");
  });

  it("does not let raised numbers grow onto what stands before them", async () => {
    const text = await textOf([
      { text: "They found 41 nests", y: 700 },
      { text: "3", x: 72 + 100.3, y: 704, size: 7 },
      { text: "on 12 km", x: 180, y: 700 },
      { text: "2", x: 180 + 45.3, y: 704, size: 7 },
    ]);
    expect(text).toBe("They found 41 nests on 12 km²");
  });

  it("reads pages that are shown turned", async () => {
    const turned = smallPdf([stacked("Read me.")], { rotate: 90 });
    expect(await pdfText(turned)).toMatchObject({ text: "Read me." });
  });
});

describe("a PDF that cannot be read", () => {
  it.each([
    ["protected", smallPdf([stacked("Secret.")], { encrypted: true }), "protected by a password"],
    ["without text", smallPdf([[]]), "there is no text in it, only pictures of pages"],
    ["cut off", smallPdf([stacked("A.")]).slice(0, 60), "no PDF file, or a damaged one"],
    ["something else", new TextEncoder().encode("hello"), "no PDF file, or a damaged one"],
    ["empty", new Uint8Array(), "no PDF file, or a damaged one"],
  ])("is %s: says so", async (_, bytes, why) => {
    const read = await pdfText(bytes);
    expect(read).toMatchObject({ kind: "failed" });
    expect(read).toHaveProperty("why", expect.stringContaining(why));
    expect(read).toHaveProperty("why", expect.stringContaining("Save its text as"));
  });
});
