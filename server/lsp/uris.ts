import { join } from "node:path";
import { URI } from "vscode-uri";

/** Views of other documents: what stands in them is checked where it lives, if at all. */
const viewSchemes = new Set([
  "git",
  "gitfs",
  "gitlens",
  "gitlens-git",
  "hg",
  "svn",
  "review",
  "pr",
  "output",
  "debug",
  "comment",
  "search-editor",
  "vscode-local-history",
  "vscode-scm",
  "vscode-timeline",
  "vscode-notebook-cell",
  "merge-conflict.conflict-diff",
  "walkThrough",
  "walkThroughSnippet",
]);

/** True for documents that a person writes in: files, untitled and remote ones; never versions, logs or diffs. */
export function isWritten(uri: string): boolean {
  const { scheme } = URI.parse(uri);
  return !viewSchemes.has(scheme) && !scheme.startsWith("penprint");
}

/** Absolute path of a document on this machine; for an untitled one, where it would stand in `folder`. */
export function pathOf(uri: string, folder: string | undefined): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme === "file" || parsed.scheme === "vscode-remote") return parsed.fsPath;
  if (folder === undefined) return undefined;
  return join(folder, parsed.path.split("/").pop() || "Untitled");
}

/** `location` is an absolute path or already a URI. */
export function uriOf(location: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(location) ? location : URI.file(location).toString();
}
