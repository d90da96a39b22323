import type { TextEdit } from "../text/span";
import type { ProseCache } from "./blocks";
import { assemble } from "./assemble";
import { bodyStart, readFrontMatter } from "./frontMatter";
import { parseBody, reparseBody, type ParsedBody } from "./markdown/incremental";
import type { Note } from "./types";

/** UTF-16 units, some 700,000 words: a longer text is no note, and only its front matter is read. */
export const LONGEST_NOTE = 4_000_000;

/** What an edit needs to know of the version before it. Not part of the note: equal notes may have come about differently. */
interface Working {
  readonly bodyStart: number;
  readonly body: ParsedBody;
  readonly cache: ProseCache;
}

const workings = new WeakMap<Note, Working>();

/** Analyses a Markdown document from scratch. */
export function analyseNote(text: string): Note {
  const start = bodyStart(text);
  return build(text, undefined, {
    bodyStart: start,
    body: parseBody(bodyOf(text, start)),
    cache: new Map(),
  });
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
  const working = workings.get(previous);
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
  workings.set(note, { ...working, cache: trimmed(cache, note) });
  return note;
}

function sameFrontMatter(previous: Note, text: string, end: number): boolean {
  const before = workings.get(previous)?.bodyStart;
  return before === end && previous.text.slice(0, end) === text.slice(0, end);
}

/** Keeps what earlier versions had, up to the size of the note again: closing a code fence brings half a note back at once. */
function trimmed(cache: ProseCache, note: Note): ProseCache {
  if (cache.size <= 2 * note.prose.length + 256) return cache;
  return new Map(note.prose.map(({ prose }) => [prose.key, prose]));
}
