import type { CommandContext } from "../context";
import { Changes, type Lines } from "./changed";
import type { CheckedFile } from "./checkedFile";
import type { NamedNote } from "./namedNotes";

/** What counts as changed. */
export interface Wanted {
  readonly paths: readonly string[];
  /** Undefined = since HEAD. */
  readonly reference: string | undefined;
  /** Only findings that touch changed lines. */
  readonly lines: boolean;
}

/** Of all notes those that changed in git, and what leaves out their findings on lines that did not. */
export async function changedNotes(
  all: readonly NamedNote[],
  { paths, reference, lines }: Wanted,
  context: CommandContext,
) {
  const changes = await Changes.since(reference, paths, context);
  const named = all.filter((note) => changes.touches(note));
  if (named.length === 0 && all.length > 0) {
    const since = reference === undefined ? "HEAD" : `the branch left ${reference}`;
    context.note(`penprint check: none of ${all.length} notes changed since ${since}.`);
  }
  const linesBy = new Map<string, readonly Lines[] | undefined>();
  if (lines) {
    for (const { absolute } of named) linesBy.set(absolute, await changes.linesOf(absolute));
  }
  const onChangedLines = (file: CheckedFile): CheckedFile => {
    const changed = linesBy.get(file.absolute);
    return changed === undefined ? file : onLines(file, changed);
  };
  return { named, onChangedLines };
}

function onLines(file: CheckedFile, changed: readonly Lines[]): CheckedFile {
  const findings = file.findings.filter((finding) => {
    const { start, end } = file.lines.rangeOf(finding);
    return changed.some(({ from, to }) => start.line < to && from <= end.line);
  });
  return { ...file, findings };
}
