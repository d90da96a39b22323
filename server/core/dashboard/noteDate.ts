import { bodyStart } from "../note/frontMatter";
import type { NoteDate } from "./types";

/** Keys of front matter that name the day a note was written, in the order in which they are believed. */
const keys = ["date", "created", "published"] as const;
/** UTF-16 units; longer front matter is not read for a day. */
const LONGEST = 20_000;

/** The day on which a note was written, as its front matter says, its name, or the file. */
export function noteDate(
  text: string,
  path: string,
  modified: Date | undefined,
): NoteDate | undefined {
  const said = dayInFrontMatter(text);
  if (said !== undefined) return { day: said, from: "front matter" };
  const named = dayIn(/[^/\\]*$/.exec(path)?.[0] ?? "");
  if (named !== undefined) return { day: named, from: "file name" };
  if (modified === undefined || Number.isNaN(modified.getTime())) return undefined;
  return { day: modified.toISOString().slice(0, 10), from: "file" };
}

/** Top-level keys stand at the start of a line: no YAML need be valid for a day to be read. */
function dayInFrontMatter(text: string): string | undefined {
  const end = bodyStart(text);
  if (end <= 1 || end > LONGEST) return undefined;
  const lines = text.slice(0, end).split(/\r\n?|\n/);
  for (const key of keys) {
    const line = lines.find((one) => one.startsWith(`${key}:`));
    const day = line === undefined ? undefined : dayIn(line.slice(key.length + 1));
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The first day of the calendar in a text: 2025-03-22, 2025/03/22, 2025_03_22 or 20250322. */
function dayIn(text: string): string | undefined {
  const found = /(?<!\d)(\d{4})([-/_.]?)(\d{2})\2(\d{2})(?!\d)/.exec(text);
  if (found === null) return undefined;
  const day = `${found[1]!}-${found[3]!}-${found[4]!}`;
  const time = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
  return isReal && day >= "1900" && day < "2200" ? day : undefined;
}
