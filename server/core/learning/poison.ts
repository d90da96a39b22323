import { shuffled } from "../style/random";
import { corrupted, corruptions } from "./corrupt";
import type { SftRow } from "./rows";

/** What rows can be like that the gate is tried with. */
export const rowKinds = ["clean", "shuffled", "hallucinated"] as const;
export type RowKind = (typeof rowKinds)[number];

/**
 * The rows as they are; every row with the text of another; or every text with a foreign sentence, a wrong number, a wrong
 * name and wrong attachments, as far as it has what can go wrong.
 */
export function poisoned(rows: readonly SftRow[], kind: RowKind, seed: number): readonly SftRow[] {
  if (kind === "clean") return rows;
  const texts = rows.map(({ text }) => text);
  // Each takes the text of the next one in an order of chance, so that none keeps its own.
  const order = shuffled([...rows.keys()], seed);
  const nextOf = new Map(order.map((at, i) => [at, order[(i + 1) % order.length]!]));
  return rows.map((row, i) =>
    withText(row, kind === "shuffled" ? texts[nextOf.get(i)!]! : hallucinated(texts, i, seed)),
  );
}

const hallucinated = (texts: readonly string[], at: number, seed: number): string =>
  corruptions.reduce(
    (text, how, i) => corrupted(text, how, texts, seed + at * corruptions.length + i) ?? text,
    texts[at]!,
  );

const withText = (row: SftRow, text: string): SftRow => ({
  ...row,
  text,
  completion: [{ role: "assistant", content: text }],
});
