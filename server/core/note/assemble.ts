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

/**
 * Puts the analyses of the blocks at their places. Runs over all blocks at every keystroke, so it reads no text again and
 * makes no more objects than it must: what stands where it stood is taken over from `previous`.
 */
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
  const placed = place(text, bodyStart, blocks, previous?.prose ?? []);
  return {
    prose: placed.prose,
    passages: groupPassages(placed.runs),
    sections: placed.sections,
    blockQuotes: placed.blockQuotes,
    tooLong: placed.tooLong,
    ignores: ignoresOf(text, blocks),
    words: placed.words,
    language: languageFor(placed.prose, previous),
  };
}

interface Placed {
  readonly prose: PlacedProse[];
  readonly sections: Section[];
  /** Paragraphs of one section with nothing but white space, or the tags of HTML, between. */
  readonly runs: PlacedProse[][];
  readonly blockQuotes: BlockQuote[];
  readonly tooLong: Span[];
  words: number;
}

function place(
  text: string,
  bodyStart: number,
  blocks: readonly PlacedBlock[],
  before: readonly PlacedProse[],
): Placed {
  const placed: Placed = {
    prose: [],
    sections: [],
    runs: [],
    blockQuotes: [],
    tooLong: [],
    words: 0,
  };
  let section = openSection(bodyStart, undefined);
  let run: PlacedProse[] | undefined;
  for (const { start, block } of blocks) {
    const heading = block.kind === "heading";
    const begins =
      heading && (section.heading !== undefined || hasText(text, section.start, start));
    if (begins) placed.sections.push({ ...section, end: start });
    const own = placed.prose.length;
    for (const part of block.prose) {
      const index = placed.prose.length;
      const number = placed.sections.length;
      placed.prose.push(
        placeProse(start + part.start, start + part.end, part.prose, number, before[index]),
      );
      placed.words += part.prose.words;
    }
    if (begins || heading) {
      section = openSection(begins ? start : section.start, placed.prose[own]);
    }
    if (block.kind !== "paragraph" || block.prose.length === 0) {
      run = undefined;
    } else {
      if (run === undefined) placed.runs.push((run = []));
      run.push(...placed.prose.slice(own));
    }
    for (const { start: from, end, text: plain } of block.quotes) {
      placed.blockQuotes.push({ start: start + from, end: start + end, plain });
    }
    for (const long of block.tooLong) {
      placed.tooLong.push({ start: start + long.start, end: start + long.end });
    }
  }
  placed.sections.push({ ...section, end: text.length });
  return placed;
}

type OpenSection = Omit<Section, "end">;

function openSection(start: number, heading: PlacedProse | undefined): OpenSection {
  return heading === undefined
    ? { start, level: 0 }
    : { start, level: heading.prose.level, heading };
}

const hasText = (text: string, from: number, to: number): boolean =>
  to > from && text.slice(from, to).trim() !== "";

function placeProse(
  start: number,
  end: number,
  prose: PlacedProse["prose"],
  section: number,
  before: PlacedProse | undefined,
): PlacedProse {
  const unmoved =
    before?.prose === prose &&
    before.start === start &&
    before.end === end &&
    before.section === section;
  return unmoved ? before : { start, end, prose, section };
}

function ignoresOf(text: string, blocks: readonly PlacedBlock[]): readonly IgnoreDirective[] {
  const ignores: IgnoreDirective[] = [];
  for (const [index, { start, end, block }] of blocks.entries()) {
    for (const comment of block.comments) {
      const found = readIgnore(text, {
        start: start + comment.start,
        end: start + comment.end,
        text: comment.text,
        block: { start, end },
        alone: block.kind === "comment",
        following: nextBlock(blocks, index),
      });
      if (found !== undefined) ignores.push(found);
    }
  }
  return ignores;
}

/** The next block that is not itself a comment. */
function nextBlock(blocks: readonly PlacedBlock[], index: number): Span | undefined {
  for (let next = index + 1; next < blocks.length; next++) {
    const { start, end, block } = blocks[next]!;
    if (block.kind !== "comment") return { start, end };
  }
  return undefined;
}

function languageFor(prose: readonly PlacedProse[], previous: Note | undefined): string {
  const sample = languageSample(prose);
  return previous === undefined || languageSample(previous.prose) !== sample
    ? languageOf(sample)
    : previous.language;
}
