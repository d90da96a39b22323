import { isAbsolute, relative, sep } from "node:path";
import type { LineIndex } from "../../core/text/lineIndex";
import type { Finding, Severity } from "../../core/rules/types";

/** One note, checked: plain data, which a thread can hand over. */
export interface CheckedNote {
  /** As given on the command line, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The text as read; empty when it could not be. */
  readonly text: string;
  /** What the reader should know besides the findings. */
  readonly notes: readonly string[];
  /** What a `.penprint.json` above it names and no rule is called: the same for every note below. */
  readonly folderNotes: readonly string[];
  /** Absolute offsets into `text`, by place. */
  readonly findings: readonly MarkedFinding[];
}

export interface MarkedFinding extends Finding {
  /** The same for the same rule and words in the same sentence, wherever that stands. A hash. */
  readonly mark: string;
}

/** One note, checked, as it is reported. */
export interface CheckedFile extends CheckedNote {
  readonly lines: LineIndex;
}

export type FailOn = "error" | "warning" | "information" | "never";

const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

/** Findings that make the command fail. */
export function failing(files: readonly CheckedFile[], failOn: FailOn): readonly Finding[] {
  if (failOn === "never") return [];
  const all = files.flatMap((file) => file.findings);
  return all.filter((finding) => ranks[finding.severity] >= ranks[failOn]);
}

/** `/` between folders on every system. */
export const slashed = (path: string): string => path.split(sep).join("/");

/** A path as a reader of the report wants it: relative where it lies below the working directory. Addresses stay. */
export function shownPath(location: string, workingFolder: string): string {
  if (isAddress(location)) return location;
  const way = relative(workingFolder, location);
  const outside = way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return slashed(outside ? location : way);
}

/** `scheme:`; one letter is a drive. */
export const isAddress = (location: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(location);
