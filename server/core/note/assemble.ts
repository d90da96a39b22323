import type { Tree } from "@lezer/common";
import type { Span } from "../text/span";
import { analyseBlock, forEachTopLevel, type Block, type ProseCache } from "./blocks";
import { readIgnore } from "./ignores";
import { languageOf, languageSample } from "./language";
import { groupPassages } from "./passages";
import type { BlockQuote, IgnoreDirective, Note, PlacedProse, Section } from "./types";

interface PlacedBlock extends Span {
  readonly block: Block;
}

/** Everything of a note but its text and front matter. */
type Parts = Omit<Note, "text" | "frontMatter">;

/** Puts the analyses of the blocks at their places. Linear in the number of blocks; no text is read again. */
export function assemble(
  text: string,
  bodyStart: number,
  tree: Tree,
  cache: ProseCache,
  previous: Note | undefined,
): Parts {
  const blocks: PlacedBlock[] = [];
  const body = bodyStart === 0 ? text : text.slice(bodyStart);
  forEachTopLevel(tree, (top, at) => {
    const start = bodyStart + at;
    blocks.push({ start, end: start + top.length, block: analyseBlock(top, at, body, cache) });
  });
  const builder = new Builder(text, bodyStart);
  for (const block of blocks) builder.add(block);
  const { prose, sections, runs, blockQuotes } = builder.finish();
  const sample = languageSample(prose);
  return {
    prose,
    passages: groupPassages(runs),
    sections,
    blockQuotes,
    ignores: ignoresOf(text, blocks),
    words: prose.reduce((sum, part) => sum + part.prose.words, 0),
    language: languageFor(sample, previous),
  };
}

class Builder {
  readonly #text: string;
  readonly #prose: PlacedProse[] = [];
  readonly #sections: Section[] = [];
  readonly #blockQuotes: BlockQuote[] = [];
  readonly #runs: PlacedProse[][] = [];
  #run: PlacedProse[] = [];
  #open: { start: number; level: number; heading?: PlacedProse };

  constructor(text: string, bodyStart: number) {
    this.#text = text;
    this.#open = { start: bodyStart, level: 0 };
  }

  add({ start, block }: PlacedBlock): void {
    if (block.kind === "heading") this.#openSection(start);
    if (block.kind !== "paragraph") this.#endRun();
    for (const part of block.prose) {
      const placed: PlacedProse = {
        start: start + part.start,
        end: start + part.end,
        prose: part.prose,
        section: this.#sections.length,
      };
      this.#prose.push(placed);
      if (block.kind === "heading") {
        this.#open = { ...this.#open, heading: placed, level: part.prose.level };
      } else if (block.kind === "paragraph") {
        this.#run.push(placed);
      }
    }
    if (block.prose.length === 0) this.#endRun();
    for (const quote of block.quotes) {
      const span = { start: start + quote.start, end: start + quote.end };
      this.#blockQuotes.push({ ...span, plain: quote.text });
    }
  }

  #openSection(start: number): void {
    if (this.#sections.length > 0 || this.#open.heading !== undefined || this.#hasText(start)) {
      this.#sections.push({ ...this.#open, end: start });
      this.#open = { start, level: 0 };
    }
  }

  #hasText(before: number): boolean {
    return this.#text.slice(this.#open.start, before).trim() !== "";
  }

  #endRun(): void {
    if (this.#run.length > 0) this.#runs.push(this.#run);
    this.#run = [];
  }

  finish() {
    this.#endRun();
    return {
      prose: this.#prose,
      sections: [...this.#sections, { ...this.#open, end: this.#text.length }],
      runs: this.#runs,
      blockQuotes: this.#blockQuotes,
    };
  }
}

function ignoresOf(text: string, blocks: readonly PlacedBlock[]): readonly IgnoreDirective[] {
  return blocks.flatMap(({ start, end, block }, index) =>
    block.comments.flatMap((comment) => {
      const found = readIgnore(text, {
        start: start + comment.start,
        end: start + comment.end,
        text: comment.text,
        block: { start, end },
        alone: block.kind === "comment",
        following: nextBlock(blocks, index),
      });
      return found === undefined ? [] : [found];
    }),
  );
}

/** The next block that is not itself a comment. */
function nextBlock(blocks: readonly PlacedBlock[], index: number): Span | undefined {
  for (let next = index + 1; next < blocks.length; next++) {
    const { start, end, block } = blocks[next]!;
    if (block.kind !== "comment") return { start, end };
  }
  return undefined;
}

function languageFor(sample: string, previous: Note | undefined): string {
  return previous === undefined || languageSample(previous.prose) !== sample
    ? languageOf(sample)
    : previous.language;
}
