function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** One line about a file that could not be read or written; undefined for an error of another kind. */
export function fileFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || codeOf(error) === "") return undefined;
  const file = "path" in error && typeof error.path === "string" ? error.path : "that file";
  return `${error.message}. ${wayOut(error, file)}`;
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
    case "EISDIR":
      return `Name a file: ${file} is a folder.`;
    case "EEXIST":
    case "ENOTDIR":
      return `Part of the path ${file} is a file and no folder: name another (--data-dir, PENPRINT_DATA).`;
    case "ELOCKED":
      return `Another process holds ${file}.lock. Close other windows; if none is open, delete that folder.`;
    default:
      return `See that ${file} can be written, then try again.`;
  }
}
