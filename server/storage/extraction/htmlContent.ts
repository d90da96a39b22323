import {
  attribute,
  isElement,
  isHidden,
  isSurrounding,
  within,
  type HtmlElement,
  type HtmlParent,
} from "./htmlElements";

/** Content that is marked as such but holds less of the page's words than this is taken for a mistake. */
const LEAST_SHARE = 0.2;

/** The parts of a page that are its content, in order: what is marked so, else the page without what stands around it. */
export function contentOf(page: HtmlParent): {
  readonly parts: readonly HtmlParent[];
  readonly leavesOut: (element: HtmlElement) => boolean;
} {
  const around = (element: HtmlElement): boolean => isHidden(element) || isPageSurrounding(element);
  const all = lettersIn([page], around);
  for (const isContent of [isMain, isArticle]) {
    const parts = outermost(page, isContent);
    if (parts.length > 0 && lettersIn(parts, isHidden) >= all * LEAST_SHARE) {
      return { parts, leavesOut: isHidden };
    }
  }
  return { parts: [page], leavesOut: around };
}

const isMain = (element: HtmlElement): boolean =>
  element.tagName === "main" || attribute(element, "role") === "main";

const isArticle = (element: HtmlElement): boolean =>
  element.tagName === "article" || attribute(element, "role") === "article";

/** A header or footer of the page itself: one inside an article or a section is that one's own. */
function isPageSurrounding(element: HtmlElement): boolean {
  if (!isSurrounding(element)) return false;
  if (element.tagName !== "header" && element.tagName !== "footer") return true;
  for (let up = element.parentNode; up !== null && isElement(up); up = up.parentNode) {
    if (["article", "main", "section"].includes(up.tagName)) return false;
  }
  return true;
}

function outermost(page: HtmlParent, isWanted: (element: HtmlElement) => boolean): HtmlElement[] {
  const found: HtmlElement[] = [];
  const skip = (element: HtmlElement): boolean => {
    if (isHidden(element)) return true;
    if (!isWanted(element)) return false;
    found.push(element);
    return true;
  };
  const nodes = within(page, skip);
  while (nodes.next().done !== true);
  return found;
}

function lettersIn(parts: readonly HtmlParent[], skip: (element: HtmlElement) => boolean): number {
  let letters = 0;
  for (const part of parts) {
    for (const node of within(part, skip)) {
      if ("value" in node) letters += node.value.replace(/\s+/g, "").length;
    }
  }
  return letters;
}
