import type { Line } from "./pdfLines";

/** How much of a page's height, above and below, may hold running headers, footers and page numbers. */
const MARGIN = 0.14;
/** Lines at each end of a page that may be such. */
const MOST_IN_MARGIN = 3;

/** Leaves out what stands at the same height of several pages: headers, footers, and numbers that count pages. */
export function withoutRunningLines(
  pages: readonly (readonly Line[])[],
): readonly (readonly Line[])[] {
  const seen = new Map<string, number>();
  const candidates = pages.map((lines, page) =>
    marginLines(lines).map((line) => ({ line, keys: keysOf(line, page) })),
  );
  for (const lines of candidates) {
    for (const key of new Set(lines.flatMap(({ keys }) => keys)))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return pages.map((lines, page) => {
    const running = new Set(
      candidates[page]!.filter(({ keys }) =>
        keys.some((key) => (seen.get(key) ?? 0) >= timesNeeded(key)),
      ).map(({ line }) => line),
    );
    return lines.filter((line) => !running.has(line));
  });
}

/** The outermost lines, where they stand in a margin. */
function marginLines(lines: readonly Line[]): readonly Line[] {
  const byHeight = [...lines].sort((a, b) => a.depth - b.depth);
  const above = byHeight.slice(0, MOST_IN_MARGIN).filter(({ depth }) => depth < MARGIN);
  const below = byHeight.slice(-MOST_IN_MARGIN).filter(({ depth }) => depth > 1 - MARGIN);
  return [...new Set([...above, ...below])];
}

const exact = "=";
const number = "n";

/** By what a line is the same as one of another page. */
function keysOf({ text, y }: Line, page: number): readonly string[] {
  const height = Math.round(y / 4);
  if (isPageNumber(text)) return [`${number}${height}`];
  const counts = [/^\d{1,4}(?=\s)/, /(?<=\s)\d{1,4}$/]
    .map((outer) => outer.exec(text)?.[0])
    .filter((found) => found !== undefined)
    .map((found) => `counts ${height} ${Number(found) - page}`);
  return [`${exact}${height} ${text}`, `alike ${height} ${text.replace(/\d+/g, "0")}`, ...counts];
}

/** Lines that differ in a number, or that end in one that counts pages, are rare at the same height of two pages, not unheard of. */
const timesNeeded = (key: string): number =>
  key.startsWith(exact) || key.startsWith(number) ? 2 : 3;

/** `7`, `- 7 -`, `xii`, `Page 7`, `7 of 20`, `7/20`. */
const isPageNumber = (text: string): boolean =>
  /^(?:page|p\.|seite)?\s*[-–—[(|]*\s*(?:\d{1,4}|[ivxl]{1,7})\s*(?:(?:of|\/|von)\s*\d{1,4})?\s*[-–—\])|]*$/i.test(
    text,
  );
