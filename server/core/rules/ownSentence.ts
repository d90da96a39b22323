import { habitsIn } from "../habits/detect";
import { habitKey } from "../habits/types";
import { analysePlain } from "../note/analysePlain";
import type { PlacedProse } from "../note/types";
import type { AuthorPassage, StyleView } from "../style/types";
import type { Span } from "../text/span";
import type { Related } from "./types";

/** UTF-16 units of an own sentence that a message quotes. */
const LONGEST = 160;

/** A view never changes, and the same few habits are asked about again and again. */
const remembered = new WeakMap<StyleView, Map<string, readonly Related[]>>();

/** A sentence of the author that shows a habit, as evidence beside a finding. Empty where the profile keeps no passages. */
export function ownSentences(view: StyleView, habit: string): readonly Related[] {
  let known = remembered.get(view);
  if (known === undefined) remembered.set(view, (known = new Map<string, readonly Related[]>()));
  let found = known.get(habit);
  if (found === undefined) {
    found = view
      .examples(habit, 1)
      .map((passage) =>
        relatedTo(passage, sentenceWith(analysePlain(passage.text), habit, view.language)),
      );
    known.set(habit, found);
  }
  return found;
}

/** A passage of the author as evidence: its first words, its place. */
export function ownPassage(passage: AuthorPassage): Related {
  return relatedTo(passage, undefined);
}

/** The place is the whole passage's: a profile keeps its folded text, whose lines are not those of the note. */
function relatedTo(passage: AuthorPassage, shown: Span | undefined): Related {
  const { text, location, startLine, endLine } = passage;
  return {
    location,
    range: { start: { line: startLine, character: 0 }, end: { line: endLine + 1, character: 0 } },
    message: shorten(shown === undefined ? text : text.slice(shown.start, shown.end)),
  };
}

function sentenceWith(
  parts: readonly PlacedProse[],
  habit: string,
  language: string,
): Span | undefined {
  for (const { prose, start } of parts) {
    const { occurrences, hits } = habitsIn(prose, language);
    const place =
      occurrences.find(
        ({ choice, group, option }) =>
          habitKey(choice, option) === habit ||
          (group !== undefined && habitKey(group, option) === habit),
      ) ?? hits.find(({ measure }) => measure === habit);
    if (place === undefined) continue;
    const sentence = prose.sentences.find((s) => s.start <= place.start && place.start < s.end);
    const span = sentence ?? { start: 0, end: prose.text.length };
    return { start: start + span.start, end: start + span.end };
  }
  return undefined;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST) return line;
  const cut = line.lastIndexOf(" ", LONGEST);
  return `${line.slice(0, cut > 0 ? cut : LONGEST)} ...`;
}
