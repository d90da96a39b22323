import type { Passage, PlacedProse, Prose } from "./types";

/** Words; the unit of style judgement (ARCHITECTURE.md, note model). */
export const SHORTEST_PASSAGE = 40;
export const LONGEST_PASSAGE = 200;

/**
 * Groups neighbouring paragraphs to passages. `runs` are paragraphs of one section with nothing but white space, or the tags of HTML, between.
 * A paragraph of 40 words or more is a passage of its own; shorter ones join each other from the first on until they reach
 * 40, and what is left over joins the group before, the long paragraph after, or the one before. The grouping depends on
 * the text alone, and a change spreads no further than the next long paragraph.
 */
export function groupPassages(runs: readonly (readonly PlacedProse[])[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const run of runs) {
    for (const group of groupRun(run)) passages.push(makePassage(group));
  }
  return passages;
}

interface Group {
  parts: PlacedProse[];
  words: number;
}

function groupRun(run: readonly PlacedProse[]): readonly Group[] {
  const groups: Group[] = [];
  let open: Group = { parts: [], words: 0 };
  for (const part of run) {
    if (part.prose.words < SHORTEST_PASSAGE) {
      open.parts.push(part);
      open.words += part.prose.words;
      if (open.words >= SHORTEST_PASSAGE) {
        groups.push(open);
        open = { parts: [], words: 0 };
      }
      continue;
    }
    if (joinsNext(open, groups.at(-1), part)) {
      open.parts.push(part);
      open.words += part.prose.words;
      groups.push(open);
    } else {
      joinPrevious(groups.at(-1), open);
      groups.push({ parts: [part], words: part.prose.words });
    }
    open = { parts: [], words: 0 };
  }
  joinPrevious(groups.at(-1), open);
  return groups;
}

/** What is left over goes to a group of short paragraphs before it if there is one, else to the long paragraph after it. */
function joinsNext(left: Group, before: Group | undefined, next: PlacedProse): boolean {
  if (left.parts.length === 0 || left.words + next.prose.words > LONGEST_PASSAGE) return false;
  return before === undefined || before.parts.at(-1)!.prose.words >= SHORTEST_PASSAGE;
}

function joinPrevious(before: Group | undefined, left: Group): void {
  if (before === undefined || before.words + left.words > LONGEST_PASSAGE) return;
  before.parts.push(...left.parts);
  before.words += left.words;
}

/** What does not depend on where a passage stands. */
interface Body {
  readonly parts: readonly Prose[];
  readonly offsets: readonly number[];
  readonly key: string;
  readonly plain: string;
}

const bodies = new WeakMap<Prose, Body>();

function makePassage({ parts, words }: Group): Passage {
  const first = parts[0]!;
  const { key, plain } = bodyOf(parts);
  return {
    start: first.start,
    end: parts.at(-1)!.end,
    section: first.section,
    parts,
    words,
    key,
    plain,
  };
}

function bodyOf(parts: readonly PlacedProse[]): Body {
  const first = parts[0]!;
  const known = bodies.get(first.prose);
  if (known?.parts.length === parts.length && fits(known, parts)) return known;
  const offsets = parts.map((part) => part.start - first.start);
  const body: Body = {
    parts: parts.map((part) => part.prose),
    offsets,
    key: parts.map((part, index) => `${offsets[index]!}:${part.prose.key}`).join("\u0000"),
    plain: parts.map((part) => part.prose.plain).join("\n\n"),
  };
  bodies.set(first.prose, body);
  return body;
}

function fits(body: Body, parts: readonly PlacedProse[]): boolean {
  const origin = parts[0]!.start;
  return parts.every(
    (part, index) =>
      body.parts[index] === part.prose && body.offsets[index] === part.start - origin,
  );
}
