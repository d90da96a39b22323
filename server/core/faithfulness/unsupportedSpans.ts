import type { Span } from "../text/span";
import { CARRIED, type Findings } from "./features";
import type { Term } from "./terms";

/** Supported words between two unsupported ones that still belong to one stretch. */
const BRIDGE = 1;

/** The words that the evidence does not carry, with the small words between them. Spans are relative to the claim. */
export function unsupportedSpans(found: Findings): readonly Span[] {
  const { claim } = found;
  const open = new Set(
    found.alignment.supports.filter(({ nearby }) => nearby < CARRIED).map(({ term }) => term.stem),
  );
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
    if (!term.content) return "small";
    return open.has(term.stem) ? "open" : "carried";
  });
  return stretches(claim.terms, marks);
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
      from ??= i;
      last = i;
      carried = 0;
    } else if (mark === "carried") carried++;
  }
  close();
  return spans;
}
