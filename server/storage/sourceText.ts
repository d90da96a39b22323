import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { SourceRead } from "../workflows/readSources";
import type { ExtractedFormat, Extraction } from "./extraction/extraction";
import { t } from "../workflows/worded";

/** Bytes. A book of 500,000 words is about 3 MB. */
const LARGEST_FILE = 8_000_000;

const readable = [
  ".md",
  ".markdown",
  ".mdown",
  ".mkd",
  ".txt",
  ".text",
  ".rst",
  ".org",
  ".csv",
  ".tsv",
  "",
];

const extracted: Readonly<
  Record<string, { readonly format: ExtractedFormat; readonly most: number }>
> = {
  ".pdf": { format: "pdf", most: 50_000_000 },
  ".html": { format: "html", most: 20_000_000 },
  ".htm": { format: "html", most: 20_000_000 },
};

/** Extracts the text of a PDF or an HTML page. */
export type Extract = (
  format: ExtractedFormat,
  bytes: Uint8Array,
  signal: AbortSignal,
) => Promise<Extraction>;

/** The text of a file of `size` bytes, or in words why it cannot be used. Throws the signal's reason. */
export async function readText(
  path: string,
  size: number,
  extract: Extract,
  signal: AbortSignal,
): Promise<SourceRead> {
  const name = basename(path);
  const extension = extname(path).toLowerCase();
  const kind = extracted[extension];
  if (kind === undefined && !readable.includes(extension)) {
    return cannot(
      name,
      t(
        "only Markdown, text, PDF and HTML files are read. Save its text as Markdown or .txt and name that file",
      ),
    );
  }
  const most = kind?.most ?? LARGEST_FILE;
  if (size > most) {
    return cannot(
      name,
      t("it is larger than {0} MB. Name the part of it that matters", most / 1e6),
    );
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    return failed(path, error);
  }
  if (kind !== undefined) {
    const extraction = await extract(kind.format, bytes, signal);
    if (extraction.kind === "failed") return cannot(name, extraction.why);
    const { text, pages } = extraction;
    return { kind: "text", text, extracted: { format: kind.format, pages } };
  }
  if (bytes.includes(0)) return cannot(name, t("it is no text file"));
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return cannot(name, t("it is not valid UTF-8. Save it with that encoding"));
  }
}

/** What a pattern takes in. */
export function isReadable(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return readable.includes(extension) || extension in extracted;
}

const cannot = (name: string, why: string): SourceRead => ({
  kind: "failed",
  why: t("Cannot read {0}: {1}.", name, why),
});

export function failed(path: string, error: unknown): SourceRead {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
      return cannot(basename(path), t("you have no right to read it"));
    case "ENOENT":
      return cannot(basename(path), t("it is gone"));
    default:
      return cannot(
        basename(path),
        code === "" ? t("reading failed") : t("reading failed ({0})", code),
      );
  }
}
