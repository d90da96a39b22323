import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfFrontMatter, hasBrief, placeArticle } from "../../client/articles/placement";

const head = "---\ntitle: Salt\nbrief: why\n---\n";

describe("front matter", () => {
  test.each([
    ["a block", head, head.length],
    ["a block at the end of the text", head.trimEnd(), head.trimEnd().length],
    ["line breaks of Windows", head.replaceAll("\n", "\r\n"), head.length + 4],
    ["a byte order mark", `\uFEFF${head}`, head.length + 1],
    ["dots as the end", "---\na: 1\n...\ntext", 13],
    ["none", "# Salt\n\n---\n", 0],
    ["one that is never closed", "---\ntitle: Salt\n", 0],
  ])("%s", (_, text, end) => {
    expect(endOfFrontMatter(text)).toBe(end);
  });

  test("a brief counts only in the front matter", () => {
    expect(hasBrief(head)).toBe(true);
    expect(hasBrief("---\ntitle: Salt\n---\nbrief: no")).toBe(false);
  });
});

test("an article goes below the front matter and takes nothing away", () => {
  fc.assert(
    fc.property(fc.constantFrom("", head, head.trimEnd()), fc.string(), (front, body) => {
      const tail = front === "" || front.endsWith("\n") ? body : "";
      fc.pre(endOfFrontMatter(front + tail) === front.length);
      const { text, inserted } = placeArticle(front + tail, "\n# Salt\n\nIt wins.\n");
      expect(text).toBe(front + inserted + tail);
      expect(inserted.trim()).toBe("# Salt\n\nIt wins.");
    }),
  );
});
