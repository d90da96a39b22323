import type { Span } from "../../text/span";

/** What is not the author's running text, or not text at all: a block of HTML that holds one of these is left alone. */
const noProse =
  /<(?:blockquote|pre|script|style|textarea|table|form|svg|math|iframe|object|video|audio|nav|select|template)[\s>/]/i;
/** What begins or ends a paragraph in HTML, whether or not the one before was closed. */
const boundary =
  /<(\/?)(p|li|ul|ol|dl|dt|dd|div|section|article|aside|header|footer|main|figure|figcaption|details|summary|address|center|hr|h[1-6])(?:\s[^<>]*)?>/gi;

export interface HtmlParagraph extends Span {
  readonly kind: "paragraph" | "listItem";
}

/** The texts of `<p>` and `<li>` in a block of HTML, tags of their own left out; what stands in neither is no prose. */
export function htmlParagraphs(source: string): readonly HtmlParagraph[] {
  const shown = withoutComments(source);
  if (noProse.test(shown)) return [];
  const found: HtmlParagraph[] = [];
  let open: HtmlParagraph["kind"] | undefined;
  let start = 0;
  const close = (end: number): void => {
    if (open !== undefined) found.push({ kind: open, start, end });
  };
  for (const tag of shown.matchAll(boundary)) {
    close(tag.index);
    const [whole, closing, name = ""] = tag;
    open = closing === "/" ? undefined : opened(name.toLowerCase());
    start = tag.index + whole.length;
  }
  close(source.length);
  return found;
}

/** `<!-- … -->`, in order. */
export function commentsIn(source: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = source.indexOf("<!--"); at >= 0; at = source.indexOf("<!--", at)) {
    const close = source.indexOf("-->", at + 4);
    if (close < 0) break;
    found.push({ start: at, end: close + 3 });
    at = close + 3;
  }
  return found;
}

function withoutComments(source: string): string {
  let shown = "";
  for (const { start, end } of commentsIn(source)) {
    shown += source.slice(shown.length, start) + " ".repeat(end - start);
  }
  return shown + source.slice(shown.length);
}

function opened(name: string): HtmlParagraph["kind"] | undefined {
  if (name === "p") return "paragraph";
  return name === "li" ? "listItem" : undefined;
}
