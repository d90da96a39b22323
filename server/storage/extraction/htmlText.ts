import { parse } from "parse5";
import { contentOf } from "./htmlContent";
import { decodeHtml } from "./htmlEncoding";
import { isElement, isHidden, plainText, within, type HtmlParent } from "./htmlElements";
import { cannotExtract, type Extraction } from "./extraction";
import { MarkdownBlocks } from "./htmlBlocks";

/** The main content of a page as Markdown: headings, paragraphs, list items and table rows. Links and pictures are left out. */
export function htmlText(bytes: Uint8Array): Extraction {
  const decoded = decodeHtml(bytes);
  if (decoded.kind === "failed") return cannotExtract(decoded.why);
  // Without scripts <noscript> is markup like any other, and can be left out as a whole.
  const page = parse(decoded.text, { scriptingEnabled: false });
  const { parts, leavesOut } = contentOf(page);
  const blocks = new MarkdownBlocks(leavesOut);
  for (const part of parts) blocks.add(part);
  const found = blocks.lines();
  if (found.length === 0) {
    return cannotExtract("there is no text in it. A page that a script fills in holds none");
  }
  const title = titleOf(page);
  const first = found[0] ?? "";
  const isSaid = title === "" || (first.startsWith("# ") && title.includes(first.slice(2)));
  return {
    kind: "text",
    text: [...(isSaid ? [] : [`# ${title}`]), ...found].join("\n\n"),
    pages: [],
  };
}

function titleOf(page: HtmlParent): string {
  for (const node of within(page, (element) => element.tagName !== "head" && isHidden(element))) {
    if (isElement(node) && node.tagName === "title") {
      return plainText(node).replace(/\s+/g, " ").trim();
    }
  }
  return "";
}
