import { spawn } from "node:child_process";
import { childEnvironment } from "../../models/childEnvironment";
import { badInput } from "../context";

/** What git printed, or in its own words why not. */
export type GitAnswer =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "failed"; readonly why: string };

/** Nothing of a repository's own configuration is run, and paths mean what they say. */
const always = [
  ...["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"],
  ...["--literal-pathspecs", "--no-optional-locks"],
];

/** What git sets for the hooks that it runs, relative to another folder than ours. */
const ofHooks = ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"];

/** Runs git in a folder. Ends the command where there is no git. */
export function git(
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<GitAnswer> {
  const child = spawn("git", [...always, ...args], {
    cwd: folder,
    env: { ...childEnvironment(ofHooks), LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (error.code !== "ENOENT") reject(error);
      else reject(badInput("--changed needs git, which is not on the PATH: install it."));
    });
    child.once("close", (code) => {
      const text = Buffer.concat(chunks).toString("utf8");
      const why = said.trim().replace(/^(?:fatal|error): /, "");
      resolve(code === 0 ? { kind: "printed", text } : { kind: "failed", why });
    });
  });
}
