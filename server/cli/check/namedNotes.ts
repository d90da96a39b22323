import { relative, resolve } from "node:path";
import type { DiskNotes } from "../../storage/noteFiles";
import type { CommandContext } from "../context";
import { refuseOthers } from "../paths";
import { slashed } from "./checkedFile";

/** A note that is to be checked: plain data, which a thread can be handed. */
export interface NamedNote {
  /** As given, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** Without links. */
  readonly real: string;
  /** Why it cannot be checked. */
  readonly why?: string;
}

/** Notes in the order in which they were named; one that is named twice is checked once. */
export async function namedNotes(
  paths: readonly string[],
  include: readonly string[],
  context: CommandContext,
  disk: DiskNotes,
): Promise<readonly NamedNote[]> {
  refuseOthers(paths);
  const named = new Map<string, NamedNote>();
  for (const path of paths) {
    const { notes, leftOut } = await disk.find([path], { include, exclude: [] });
    if (notes.length === 0 && leftOut.every(({ why }) => !isUnread(why))) {
      const reasons = [...new Set(leftOut.map(({ why }) => why))].join(", ");
      const others = reasons === "" ? "" : ` (left out: ${reasons})`;
      context.note(`penprint check: no Markdown files in ${path}${others}.`);
    }
    const shown = (absolute: string): string => shownAs(path, absolute);
    for (const { path: absolute, real } of notes) {
      if (!named.has(real)) named.set(real, { path: shown(absolute), absolute, real });
    }
    for (const { path: absolute, why } of leftOut) {
      if (!isUnread(why)) continue;
      named.set(absolute, {
        path: shown(absolute),
        absolute,
        real: absolute,
        why: `This ${why}; it was not checked.`,
      });
    }
  }
  return [...named.values()];
}

const isUnread = (why: string): boolean => why.startsWith("cannot be read");

/** `absolute` as the path that was given names it, or names a folder above it; `.` goes without saying. */
function shownAs(given: string, absolute: string): string {
  const inside = slashed(relative(resolve(given), absolute));
  if (inside === "") return slashed(given);
  return given === "." ? inside : `${slashed(given).replace(/\/+$/, "")}/${inside}`;
}
