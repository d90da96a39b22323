import { Tree } from "@lezer/common";
import { finish, type Steps } from "../steps";
import type { Span } from "../text/span";
import { detach } from "../text/detach";
import { foldCharacters } from "../text/fold";
import type { ParsedBody } from "./markdown/incremental";
import { htmlParagraphs } from "./markdown/html";
import { LONGEST_PROSE } from "./markdown/inlines";
import { analyseHtml, analyseProse, htmlKey, proseKey } from "./prose";
import type { Prose, ProseKind } from "./types";
import { maskMarkup } from "./mask";

/** Prose of a block; offsets relative to the top-level block it stands in. */
interface BlockProse extends Span {
  readonly prose: Prose;
}

interface BlockText extends Span {
  readonly text: string;
}

/** One top-level block of a note, independent of where it stands; offsets relative to its start. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "comment" | "other";
  readonly prose: readonly BlockProse[];
  /** Block quotations, with their text as `plain`. */
  readonly quotes: readonly BlockText[];
  /** HTML comments, marks included. */
  readonly comments: readonly BlockText[];
  /** Prose beyond `LONGEST_PROSE`, which is not analysed. */
  readonly tooLong: readonly Span[];
}

/** Analyses of prose by key, carried from one version of a note to the next. */
export type ProseCache = Map<string, Prose>;

/** Trees are reused by the incremental parser where the text did not change, so they identify unchanged blocks. */
const blocksOfTrees = new WeakMap<Tree, Block>();
const proseOfTrees = new WeakMap<Tree, BlockProse | null>();

/** Calls `visit` with every top-level block and its offset in the parsed text, in order. */
export function forEachTopLevel(
  tree: Tree,
  visit: (block: Tree, at: number) => void,
  at = 0,
): void {
  tree.children.forEach((child, index) => {
    if (!(child instanceof Tree)) return;
    const start = at + tree.positions[index]!;
    if (child.type.isAnonymous) forEachTopLevel(child, visit, start);
    else visit(child, start);
  });
}

export function analyseBlock(tree: Tree, at: number, text: string, cache: ProseCache): Block {
  return blocksOfTrees.get(tree) ?? finish(analysingBlock(tree, at, text, cache));
}

/** Has every block analysed; `analyseBlock` then only looks it up. */
export function* analysingBlocks({ tree, text }: ParsedBody, cache: ProseCache): Steps<void> {
  const blocks: (readonly [Tree, number])[] = [];
  forEachTopLevel(tree, (block, at) => blocks.push([block, at]));
  for (const [block, at] of blocks) yield* analysingBlock(block, at, text, cache);
}

function* analysingBlock(tree: Tree, at: number, text: string, cache: ProseCache): Steps<Block> {
  const found: Found = { prose: [], quotes: [], comments: [], tooLong: [] };
  yield* new BlockWalk(text, at, cache, found).walk(tree);
  const block: Block = { kind: kindOf(tree.type.name, found), ...found };
  blocksOfTrees.set(tree, block);
  return block;
}

function kindOf(name: string, { prose }: Found): Block["kind"] {
  if (name === "Paragraph") return "paragraph";
  if (name === "HTMLBlock") {
    return prose.every((part) => part.prose.kind === "paragraph") ? "paragraph" : "other";
  }
  if (name === "CommentBlock") return "comment";
  return isHeading(name) ? "heading" : "other";
}

const isHeading = (name: string): boolean => /^(?:ATX|Setext)Heading\d$/.test(name);

interface Found {
  readonly prose: BlockProse[];
  readonly quotes: BlockText[];
  readonly comments: BlockText[];
  readonly tooLong: Span[];
}

class BlockWalk {
  readonly #text: string;
  readonly #origin: number;
  readonly #cache: ProseCache;
  readonly #found: Found;

  /** `origin`: offset in `text` of the top-level block. */
  constructor(text: string, origin: number, cache: ProseCache, found: Found) {
    this.#text = text;
    this.#origin = origin;
    this.#cache = cache;
    this.#found = found;
  }

  /** Iterative: containers may be nested thousands deep. One leaf a step. */
  *walk(top: Tree): Steps<void> {
    const open = [{ tree: top, at: this.#origin, lists: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { tree, at } = next;
      const name = tree.type.name;
      let lists = next.lists;
      if (this.#leaf(tree, at, name, lists)) {
        yield;
        continue;
      }
      if (name === "BulletList" || name === "OrderedList") lists++;
      for (let index = tree.children.length - 1; index >= 0; index--) {
        const child = tree.children[index];
        if (child instanceof Tree)
          open.push({ tree: child, at: at + tree.positions[index]!, lists });
      }
    }
  }

  /** True when the node is dealt with; false for a container of further blocks. */
  #leaf(tree: Tree, at: number, name: string, lists: number): boolean {
    switch (name) {
      case "Paragraph":
      case "Task":
        this.#addProse(tree, at, lists > 0 ? "listItem" : "paragraph", lists);
        this.#addComments(tree, at);
        return true;
      case "Blockquote":
        this.#addQuote(tree, at);
        return true;
      case "HTMLBlock":
        this.#addHtml(tree, at);
        return true;
      case "CommentBlock":
        this.#addComment(at, at + tree.length);
        return true;
      case "BulletList":
      case "OrderedList":
      case "ListItem":
      case "":
        return false;
      default:
        if (isHeading(name)) this.#addProse(tree, at, "heading", Number(name.at(-1)));
        return true;
    }
  }

