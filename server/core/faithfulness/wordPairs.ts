import type { Claim } from "./claim";
import type { SourceIndex } from "./sourceIndex";
import type { Term } from "./terms";

/** Words between two words of a sentence that still belong together. */
const NEAR = 5;

/** Pairs of words that stand side by side in the claim and that the sources have, but never near each other. */
export function brokenPairs({ terms }: Claim, index: SourceIndex): number {
  let broken = 0;
  for (const [i, b] of terms.entries()) {
    const a = terms[i - 1];
    if (a?.content !== true || !b.content || !b.joined || a.stem === b.stem) continue;
    if (index.holdsStem(a.stem) && index.holdsStem(b.stem) && !haveNear(a, b, index)) broken++;
  }
  return broken;
}

const haveNear = (a: Term, b: Term, index: SourceIndex): boolean =>
  [...index.postings(a.stem)].some(
    ([at, support]) =>
      support === 1 &&
      index.sentences[at]!.stems.has(b.stem) &&
      standNear(a.stem, b.stem, index.sentences[at]!.terms),
  );

function standNear(a: string, b: string, terms: readonly Term[]): boolean {
  let lastA = -Infinity;
  let lastB = -Infinity;
  for (const [i, { stem }] of terms.entries()) {
    if (stem === a) lastA = i;
    if (stem === b) lastB = i;
    if (Math.abs(lastA - lastB) <= NEAR) return true;
  }
  return false;
}
