import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Scored } from "../../core/stylebench/measures";
import type { YardstickTask } from "../../core/stylebench/yardstickTask";
import { findPython, runCommand } from "../../models/trainer/pythons";
import { jsonIn } from "../../storage/byteLines";
import { installationRoot } from "../../storage/installation";
import { badInput, missing } from "../context";

const needsSchema = z.object({ missing: z.array(z.string()), undefined: z.array(z.string()) });

const scores = z.array(z.number());
const lineSchema = z.object({
  method: z.string(),
  author: z.string(),
  posts: z.number(),
  words: z.number(),
  own: scores,
  foreign: scores,
  intruders: z.array(scores.length(6)),
});

/** What pip calls a package where that is not the name by which it is imported. */
const pipNames: Readonly<Record<string, string>> = { sklearn: "scikit-learn" };

export interface BaselineScores extends Omit<Scored, "group"> {
  readonly method: string;
}

/** The baselines of a folder with `yardstick.py`, run by a Python that has their packages. */
export class Yardstick {
  private constructor(
    private readonly folder: string,
    private readonly python: readonly [string, ...string[]],
  ) {}

  /** Looks first whether everything is there: an hour later would be too late to say that it is not. */
  static async open(
    named: string,
    python: string | undefined,
    signal: AbortSignal,
  ): Promise<Yardstick> {
    const folder = resolve(named);
    if (!existsSync(join(folder, "yardstick.py"))) {
      throw badInput(`${named} has no yardstick.py: name the folder that holds it.`);
    }
    const yardstick = new Yardstick(folder, await pythonFor(python, signal));
    const lines: string[] = [];
    const failure = await yardstick.run([], (line) => lines.push(line), signal);
    const needs = needsSchema.safeParse(jsonIn(lines.at(-1) ?? "")).data;
    const command = yardstick.python.join(" ");
    if (failure !== undefined || needs === undefined) {
      throw missing(
        `${command} cannot load ${join(named, "yardstick.py")}: ${failure ?? "it says nothing"}`,
      );
    }
    if (needs.missing.length > 0) {
      const packages = needs.missing.map((name) => pipNames[name] ?? name).join(" ");
      throw missing(
        `${command} lacks what the yardstick imports: ${needs.missing.join(", ")}. ` +
          `Install it with \`${command} -m pip install ${packages}\`, or name a Python that has it with --python.`,
      );
    }
    if (needs.undefined.length > 0) {
      throw badInput(
        `${join(named, "yardstick.py")} does not define ${needs.undefined.join(", ")}.`,
      );
    }
    return yardstick;
  }

  /** Every method's scores of one topic group. */
  async scoresOf(task: YardstickTask, signal: AbortSignal): Promise<readonly BaselineScores[]> {
    const temporary = await mkdtemp(join(tmpdir(), "penprint-yardstick-"));
    try {
      const file = join(temporary, "task.json");
      await writeFile(file, JSON.stringify(task));
      const lines: string[] = [];
      const failure = await this.run([file], (line) => lines.push(line), signal);
      if (failure !== undefined) throw missing(`The yardstick failed: ${failure}`);
      return lines.map((line) => {
        const { intruders, ...rest } = lineSchema.parse(jsonIn(line));
        return {
          ...rest,
          intruders: intruders.map((set) => ({
            own: set.slice(0, 4),
            intruder: set[4]!,
            control: set[5]!,
          })),
        };
      });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  private run(args: readonly string[], onLine: (line: string) => void, signal: AbortSignal) {
    const script = join(installationRoot(), "server", "trainer", "yardstick.py");
    return runCommand(this.python, ["-B", script, this.folder, ...args], onLine, signal);
  }
}

async function pythonFor(
  named: string | undefined,
  signal: AbortSignal,
): Promise<readonly [string, ...string[]]> {
  const found = await findPython(named === undefined ? undefined : [[named]], signal);
  if (found.kind === "found") return found.command;
  const why =
    found.kind === "old"
      ? `${found.command} is version ${found.version}, which is too old`
      : `${named ?? "no Python"} ${named === undefined ? "was found" : "cannot be run"}`;
  throw missing(`The yardstick needs Python 3.11 or newer: ${why}. Name one with --python.`);
}
