import { chatExample } from "./hostedRows";
import { pairsOfDecisions } from "./pairs";
import { sftRow, type SftRow } from "./rows";
import type { Decision } from "./decision";

export const exportFormats = ["trl", "openai", "sharegpt"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * One training example for each text that the author kept or made of a suggestion, the last version of it, unless it
 * is the draft itself: that would teach copying. Draft and text as a data set has them.
 * Rejected and replaced candidates are no examples; `dataset build` pairs them with what was kept.
 */
export function exportRows(
  decisions: readonly Decision[],
  format: ExportFormat,
  template: string,
): readonly object[] {
  return pairsOfDecisions(decisions).pairs.map((pair) =>
    inForm(format, sftRow(template, { ...pair, references: pair.references ?? [] })),
  );
}

function inForm(format: ExportFormat, row: SftRow): object {
  const { prompt, completion } = row;
  switch (format) {
    case "trl":
      return { prompt, completion };
    case "openai":
      return chatExample(row);
    case "sharegpt":
      return {
        conversations: [...prompt, ...completion].map(({ role, content }) => ({
          from: speakers[role],
          value: content,
        })),
      };
  }
}

const speakers = { system: "system", user: "human", assistant: "gpt" } as const;
