import type { Prose } from "../note/types";
import { overlaps, type Span } from "../text/span";
import { contractions } from "./contractions";
import { headingCase } from "./headingCase";
import { apostrophes, dashes, ellipses, listEnds, quotationMarks } from "./marks";
import { findHits } from "./measures";
import { numbers } from "./numbers";
import { serialComma } from "./serialComma";
import { spelling } from "./spelling";
import { terms } from "./terms";
import type { Detector, Hit, Occurrence } from "./types";
import { wordVariants } from "./wordVariants";

const detectors: readonly Detector[] = [
  contractions,
  wordVariants,
  spelling,
  terms,
  serialComma,
  numbers,
  headingCase,
  dashes,
  ellipses,
  apostrophes,
  quotationMarks,
  listEnds,
];

/** Everything in one run of prose that habits are made of, by place; spans relative to the prose. */
export interface Habits {
  readonly occurrences: readonly Occurrence[];
  readonly hits: readonly Hit[];
}

interface Remembered {
  readonly language: string;
  readonly habits: Habits;
}
const remembered = new WeakMap<Prose, Remembered>();

/** What the author chose and how they write in `prose`; quotations and protected text are nobody's habit. */
export function habitsIn(prose: Prose, language: string): Habits {
  const known = remembered.get(prose);
  if (known?.language === language) return known.habits;
  const isFree = (span: Span): boolean =>
    !prose.protectedSpans.some((other) => overlaps(span, other));
  const isOwn = (span: Span): boolean => !prose.quotations.some((other) => overlaps(span, other));
  const occurrences = detectors
    .filter((detector) => detector.language === undefined || detector.language === language)
    .flatMap((detector) =>
      detector
        .find(prose)
        .filter(
          (found) => isFree(found) && (detector.looksAtQuotationMarks === true || isOwn(found)),
        ),
    )
    .sort((a, b) => a.start - b.start);
  const hits = findHits(prose, language).filter((hit) => isFree(hit) && isOwn(hit));
  const habits = { occurrences, hits };
  remembered.set(prose, { language, habits });
  return habits;
}
