import { captureVersion, type Decision } from "../learning/decision";
import type { AuthorPassage } from "../style/types";

/** Share of words in [0, 1] that may be others than the author's own: nearer, and they take the text as it is. */
export const CLOSE = 0.05;

export interface Offer {
  readonly id: string;
  readonly note: string;
  readonly neutral: string;
  /** What was offered. */
  readonly text: string;
  readonly references: readonly Pick<AuthorPassage, "id" | "note" | "text">[];
  /** What the author has really written. */
  readonly own: string;
  readonly adapter: string | null;
}

/** An author who takes what is close to what they wrote, and puts everything else into their own words. */
export function decide(offer: Offer): Decision {
  const { id, note, neutral, text, references, own, adapter } = offer;
  const version = {
    ...{ text, origin: "model" as const, accepted: true, unsupported: 0 },
    style: { draft: null, text: null },
  };
  const final = wordDistance(text, own) <= CLOSE ? text : own;
  return {
    line: {
      ...{ version: captureVersion, id, time: new Date(0).toISOString(), kind: "accepted" },
      ...{ suggestion: id, note, original: neutral, draft: neutral, candidates: [version] },
      prompt: {
        mode: "style",
        heading: "",
        references: references.map((one) => ({ id: one.id, note: one.note, text: one.text })),
      },
      ...{ model: "", adapter, chosen: 0, text },
    },
    ...{ outcome: "accepted", final, settled: true },
  };
}

/** Words to put in, take out or exchange, of those in the longer text: 0 = the same words, 1 = none in common. */
export function wordDistance(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  let row = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (const [i, word] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) {
      const exchanged = row[j]! + (word === other ? 0 : 1);
      next.push(Math.min(exchanged, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[right.length]! / Math.max(1, left.length, right.length);
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
