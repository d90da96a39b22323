/** Pieces of the drawings: user units are CSS pixels, y grows downwards. Readable on light and dark ground. */

const rules = {
  light: ".t{fill:#24292f}.b0{fill:#3b82c4}.b1{fill:#b9770e}.b2{fill:#7d8590}.b3{fill:#2da160}",
  lines:
    ".l0,.l1{fill:none;stroke-width:2}.l0{stroke:#3b82c4}.l1{stroke:#b9770e;stroke-dasharray:5 4}.w,.z,.d{stroke:#24292f;fill:none}.z{opacity:.4}.d{opacity:.4;stroke-dasharray:4 3}",
  dark: ".t{fill:#e6edf3}.b0{fill:#4a90d9}.b1{fill:#d99a2b}.b2{fill:#9aa4af}.b3{fill:#46b97a}.l0{stroke:#4a90d9}.l1{stroke:#d99a2b}.w,.z,.d{stroke:#e6edf3}",
};
/** So many series of bars have a colour of their own: classes b0, b1 … */
export const COLOURS = 4;

/** A whole drawing with its title as heading and as what a screen reader says. */
export function drawing(
  title: string,
  width: number,
  height: number,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13">`,
    `<style>${rules.light}${rules.lines}`,
    `@media (prefers-color-scheme: dark){${rules.dark}}</style>`,
    textAt(12, 24, title, 'font-size="16" font-weight="600"'),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export const textAt = (x: number, y: number, text: string, attributes = ""): string =>
  `<text class="t" x="${at(x)}" y="${at(y)}"${attributes === "" ? "" : ` ${attributes}`}>${escaped(text)}</text>`;

/** Coordinates to a tenth. */
export const at = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