  #addProse(tree: Tree, at: number, kind: ProseKind, level: number): void {
    let found = proseOfTrees.get(tree);
    if (found === undefined) {
      found = this.#analyse(tree, at, kind, level);
      proseOfTrees.set(tree, found);
    }
    const shift = at - this.#origin;
    if (found === null) {
      const isTooLong = tree.length > LONGEST_PROSE;
      if (isTooLong) this.#found.tooLong.push({ start: shift, end: shift + tree.length });
      return;
    }
    const start = found.start + shift;
    this.#found.prose.push({ start, end: found.end + shift, prose: found.prose });
  }

  /** Offsets in the answer are relative to `tree`. */
  #analyse(tree: Tree, at: number, kind: ProseKind, level: number): BlockProse | null {
    const source = this.#text.slice(at, at + tree.length);
    const range =
      kind === "heading"
        ? headingContent(tree, source)
        : trimmed(source, tree.topNode.getChild("TaskMarker")?.to ?? 0, source.length);
    if (range.end - range.start > LONGEST_PROSE || range.end <= range.start) return null;
    const key = proseKey(kind, level, source.slice(range.start, range.end));
    let prose = this.#cache.get(key);
    if (prose === undefined) {
      prose = analyseProse(kind, level, tree, source, range);
      this.#cache.set(prose.key, prose);
    }
    return prose.words === 0 && kind !== "heading" ? null : { ...range, prose };
  }

  /** Posts written in HTML are prose as well: `<p>` and `<li>`. */
  #addHtml(tree: Tree, at: number): void {
    const source = this.#text.slice(at, at + tree.length);
    for (const { kind, start: from, end: to } of htmlParagraphs(source)) {
      const { start, end } = trimmed(source, from, to);
      if (end <= start) continue;
      const shift = at - this.#origin;
      if (end - start > LONGEST_PROSE) {
        this.#found.tooLong.push({ start: start + shift, end: end + shift });
        continue;
      }
      const text = source.slice(start, end);
      const level = kind === "listItem" ? 1 : 0;
      const key = htmlKey(kind, level, text);
      let prose = this.#cache.get(key);
      if (prose === undefined) {
        prose = analyseHtml(kind, level, text);
        this.#cache.set(prose.key, prose);
      }
      if (prose.words === 0) continue;
      this.#found.prose.push({ start: start + shift, end: end + shift, prose });
    }
  }

  #addQuote(tree: Tree, at: number): void {
    const end = at + tree.length;
    const source = this.#text.slice(at, end);
    if (callout.test(source)) return;
    const masked =
      source.length > LONGEST_PROSE
        ? undefined
        : maskMarkup(tree, source, { start: 0, end: source.length });
    this.#found.quotes.push({
      start: at - this.#origin,
      end: end - this.#origin,
      text: foldCharacters(masked?.plain ?? detach(source)),
    });
  }

  #addComments(tree: Tree, at: number): void {
    const source = this.#text.slice(at, at + tree.length);
    if (!source.includes("<!--")) return;
    tree.iterate({
      enter: (node) => {
        if (node.name === "Comment") this.#addComment(at + node.from, at + node.to);
      },
    });
  }

  #addComment(start: number, end: number): void {
    const text = detach(this.#text.slice(start, end));
    this.#found.comments.push({ start: start - this.#origin, end: end - this.#origin, text });
  }
}

/** `> [!note]`: the author's own box, not a quotation. */
const callout = /^>[ \t]*\[![\w-]+\]/;
const attributes = /[ \t]*\{[#.:][^{}\n]*\}$/;

function headingContent(tree: Tree, source: string): Span {
  let start = 0;
  let end = source.length;
  for (const mark of tree.topNode.getChildren("HeaderMark")) {
    if (mark.from === 0) start = mark.to;
    else end = Math.min(end, mark.from);
  }
  const range = trimmed(source, start, Math.max(start, end));
  const extra = attributes.exec(source.slice(range.start, range.end));
  return extra === null ? range : { start: range.start, end: range.start + extra.index };
}

function trimmed(source: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isSpace(source.charCodeAt(from))) from++;
  while (to > from && isSpace(source.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
