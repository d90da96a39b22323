/** Figures as a reader sees them, and tables of them. */

/** "-" where there is nothing to say. */
export const figure = (value: number | null, digits: number): string =>
  value !== null && Number.isFinite(value) ? value.toFixed(digits) : "-";

export const percent = (share: number | null): string =>
  share === null || !Number.isFinite(share) ? "-" : `${(100 * share).toFixed(0)} %`;

/** With its sign. */
export const difference = (value: number, digits: number): string =>
  `${value >= 0 ? "+" : ""}${figure(value, digits)}`;

/** NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A table in Markdown, a line each. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A table for a terminal: the first column and the last to the left, the others to the right. */
export function alignedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) =>
          i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
