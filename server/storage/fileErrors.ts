import { t } from "../workflows/worded";
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** One line about a file that could not be read or written; undefined for an error of another kind. */
export function fileFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || codeOf(error) === "") return undefined;
  const file = "path" in error && typeof error.path === "string" ? error.path : t("that file");
  return `${error.message}. ${wayOut(error, file)}`;
}

/** What a user can do about a failed write. */
export function wayOut(error: unknown, file: string): string {
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return t("The disk is full. Free some space, then try again: {0} is as it was.", file);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return t(
        "Give yourself the right to write {0}, or choose another data folder (--data-dir, PENPRINT_DATA).",
        file,
      );
    case "EISDIR":
      return `Name a file: ${file} is a folder.`;
    case "EEXIST":
    case "ENOTDIR":
      return t(
        "Part of the path {0} is a file and no folder: name another (--data-dir, PENPRINT_DATA).",
        file,
      );
    case "ELOCKED":
      return t(
        "Another process holds {0}.lock. Close other windows; if none is open, delete that folder.",
        file,
      );
    default:
      return t("See that {0} can be written, then try again.", file);
  }
}
