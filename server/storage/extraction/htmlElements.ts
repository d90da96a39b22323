import type { DefaultTreeAdapterTypes } from "parse5";

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Nothing in them is text of the page, or none that is read. */
const unread = names(
  "head script style template noscript iframe frame frameset object embed applet audio video canvas svg math map " +
    "button select textarea input datalist dialog nav progress meter rp rt",
);
const blocks = names(
  "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul",
);
/** Around the content of a page, not in it. */
const surroundings = names("header footer aside");
const surroundingRoles = names("navigation banner contentinfo complementary search menu menubar");

export const isElement = (node: HtmlNode | HtmlParent): node is HtmlElement => "tagName" in node;

export const isBlock = ({ tagName }: HtmlElement): boolean => blocks.has(tagName);

export const isSurrounding = (element: HtmlElement): boolean =>
  surroundings.has(element.tagName) || surroundingRoles.has(attribute(element, "role") ?? "");

export const attribute = ({ attrs }: HtmlElement, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value;

/** Whether a reader of the page does not see it: by its kind, its attributes or its own style. Style sheets are not read. */
export function isHidden(element: HtmlElement): boolean {
  if (unread.has(element.tagName) || attribute(element, "hidden") !== undefined) return true;
  if (attribute(element, "aria-hidden") === "true") return true;
  const style = attribute(element, "style") ?? "";
  if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i.test(style)) return true;
  return element.tagName === "sup" && isReferenceMark(element);
}

/** `[1]` or a linked number: a foot note's mark, which would grow onto the number before it. */
function isReferenceMark(sup: HtmlElement): boolean {
  const text = plainText(sup).trim();
  const linked = [...within(sup)].some((node) => isElement(node) && node.tagName === "a");
  return /^\[[^\]]{1,12}\]$/.test(text) || (linked && /^[\d*†‡,\s[\]]{1,12}$/.test(text));
}

/** All nodes below `parent` in the order of the page. No recursion: pages may be nested as deep as they like. */
export function* within(
  parent: HtmlParent,
  skip: (element: HtmlElement) => boolean = () => false,
): Generator<HtmlNode> {
  const open: HtmlNode[] = [...parent.childNodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isElement(node) && skip(node)) continue;
    yield node;
    if (isElement(node)) {
      for (let i = node.childNodes.length - 1; i >= 0; i--) open.push(node.childNodes[i]!);
    }
  }
}

/** Text as it stands in the file, what is not read included. */
export function plainText(parent: HtmlParent): string {
  let text = "";
  for (const node of within(parent)) if ("value" in node) text += node.value;
  return text;
}
