import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { z } from "zod";
import { ruleIds } from "../core/rules/registry";
import { unknownRule } from "../core/rules/unknownRule";
import { LineIndex } from "../core/text/lineIndex";
import { folderConfigName, folderConfigSchema, type FolderConfig } from "../protocol/folderConfig";
import type { FolderProblem, FolderRules } from "../workflows/ports";
import { t, worded } from "../workflows/worded";
import { readRegular } from "./regularFile";
import { pathMatcher } from "./pathMatcher";
import { replaceFile } from "./replaceFile";

type Read =
  | { readonly kind: "absent" }
  | { readonly kind: "read"; readonly config: FolderConfig; readonly text: string }
  | { readonly kind: "broken"; readonly why: string };

/** Reads every `.penprint.json` from `root` down to the note's folder. Never throws for what stands in a file. */
export async function readFolderRules(notePath: string, root: string): Promise<FolderRules> {
  const rules: Record<string, FolderConfig["rules"][string]> = {};
  const problems: FolderProblem[] = [];
  const files = foldersBetween(root, dirname(notePath)).map((folder) =>
    join(folder, folderConfigName),
  );
  let ignored = false;
  for (const file of files) {
    const read = await readConfig(file, root);
    if (read.kind === "broken") {
      problems.push({ file, why: read.why, severity: "error", range: atStart });
    }
    if (read.kind !== "read") continue;
    problems.push(...unknownRulesIn(read.text, read.config, file));
    Object.assign(rules, read.config.rules);
    ignored ||= matchesAny(notePath, dirname(file), read.config.ignoreFiles);
  }
  return { rules, ignored, problems, files };
}

const atStart = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function unknownRulesIn(
  text: string,
  { rules }: FolderConfig,
  file: string,
): readonly FolderProblem[] {
  return Object.keys(rules).flatMap((name) => {
    const unknown = unknownRule(name, ruleIds);
    if (unknown === undefined) return [];
    const why = worded(unknown);
    const key = JSON.stringify(name);
    // A key that is written with escapes is not found, and shown at the start.
    const start = Math.max(0, text.indexOf(key));
    const range = new LineIndex(text).rangeOf({ start, end: start + key.length });
    return [{ file, why, severity: "information", range }];
  });
}

/** True when `path` lies below `folder` and one of the glob patterns, relative to it, names it. */
export function matchesAny(path: string, folder: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const inside = relative(folder, path).split(sep).join("/");
  return pathMatcher(patterns)(inside);
}

/**
 * What a note's sources and folder rules may reach: the workspace folder that holds it; without one the nearest
 * ancestor with `.penprint.json` or `.git`; else the note's own folder.
 */
export function rootOf(notePath: string, workspaceFolders: readonly string[]): string {
  const holding = workspaceFolders
    .filter((folder) => isInside(folder, notePath))
    .sort((a, b) => b.length - a.length)[0];
  if (holding !== undefined) return holding;
  const own = dirname(notePath);
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, folderConfigName)) || existsSync(join(folder, ".git")))
      return folder;
    if (dirname(folder) === folder) return own;
  }
}

type Ignored =
  | { readonly kind: "done"; readonly file: string }
  | { readonly kind: "refused"; readonly why: string };

/** One change after the other: each starts from what the one before left. */
let changing: Promise<unknown> = Promise.resolve();

/** Switches `rule` off in the folder's `.penprint.json`, which is made when there is none. */
export function ignoreRuleIn(folder: string, rule: string): Promise<Ignored> {
  const change = changing.then(() => switchOff(folder, rule));
  changing = change.catch(() => undefined);
  return change;
}

async function switchOff(folder: string, rule: string): Promise<Ignored> {
  const file = join(folder, folderConfigName);
  const read = await readConfig(file, folder);
  if (read.kind === "broken") {
    return { kind: "refused", why: t("{0} {1}. Correct it, then try again.", file, read.why) };
  }
  const before = read.kind === "read" ? read.config : folderConfigSchema.parse({});
  const { ignoreFiles, ...rest } = before;
  const after = {
    ...rest,
    rules: { ...before.rules, [rule]: "off" },
    ...(ignoreFiles.length > 0 ? { ignoreFiles } : {}),
  };
  try {
    const text = Buffer.from(`${JSON.stringify(after, null, 2)}\n`);
    // A link that stays in the folder is written through, and stays a link.
    const real = await realpath(file).catch(() => file);
    await replaceFile(real, [text], undefined, 0o644);
  } catch (error) {
    return { kind: "refused", why: t("{0} cannot be written: {1}", file, messageOf(error)) };
  }
  return { kind: "done", file };
}

/** Bytes. */
const LARGEST_CONFIG = 1_000_000;

/** A link that leads out of `root` is not followed: neither read nor, later, written through. */
async function readConfig(file: string, root: string): Promise<Read> {
  let text: string;
  try {
    const real = await realpath(file);
    if (!isInside(await realpath(root), real)) {
      return {
        kind: "broken",
        why: t("is a link that leads out of {0}: put the file itself there", root),
      };
    }
    text = (await readRegular(real, LARGEST_CONFIG)).toString("utf8");
  } catch (error) {
    const absent =
      error instanceof Error &&
      "code" in error &&
      ["ENOENT", "ENOTDIR"].includes(String(error.code));
    return absent
      ? { kind: "absent" }
      : { kind: "broken", why: t("cannot be read: {0}", messageOf(error)) };
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { kind: "broken", why: t("is not JSON: {0}", messageOf(error)) };
  }
  const parsed = folderConfigSchema.safeParse(json);
  if (parsed.success) return { kind: "read", config: parsed.data, text };
  return { kind: "broken", why: t("does not fit its schema: {0}", z.prettifyError(parsed.error)) };
}

/** From `top` down to `bottom`, both included; only `bottom` when it does not lie below `top`. */
function foldersBetween(top: string, bottom: string): readonly string[] {
  if (!isInside(top, bottom)) return [bottom];
  const folders: string[] = [];
  for (let folder = bottom; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (relative(top, folder) === "" || dirname(folder) === folder) return folders;
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
