import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const cache = resolve(__dirname, "..", "..", "..", ".cache", "rivals");
const packages = [
  "harper.js@2.10.0",
  "textlint@15.8.0",
  "textlint-rule-terminology@5.2.16",
  "textlint-rule-write-good@2.0.0",
];
const ready = join(cache, "installed.json");

export type Rival = "harper" | "textlint";
export const rivals: readonly Rival[] = ["harper", "textlint"];

/** The cache folder with both rivals in it, or why there is none. */
export function installRivals(): { readonly folder: string } | { readonly why: string } {
  if (existsSync(ready)) return { folder: cache };
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{"private":true}\n');
  writeFileSync(
    join(cache, ".textlintrc.json"),
    '{"rules":{"terminology":true,"write-good":true}}\n',
  );
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(
    npm,
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", ...packages],
    { cwd: cache, encoding: "utf8", shell: process.platform === "win32" },
  );
  if (result.status !== 0) {
    return { why: result.stderr.trim().split("\n").pop() ?? "npm could not install them" };
  }
  writeFileSync(ready, `${JSON.stringify(packages)}\n`);
  return { folder: cache };
}

/** Milliseconds from a typed character to the rival's complete findings; or why it has none. */
export function measureRival(
  rival: Rival,
  folder: string,
  note: string,
): readonly number[] | { readonly why: string } {
  const script = join(__dirname, `${rival}.mjs`);
  const result = spawnSync(process.execPath, [script, folder, note, "20", "8000"], {
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 1e8,
  });
  if (result.status !== 0) {
    return { why: result.stderr.trim().split("\n").pop() || "it took more than two minutes" };
  }
  return JSON.parse(result.stdout) as number[];
}
