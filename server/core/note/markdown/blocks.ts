import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";

const definition = /^\[\^[^\]\s]{1,200}\]:/;

/**
 * `[^1]: text` with the lines indented below it, to the next blank line; what is indented after that is parsed as code,
 * which is no prose either. Only outside of lists and quotations.
 */
export const footnoteDefinition: MarkdownConfig = {
  defineNodes: [
    {
      name: "FootnoteDefinition",
      block: true,
      composite: (_, line) => {
        if (line.next < 0 || line.indent < line.baseIndent + 4) return false;
        line.moveBaseColumn(line.baseIndent + 4);
        return true;
      },
    },
    "FootnoteLabel",
  ],
  parseBlock: [
    {
      name: "FootnoteDefinition",
      before: "LinkReference",
      parse(context, line) {
        const label = definitionAt(context, line);
        if (label === undefined) return false;
        const start = context.lineStart + line.pos;
        context.startComposite("FootnoteDefinition", line.pos);
        context.addElement(context.elt("FootnoteLabel", start, start + label.length));
        line.moveBase(line.pos + label.length);
        return null;
      },
      endLeaf: (context, line) => definitionAt(context, line) !== undefined,
    },
  ],
};

function definitionAt(context: BlockContext, line: Line): string | undefined {
  if (line.next !== 91 || context.depth !== 1 || line.indent >= line.baseIndent + 4)
    return undefined;
  return definition.exec(line.text.slice(line.pos))?.[0];
}

/** `$$` … `$$` on lines of their own; a blank line ends it, so that an unfinished formula does not swallow the note. */
export const blockMath: MarkdownConfig = {
  defineNodes: [{ name: "BlockMath", block: true }],
  parseBlock: [
    {
      name: "BlockMath",
      before: "FencedCode",
      parse(context, line) {
        if (!opensMath(line)) return false;
        const start = context.lineStart + line.pos;
        let closed = closesMath(line.text.slice(line.pos + 2));
        let end = context.lineStart + line.text.length;
        const depth = context.depth;
        while (!closed && context.nextLine() && context.depth >= depth) {
          if (line.pos >= line.text.length) {
            context.addElement(context.elt("BlockMath", start, end));
            return true;
          }
          closed = closesMath(line.text.slice(line.pos));
          end = context.lineStart + line.text.length;
        }
        if (closed) context.nextLine();
        context.addElement(context.elt("BlockMath", start, end));
        return true;
      },
      endLeaf: (_, line) => opensMath(line),
    },
  ],
};

const opensMath = (line: Line): boolean =>
  line.next === 36 && /^\$\$(?![^$]*\$\$[ \t\r]*\S)/.test(line.text.slice(line.pos));

const closesMath = (text: string): boolean => /\$\$[ \t\r]*$/.test(text);

/** A line that begins with `:::` belongs to the site generator, not to the prose. */
export const directiveLine: MarkdownConfig = {
  defineNodes: [{ name: "DirectiveLine", block: true }],
  parseBlock: [
    {
      name: "DirectiveLine",
      before: "FencedCode",
      parse: (context, line) => isDirective(line) && addLine(context, line, "DirectiveLine"),
      endLeaf: (_, line) => isDirective(line),
    },
  ],
};

const isDirective = (line: Line): boolean =>
  line.next === 58 && line.text.startsWith(":::", line.pos);

/** Containers within containers; deeper lines are taken whole and are no prose. */
const DEEPEST = 64;

/** Keeps the cost of a line of list and quotation marks linear. */
export const tooDeep: MarkdownConfig = {
  defineNodes: [{ name: "TooDeep", block: true }],
  parseBlock: [
    {
      name: "TooDeep",
      before: "LinkReference",
      parse: (context, line) => context.depth > DEEPEST && addLine(context, line, "TooDeep"),
    },
  ],
};

/** Makes the rest of the line a block. */
function addLine(context: BlockContext, line: Line, node: string): true {
  const start = context.lineStart + line.pos;
  const end = context.lineStart + line.text.length;
  context.nextLine();
  context.addElement(context.elt(node, start, end));
  return true;
}
