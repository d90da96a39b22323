/** A line of a page: points from the lower left corner, as PDF counts. */
export interface PdfLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

export interface PdfOptions {
  /** A password that nobody knows is needed to open it. */
  readonly encrypted?: boolean;
  /** Drawn instead of the lines. */
  readonly content?: Buffer;
  /** How `content` is packed: `FlateDecode`. */
  readonly filter?: string;
  /** Degrees by which pages are shown turned. */
  readonly rotate?: number;
}

/** A PDF of pages of lines in Helvetica, A4. */
export function smallPdf(
  pages: readonly (readonly PdfLine[])[],
  { encrypted = false, content, filter, rotate = 0 }: PdfOptions = {},
): Uint8Array {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(" ");
  const objects: Buffer[] = [
    Buffer.from("<</Type/Catalog/Pages 2 0 R>>"),
    Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`),
    Buffer.from("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
  ];
  for (const [i, lines] of pages.entries()) {
    const stream = content ?? Buffer.from(lines.map(drawn).join("\n"), "latin1");
    const packed = filter === undefined ? "" : `/Filter/${filter}`;
    objects.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate ${rotate}/Contents ${5 + i * 2} 0 R` +
          "/Resources<</Font<</F 3 0 R>>>>>>",
      ),
      Buffer.concat([
        Buffer.from(`<</Length ${stream.length}${packed}>>\nstream\n`),
        stream,
        Buffer.from("\nendstream"),
      ]),
    );
  }
  const key = "00".repeat(32);
  const lock = `/Encrypt<</Filter/Standard/V 1/R 2/O<${key}>/U<${key}>/P -4>>/ID[<${key}><${key}>]`;
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [i, object] of objects.entries()) {
    places.push(length);
    add(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]));
  }
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const start = length;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}` +
        `trailer\n<</Size ${size}/Root 1 0 R${encrypted ? lock : ""}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** Lines one below the other, beginning 100 points below the upper edge. */
export const stacked = (...texts: readonly string[]): readonly PdfLine[] =>
  texts.map((text, i) => ({ text, y: 742 - i * 14 }));

const drawn = ({ text, x = 72, y, size = 11 }: PdfLine): string =>
  `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`;
