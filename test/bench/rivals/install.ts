import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../benchmark";

const cache = join(root, ".cache", "rivals");
const packages = [
  "harper.js@2.10.0",
  "textlint@15.8.0",
  "textlint-rule-terminology@5.2.16",
  "textlint-rule-write-good@2.0.0",
  "write-good@1.0.8",
];
const ready = join(cache, "installed.json");
const valePackage = "vale==3.13.0.0";

export type Rival = "harper" | "textlint" | "write-good" | "vale";

/** As the page calls them: what was installed. */
export const rivalNames: Readonly<Record<Rival, string>> = {
  harper: "harper.js 2.10.0",
  textlint: "textlint 15.8.0",
  "write-good": "write-good 1.0.8",
  vale: "Vale",
};

export interface Rivals {
  readonly rivals: readonly Rival[];
  /** Sentences that say which are not here, and why. */
  readonly leftOut: readonly string[];
}

let known: Rivals | undefined;

/** Installs by npm and pip what they have; asked again, it answers what it found. */
export function installRivals(): Rivals {
  known ??= installed();
  return known;
}

function installed(): Rivals {
  const npm = npmRivals();
  const vale = valeProgram();
  return {
    rivals: [
      ...(npm === undefined ? (["harper", "textlint", "write-good"] as const) : []),
      ...("file" in vale ? (["vale"] as const) : []),
    ],
    leftOut: [
      ...(npm === undefined ? [] : [`harper.js, textlint and write-good: ${npm}.`]),
      ...("why" in vale ? [`Vale: ${vale.why}.`] : []),
      "LanguageTool: no package of npm, pip or apt holds it; those of its name fetch it from its own server.",
    ],
  };
}

/** Why they are not here; undefined = they are. */
function npmRivals(): string | undefined {
  const wanted = `${JSON.stringify(packages)}\n`;
  if (existsSync(ready) && readFileSync(ready, "utf8") === wanted) return undefined;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{"private":true}\n');
  writeFileSync(
    join(cache, ".textlintrc.json"),
    '{"rules":{"terminology":true,"write-good":true}}\n',
  );
  const isWindows = process.platform === "win32";
  const result = spawnSync(
    isWindows ? "npm.cmd" : "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", ...packages],
    { cwd: cache, encoding: "utf8", shell: isWindows },
  );
  if (result.status !== 0) return lastLine(result.stderr) ?? "npm could not install them";
  writeFileSync(ready, wanted);
  return undefined;
}

/** Vale from the PATH, or through pip, whose package fetches the program when it is first started. */
function valeProgram(): { readonly file: string } | { readonly why: string } {
  const works = (file: string): boolean =>
    spawnSync(file, ["--version"], { timeout: 60_000 }).status === 0;
  if (works("vale")) return { file: "vale" };
  const python = join(cache, "python");
  const file = join(python, "bin", "vale");
  if (!existsSync(file)) {
    const made = spawnSync("python3", ["-m", "venv", python]);
    const pip = join(python, "bin", "pip");
    const got = made.status === 0 && spawnSync(pip, ["install", "-q", valePackage]).status === 0;
    if (!got) return { why: `not on the PATH, and pip could not install ${valePackage}` };
  }
  return works(file)
    ? { file }
    : { why: "not on the PATH, and pip's package could not fetch the program from its releases" };
}

const measuredSchema = z.strictObject({
  times: z.array(z.number()),
  /** Of the notes of a folder that were read. */
  words: z.number(),
  megabytes: z.number(),
});
export type Measured = z.infer<typeof measuredSchema>;

/** Milliseconds from each of a few typed characters to the rival's complete findings; or why it has none. */
export function typedInto(rival: Rival, note: string, repeats: number): Measured | string {
  return measured(rival, ["edits", note, String(repeats), "3000"]);
}

/** What a rival took to check notes, without its start. */
export interface Reading {
  readonly name: string;
  /** How many it read: the first ones alone where all take too long. */
  readonly notes: number;
  readonly words: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** The rivals that are here, each through the notes of a folder in one process. */
export function readThrough(folder: string): {
  readonly readings: readonly Reading[];
  readonly leftOut: string[];
} {
  const { rivals, leftOut } = installRivals();
  const readings: Reading[] = [];
  const failed: string[] = [];
  for (const rival of rivals) {
    const all = measured(rival, ["folder", folder, "1000000", "15000"]);
    if (typeof all === "string") failed.push(all);
    else {
      const { times, words, megabytes } = all;
      const milliseconds = times.reduce((sum, time) => sum + time, 0);
      const name = rivalNames[rival];
      readings.push({ name, notes: times.length, words, milliseconds, megabytes });
    }
  }
  return { readings, leftOut: [...leftOut, ...failed] };
}

function measured(rival: Rival, args: readonly string[]): Measured | string {
  const script = join(__dirname, `${rival}.mjs`);
  const vale = rival === "vale" ? valeProgram() : undefined;
  const program = vale !== undefined && "file" in vale ? { VALE_PROGRAM: vale.file } : {};
  const result = spawnSync(process.execPath, [script, cache, ...args], {
    encoding: "utf8",
    timeout: 90_000,
    maxBuffer: 1e8,
    env: { ...process.env, ...program },
  });
  if (result.status !== 0) {
    const why = lastLine(result.stderr) ?? "it took more than 90 seconds";
    return `${rivalNames[rival]}: ${why}.`;
  }
  return measuredSchema.parse(JSON.parse(result.stdout));
}

const lastLine = (text: string): string | undefined => text.trim().split("\n").pop() || undefined;
