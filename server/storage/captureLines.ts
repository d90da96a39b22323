import {
  captureLineSchema,
  captureVersion,
  joinLines,
  type CaptureLine,
  type Decision,
} from "../core/learning/decision";
import { z } from "zod";
import { byteLines } from "./byteLines";

/** A line that could not be used; it stays in the file. */
export interface BrokenLine {
  /** From 1. */
  readonly line: number;
  readonly why: string;
}

export interface LogContent {
  readonly decisions: readonly Decision[];
  readonly problems: readonly BrokenLine[];
}

export type ReadLine =
  | { readonly kind: "ok"; readonly line: CaptureLine }
  | { readonly kind: "broken"; readonly why: string };

/** Reads a log without changing it. A missing file is an empty log. */
export async function readDecisions(file: string): Promise<LogContent> {
  const lines: CaptureLine[] = [];
  const problems: BrokenLine[] = [];
  let number = 0;
  for await (const bytes of byteLines(file)) {
    number++;
    const text = bytes.toString("utf8");
    if (text.trim() === "") continue;
    const read = parseCaptureLine(text);
    if (read.kind === "ok") lines.push(read.line);
    else problems.push({ line: number, why: read.why });
  }
  return { decisions: joinLines(lines), problems };
}

/** The lines of one decision as they stand in the file; those of a missing file are none. */
export async function linesOf(file: string, id: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const bytes of byteLines(file)) {
    const text = bytes.toString("utf8");
    const read = parseCaptureLine(text);
    if (read.kind === "ok" && read.line.id === id) lines.push(text);
  }
  return lines;
}

const versioned = z.object({ version: z.number() });

export function parseCaptureLine(text: string): ReadLine {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: "broken", why: "not JSON: the line was cut or edited" };
  }
  const parsed = captureLineSchema.safeParse(json);
  if (parsed.success) return { kind: "ok", line: parsed.data };
  const version = versioned.safeParse(json).data?.version;
  if (version !== undefined && version > captureVersion) {
    return { kind: "broken", why: `written by a later Penprint (line version ${version})` };
  }
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  return { kind: "broken", why: `field "${field}": ${issue?.message ?? "does not fit"}` };
}
