import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { serverFile } from "./lspClient";
import type { LearnedAuthor } from "./learnedAuthor";

/** What other editors open, fix ("do not", beside an emoji) and rewrite (the last paragraph, by quick fixes alone). */
export const editorNote =
  "# Rain\n\nIt is late, and we do not mind 😀 that it is cold.\n\n" +
  "I did not go to the shed today and I cannot say that it was a bad day. I do not know why I did not go.\n";
export const rewrittenNote =
  "I didn't go to the shed today and I can't say that it was a bad day. I don't know why I didn't go.";

/** Whether an editor is there to be tested with; in CI it has to be. */
export function hasEditor(program: string, packages: string, probe: readonly string[]): boolean {
  const has = spawnSync(program, probe, { encoding: "utf8" }).status === 0;
  if (!has && process.env["CI"] !== "true") {
    console.warn(`${program} is not installed (apt install ${packages}): its test is skipped.`);
  }
  return has || process.env["CI"] === "true";
}

/** Runs another editor without a window on `note`, and answers what its script wrote down. */
export function runEditor(
  program: string,
  args: readonly string[],
  { author, note }: { readonly author: LearnedAuthor; readonly note: string },
): unknown {
  const result = join(author.folder, "result.json");
  const run = spawnSync(program, args, {
    encoding: "utf8",
    timeout: 100_000,
    env: {
      ...process.env,
      HOME: author.folder,
      PENPRINT_NODE: process.execPath,
      PENPRINT_SERVER: serverFile,
      PENPRINT_PROFILE: author.profile,
      PENPRINT_DATA: author.dataFolder,
      PENPRINT_NO_MODEL: join(author.folder, "no-model.gguf"),
      PENPRINT_NOTE: note,
      PENPRINT_RESULT: result,
    },
  });
  expect(run.error, `${program} starts`).toBeUndefined();
  expect(run.stderr).not.toContain("Error");
  return JSON.parse(readFileSync(result, "utf8"));
}
