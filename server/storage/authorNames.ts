import { hashText } from "../core/style/hash";

/** A name for an author's file or folder that every file system takes; different for different authors. */
export function fileNameOf(author: string): string {
  const name = author
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40);
  return `${name}-${hashText(author).slice(0, 8)}`;
}
