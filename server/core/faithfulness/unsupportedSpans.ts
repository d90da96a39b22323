import type { Span } from "../text/span";
import type { Findings } from "./features";
import type { SourceIndex } from "./sourceIndex";
import type { Term } from "./terms";

/** Supported words between two unsupported ones that still belong to one stretch. */
const BRIDGE = 1;
/** The same word or a synonym; a wider word, or one of the same root, is no proof. */
const STANDS = 0.7;
/** Small words before an unsupported one that belong to its phrase: "in the". */
const LEAD = 2;

/** The words that the evidence does not carry, with the small words of their phrases. Spans are relative to the claim. */
export function unsupportedSpans(found: Findings, index: SourceIndex): readonly Span[] {
  const { claim } = found;
  const places = placesOf(found, index);
  const content = claim.terms.filter(({ stem, content }) => content && places.has(stem));
  const open = new Set<Term>(
    content.filter((term, i) => {
      const own = places.get(term.stem)!;
      const besides = [content[i - 1], content[i + 1]].flatMap((other) =>
        other === undefined ? [] : [places.get(other.stem)!],
      );
      return own.length === 0 || standsApart(own, besides);
    }),
  );
  const unsaid = new Set(found.fresh.unsaid);
  const issues = [
    ...found.quotations.issues,
    ...found.quantities.issues,
    ...found.names.issues,
    ...found.polarity.issues,
    ...found.attachment,
  ];
  const carriedNumbers = claim.quantities.filter(
    (quantity) => !issues.some((issue) => issue.start === quantity.start),
  );
  const marks = claim.terms.map((term): Mark => {
    if (issues.some((issue) => issue.start < term.end && term.start < issue.end)) return "open";
    if (carriedNumbers.some((q) => q.start < term.end && term.start < q.end)) return "carried";
    if (term.content) return open.has(term) ? "open" : "carried";
    return unsaid.has(term) ? "open" : "small";
  });
  return stretches(claim.terms, marks);
}

/** Of each word of content: the sentences of the evidence that have it or a synonym. */
function placesOf(
  { alignment }: Findings,
  index: SourceIndex,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    alignment.supports.map(({ term }) => {
      const postings = index.postings(term.stem);
      return [term.stem, alignment.evidence.filter((at) => (postings.get(at) ?? 0) >= STANDS)];
    }),
  );
}

/** The evidence has the word and the one beside it, but not in the same sentence nor in the next: of something else. */
function standsApart(own: readonly number[], besides: readonly (readonly number[])[]): boolean {
  const carried = besides.filter((places) => places.length > 0);
  return (
    carried.length > 0 &&
    carried.every((places) => places.every((at) => own.every((o) => Math.abs(o - at) > 1)))
  );
}

type Mark = "open" | "carried" | "small";

function stretches(terms: readonly Term[], marks: readonly Mark[]): readonly Span[] {
  const spans: Span[] = [];
  let from: number | undefined;
  let last = -1;
  let carried = 0;
  const close = (): void => {
    if (from !== undefined) spans.push({ start: terms[from]!.start, end: terms[last]!.end });
    from = undefined;
  };
  for (const [i, mark] of marks.entries()) {
    if (mark === "open") {
      if (from !== undefined && carried > BRIDGE) close();
      from ??= startOfPhrase(terms, marks, i);
      last = i;
      carried = 0;
    } else if (mark === "carried") carried++;
  }
  close();
  return spans;
}

function startOfPhrase(terms: readonly Term[], marks: readonly Mark[], at: number): number {
  let start = at;
  while (start > 0 && at - start < LEAD && terms[start]!.joined && marks[start - 1] === "small")
    start--;
  return start;
}
