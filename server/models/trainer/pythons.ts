import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pythons as usualPythons } from "../files/pip";
import { whyOf } from "../files/failure";
import { childEnvironment } from "../childEnvironment";

/** The oldest that the pinned packages run on. */
export const OLDEST = [3, 11] as const;

export type FoundPython =
  | { readonly kind: "found"; readonly command: readonly [string, ...string[]] }
  | { readonly kind: "none" }
  | { readonly kind: "old"; readonly version: string; readonly command: string };

/** The first Python of the usual names that is new enough. */
export async function findPython(
  pythons: readonly (readonly string[])[] = usualPythons,
  signal?: AbortSignal,
): Promise<FoundPython> {
  let old: FoundPython = { kind: "none" };
  for (const [command, ...first] of pythons) {
    if (command === undefined) continue;
    const version = await versionOf([command, ...first], signal);
    if (version === undefined) continue;
    const [major, minor] = version;
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
      return { kind: "found", command: [command, ...first] };
    }
    if (old.kind === "none") {
      old = { kind: "old", version: `${major}.${minor}`, command: [command, ...first].join(" ") };
    }
  }
  return old;
}

async function versionOf(
  command: readonly [string, ...string[]],
  signal?: AbortSignal,
): Promise<readonly [number, number] | undefined> {
  const lines: string[] = [];
  const script = "import sys; print('python', *sys.version_info[:2])";
  const failure = await runCommand(command, ["-c", script], (line) => lines.push(line), signal);
  const found = failure === undefined ? /^python (\d+) (\d+)$/m.exec(lines.join("\n")) : null;
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
}

/** Ours, without what would lead Python to other packages than those beside it. */
export function pythonEnvironment(): NodeJS.ProcessEnv {
  const kept = childEnvironment(["PYTHONHOME", "PYTHONPATH"]);
  return { ...kept, PYTHONNOUSERSITE: "1", PYTHONUTF8: "1" };
}

/** Runs a command to its end; why it failed, or nothing. Aborted = the signal's reason is thrown. */
export async function runCommand(
  [command, ...first]: readonly [string, ...string[]],
  args: readonly string[],
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<string | undefined> {
  signal?.throwIfAborted();
  const failure = await new Promise<string | undefined>((done) => {
    const child = spawn(command, [...first, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      env: pythonEnvironment(),
      ...(signal === undefined ? {} : { signal }),
    });
    let said = "";
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", onLine);
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      said = (said + piece).slice(-4000);
    });
    child.once("error", (error) => done(whyOf(error)));
    child.once("close", (code) => {
      const lines = said.trim().split("\n");
      const last = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "";
      done(code === 0 ? undefined : last === "" ? `exit ${code ?? "by signal"}` : last);
    });
  });
  signal?.throwIfAborted();
  return failure;
}
