import { corrupted, corruptions } from "./corrupt";
import type { PreferenceRow, SftRow } from "./rows";
import { hashText } from "../style/hash";

/**
 * Each text over the same text made unfaithful, in every way in turn; where a text has nothing that could go wrong in
 * one way, in the next.
 */
export function corruptedRows(rows: readonly SftRow[], seed: number): readonly PreferenceRow[] {
  const others = rows.map(({ completion }) => completion[0].content);
  return rows.flatMap((row, i) => {
    const { content } = row.completion[0];
    for (let turn = 0; turn < corruptions.length; turn++) {
      const how = corruptions[(i + turn) % corruptions.length]!;
      const wrong = corrupted(content, how, others, seed + i);
      if (wrong === undefined) continue;
      return [
        {
          id: `p-${hashText(`${row.id} ${how} ${wrong}`)}`,
          note: row.note,
          source: `corrupted ${how}`,
          prompt: row.prompt,
          chosen: row.completion,
          rejected: [{ role: "assistant", content: wrong }] as const,
        },
      ];
    }
    return [];
  });
}
