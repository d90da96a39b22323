import { finish, type Steps } from "../steps";
import type { Span, TextEdit } from "../text/span";
import { analysingBlocks, type ProseCache } from "./blocks";
import { assemble } from "./assemble";
import { bodyStart, readFrontMatter } from "./frontMatter";
import { parseBody, parsing, reparseBody, type ParsedBody } from "./markdown/incremental";
import type {
  BlockQuote,
  FrontMatter,
  IgnoreDirective,
  Note,
  Passage,
  PlacedProse,
  Section,
} from "./types";

/** UTF-16 units, some 700,000 words: a longer text is no note, and only its front matter is read. */
export const LONGEST_NOTE = 4_000_000;

/** What an edit needs to know of the version before it. */
interface Working {
  readonly bodyStart: number;
  readonly body: ParsedBody;
  readonly cache: ProseCache;
}

/** A note with its working state hidden: equal notes may have come about differently. */
class AnalysedNote implements Note {
  declare readonly text: string;
  declare readonly frontMatter?: FrontMatter;
  declare readonly prose: readonly PlacedProse[];
  declare readonly passages: readonly Passage[];
  declare readonly sections: readonly Section[];
  declare readonly blockQuotes: readonly BlockQuote[];
  declare readonly tooLong: readonly Span[];
  declare readonly ignores: readonly IgnoreDirective[];
  declare readonly words: number;
  declare readonly language: string;
  readonly #working: Working;

  constructor(note: Note, working: Working) {
    Object.assign(this, note);
    this.#working = working;
  }

  static workingOf(note: Note): Working | undefined {
    return note instanceof AnalysedNote ? note.#working : undefined;
  }
}

/** Analyses a Markdown document from scratch. */
export function analyseNote(text: string): Note {
  return finish(analysing(text));
}

/** `analyseNote` block by block: a long note takes seconds. */
export function* analysing(text: string): Steps<Note> {
  const start = bodyStart(text);
  const body = yield* parsing(bodyOf(text, start));
  const cache: ProseCache = new Map();
  yield* analysingBlocks(body, cache);
  return build(text, undefined, { bodyStart: start, body, cache });
}

/**
 * The note after `edits`, each relative to the text that the one before it left (as LSP sends them). Equal to `analyseNote`
 * of the new text; costs what the touched blocks cost, and a walk over the list of blocks.
 */
export function updateNote(previous: Note, edits: readonly TextEdit[]): Note {
  let text = previous.text;
  for (const edit of edits) {
    text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
  }
  if (text === previous.text) return previous;
  const working = AnalysedNote.workingOf(previous);
  if (working === undefined) return analyseNote(text);
  const start = bodyStart(text);
  return build(text, previous, {
    bodyStart: start,
    body: updateBody(working, previous.text, text, start, edits),
    cache: working.cache,
  });
}

function bodyOf(text: string, start: number): string {
  return text.length > LONGEST_NOTE ? "" : text.slice(start);
}

function updateBody(
  working: Working,
  before: string,
  after: string,
  start: number,
  edits: readonly TextEdit[],
): ParsedBody {
  const body = bodyOf(after, start);
  const within = before.length <= LONGEST_NOTE && after.length <= LONGEST_NOTE;
  if (within && start === working.bodyStart && edits.every((edit) => edit.start >= start)) {
    return reparseBody(
      working.body,
      body,
      edits.map((edit) => shifted(edit, -start)),
    );
  }
  return body === working.body.text ? working.body : parseBody(body);
}

function shifted(edit: TextEdit, by: number): TextEdit {
  return { start: edit.start + by, end: edit.end + by, newText: edit.newText };
}

function build(text: string, previous: Note | undefined, working: Working): Note {
  const frontMatter =
    previous !== undefined && sameFrontMatter(previous, text, working.bodyStart)
      ? previous.frontMatter
      : readFrontMatter(text, working.bodyStart);
  const { cache } = working;
  const parts = assemble(text, working.bodyStart, working.body.tree, cache, previous);
  const note: Note = { text, ...(frontMatter === undefined ? {} : { frontMatter }), ...parts };
  return new AnalysedNote(note, { ...working, cache: trimmed(cache, note) });
}

function sameFrontMatter(previous: Note, text: string, end: number): boolean {
  const before = AnalysedNote.workingOf(previous)?.bodyStart;
  return before === end && previous.text.slice(0, end) === text.slice(0, end);
}

/** Keeps what earlier versions had, up to the size of the note again: closing a code fence brings half a note back at once. */
function trimmed(cache: ProseCache, note: Note): ProseCache {
  if (cache.size <= 2 * note.prose.length + 256) return cache;
  return new Map(note.prose.map(({ prose }) => [prose.key, prose]));
}
