import {
  isBlock,
  isElement,
  plainText,
  within,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent,
} from "./htmlElements";
import { isRaisedNumber, raised } from "./raised";

type Step = { readonly node: HtmlNode } | { readonly close: HtmlElement };

/** Gathers a page's text block by block. No recursion: pages may be nested as deep as they like. */
export class MarkdownBlocks {
  private readonly blocks: string[] = [];
  private inline = "";
  private prefix = "";
  private preformatted = 0;

  constructor(private readonly leavesOut: (element: HtmlElement) => boolean) {}

  add(parent: HtmlParent): void {
    const steps: Step[] = [];
    const open = (nodes: readonly HtmlNode[]): void => {
      for (let i = nodes.length - 1; i >= 0; i--) steps.push({ node: nodes[i]! });
    };
    open(parent.childNodes);
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if ("close" in step) this.close(step.close);
      else if ("value" in step.node) this.say(step.node.value);
      else if (isElement(step.node) && !this.leavesOut(step.node)) {
        const element = step.node;
        if (element.tagName === "br") this.inline += "\n";
        else if (isRaised(element)) this.inline += raised(this.inline, plainText(element).trim());
        else if (element.tagName === "tr" && this.isRow(element)) this.row(element);
        else {
          if (isBlock(element)) this.open(element, steps);
          open(element.childNodes);
        }
      }
    }
    this.end();
  }

  /** Each a heading, paragraph, list item or table row. */
  lines(): readonly string[] {
    return this.blocks;
  }

  private open(element: HtmlElement, steps: Step[]): void {
    this.end();
    steps.push({ close: element });
    const level = /^h([1-6])$/.exec(element.tagName)?.[1];
    if (level !== undefined) this.prefix = `${"#".repeat(Number(level))} `;
    else if (element.tagName === "li") this.prefix = "- ";
    else if (element.tagName === "pre") this.preformatted++;
  }

  private close(element: HtmlElement): void {
    this.end();
    this.prefix = "";
    if (element.tagName === "pre") this.preformatted--;
  }

  private say(text: string): void {
    this.inline += this.preformatted > 0 ? text : text.replace(/[ \t\n\r\f]+/g, " ");
  }

  private end(): void {
    const text = tidy(this.inline);
    this.inline = "";
    for (const paragraph of text.split(/\n(?:[ \t]*\n)+/)) {
      if (paragraph.trim() === "") continue;
      const isOneLine = this.prefix !== "";
      const shown = isOneLine ? paragraph.replace(/\s+/g, " ") : paragraph;
      this.blocks.push(`${this.prefix}${shown.trim()}`);
      this.prefix = "";
    }
  }

  /** Cells that hold paragraphs lay out a page: they are no row of a table. */
  private isRow(row: HtmlElement): boolean {
    for (const node of within(row, this.leavesOut)) {
      if (isElement(node) && isBlock(node) && node.tagName !== "td" && node.tagName !== "th") {
        return false;
      }
    }
    return true;
  }

  private row(row: HtmlElement): void {
    this.end();
    const cells = row.childNodes
      .filter((node) => isElement(node))
      .filter((cell) => !this.leavesOut(cell))
      .map((cell) => tidy(this.textOf(cell)).replace(/\s+/g, " ").trim());
    const filled = cells.filter((cell) => cell !== "");
    if (filled.length === 1) this.blocks.push(filled[0]!);
    else if (filled.length > 1) this.blocks.push(`| ${cells.join(" | ")} |`);
  }

  private textOf(cell: HtmlElement): string {
    let text = "";
    const isDone = (node: HtmlElement): boolean => {
      if (!isRaised(node)) return this.leavesOut(node);
      text += raised(text, plainText(node).trim());
      return true;
    };
    for (const node of within(cell, isDone)) {
      if ("value" in node) text += node.value;
      else if (isElement(node) && node.tagName === "br") text += " ";
    }
    return text;
  }
}

const isRaised = (element: HtmlElement): boolean =>
  element.tagName === "sup" && isRaisedNumber(plainText(element));

/** Single spaces, none at the ends of lines; soft hyphens and marks without width go. */
function tidy(text: string): string {
  return text
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, "")
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}
