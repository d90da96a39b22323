function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** What a user can do about a failed write. */
export function wayOut(error: unknown, file: string): string {
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return `The disk is full. Free some space, then try again: ${file} is as it was.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `Give yourself the right to write ${file}, or choose another data folder (--data-dir, PENPRINT_DATA).`;
    case "ELOCKED":
      return `Another process holds ${file}.lock. Close other windows; if none is open, delete that folder.`;
    default:
      return `See that ${file} can be written, then try again.`;
  }
}
