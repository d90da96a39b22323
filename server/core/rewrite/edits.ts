import { diffArrays } from "diff";
import type { Span } from "../text/span";

/** A place of the draft and what an answer has there instead. Offsets are relative to the draft. */
export interface Edit extends Span {
  readonly text: string;
  /** What is taken off its weight: how much less it is to be trusted than others. */
  readonly doubt?: number;
}

/** Equal for edits that do the same. */
export const keyOf = ({ start, end, text }: Edit): string => `${start} ${end} ${text}`;

interface Token extends Span {
  readonly text: string;
  readonly key: string;
}

const token = /\{[XDN]\d+\}|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['\u2019.-](?=[\p{L}\p{N}]))*|\S/gu;

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(token)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    text: found,
    key: found.toLowerCase().replaceAll("\u2019", "'"),
  }));
}

interface Run {
  readonly old: Span;
  readonly fresh: Span;
}

/** Words of common text between two changes that may be one change. */
const GAPS = [0, 1, 3] as const;

/**
 * What an answer changes in the draft: every change by itself, and neighbouring changes of a sentence as one. The same
 * place may be in several of them; spans are of whole words.
 */
export function editsOf(draft: string, answer: string): readonly Edit[] {
  const a = tokensOf(draft);
  const b = tokensOf(answer);
  const runs = runsOf(a, b);
  const edits = new Map<string, Edit>();
  const add = (edit: Edit): void => {
    if (draft.slice(edit.start, edit.end) !== edit.text) edits.set(keyOf(edit), edit);
  };
  for (const gap of GAPS) {
    for (const run of merged(runs, gap, a)) add(editOf(run, a, b, draft, answer));
  }
  return [...edits.values()];
}

/** Maximal stretches that differ, in tokens. */
function runsOf(a: readonly Token[], b: readonly Token[]): readonly Run[] {
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  for (const part of diffArrays(
    a.map(({ key }) => key),
    b.map(({ key }) => key),
  )) {
    const n = part.value.length;
    if (!part.added && !part.removed) {
      i += n;
      j += n;
      continue;
    }
    const old = { start: i, end: part.removed ? i + n : i };
    const fresh = { start: j, end: part.added ? j + n : j };
    const last = runs.at(-1);
    if (last?.old.end === i && last.fresh.end === j) {
      runs[runs.length - 1] = {
        old: { start: last.old.start, end: old.end },
        fresh: { start: last.fresh.start, end: fresh.end },
      };
    } else runs.push({ old, fresh });
    [i, j] = [old.end, fresh.end];
  }
  return runs;
}

/** Runs with at most `gap` common tokens between them as one, within a sentence. */
function merged(runs: readonly Run[], gap: number, a: readonly Token[]): readonly Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const between = last === undefined ? [] : a.slice(last.old.end, run.old.start);
    if (
      last !== undefined &&
      between.length <= gap &&
      !between.some(({ text }) => /^[.!?]$/.test(text))
    ) {
      out[out.length - 1] = {
        old: { start: last.old.start, end: run.old.end },
        fresh: { start: last.fresh.start, end: run.fresh.end },
      };
    } else out.push(run);
  }
  return out;
}

/** In characters, with the white space that belongs to it, so that words stay apart. */
function editOf(
  { old, fresh }: Run,
  a: readonly Token[],
  b: readonly Token[],
  draft: string,
  answer: string,
): Edit {
  // From the end of the token before to the start of the token after, in both texts.
  const start = old.start === 0 ? 0 : a[old.start - 1]!.end;
  const end = old.end === a.length ? draft.length : a[old.end]!.start;
  const from = fresh.start === 0 ? 0 : b[fresh.start - 1]!.end;
  const to = fresh.end === b.length ? answer.length : b[fresh.end]!.start;
  return { start, end, text: answer.slice(from, to) };
}

/** The draft with edits that do not touch each other. */
export function withEdits(draft: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of [...edits].sort((x, y) => x.start - y.start)) {
    text += draft.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + draft.slice(at);
}
