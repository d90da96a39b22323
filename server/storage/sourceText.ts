import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { SourceRead } from "../workflows/readSources";

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

/** The text of a file of `size` bytes, or in words why it cannot be used. */
export async function readText(path: string, size: number): Promise<SourceRead> {
  const name = basename(path);
  const extension = extname(path).toLowerCase();
  if (extension === ".pdf")
    return cannot(
      name,
      "PDF files are not read. Save its text as Markdown or .txt and name that file",
    );
  if (extension === ".html" || extension === ".htm") {
    return cannot(
      name,
      "HTML files are not read. Save the page's text as Markdown or .txt and name that file",
    );
  }
  if (!readable.includes(extension)) {
    return cannot(
      name,
      "only Markdown and text files are read. Save its text as Markdown or .txt and name that file",
    );
  }
  if (size > LARGEST_FILE) {
    return cannot(
      name,
      `it is larger than ${LARGEST_FILE / 1e6} MB. Name the part of it that matters`,
    );
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return failed(path, error);
  }
  if (bytes.includes(0)) return cannot(name, "it is no text file");
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return cannot(name, "it is not valid UTF-8. Save it with that encoding");
  }
}

/** What a pattern takes in: files that are read, and those whose reader is told how to save them. */
export const isReadable = (path: string): boolean =>
  [...readable, ".pdf", ".html", ".htm"].includes(extname(path).toLowerCase());

const cannot = (name: string, why: string): SourceRead => ({
  kind: "failed",
  why: `Cannot read ${name}: ${why}.`,
});

export function failed(path: string, error: unknown): SourceRead {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
      return cannot(basename(path), "you have no right to read it");
    case "ENOENT":
      return cannot(basename(path), "it is gone");
    default:
      return cannot(basename(path), code === "" ? "reading failed" : `reading failed (${code})`);
  }
}
