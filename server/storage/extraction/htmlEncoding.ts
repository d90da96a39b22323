/** Bytes in which a page has to say how it is encoded (HTML Standard, 13.2.3.2). */
const DECLARED_WITHIN = 1024;

const marks: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "failed"; readonly why: string };

/** A page's characters: encoded as its byte order mark says, else as its `<meta>` says, else UTF-8. */
export function decodeHtml(bytes: Uint8Array): Decoded {
  const mark = marks.find(([, first]) => first.every((byte, i) => bytes[i] === byte))?.[0];
  const declared = mark ?? declaredIn(bytes);
  if (mark?.startsWith("utf-16") !== true && bytes.includes(0)) {
    return { kind: "failed", why: "it is no HTML file" };
  }
  const encoding = declared ?? "utf-8";
  if (!isKnown(encoding)) return { kind: "failed", why: `its encoding ${encoding} is not known` };
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(bytes);
    return { kind: "text", text: decoder.encoding === "windows-1252" ? withQuotes(text) : text };
  } catch {
    const named = declared === undefined ? "and names no other encoding" : "although it says so";
    return { kind: "failed", why: `it is not valid ${encoding.toUpperCase()} ${named}` };
  }
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString("latin1");
  const said = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(
    head.replace(/<!--[^]*?-->/g, ""),
  )?.[1];
  // A page that could be read this far is not in UTF-16, whatever it says.
  return said !== undefined && /^utf-?16/i.test(said) ? "utf-8" : said?.toLowerCase();
}

/** Characters 0x80 to 0x9F of Windows-1252: quotes, dashes, the euro. */
const windows = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";

/** Some versions of Node decode Windows-1252 as if it were ISO 8859-1. */
const withQuotes = (text: string): string =>
  text.replace(/[\u0080-\u009F]/g, (found) => windows.charAt(found.charCodeAt(0) - 0x80));
