import { spawn } from "node:child_process";

/** Runs a command to its end and answers what it printed; throws with its last words when it fails. */
export function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      ...options,
    });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (text) => (said[name] += text));
    }
    child.once("error", failed);
    child.once("close", (code) => {
      if (code === 0) done(said);
      else
        failed(
          new Error(
            `"${command} ${args.join(" ")}" ended with ${code}:\n${said.stderr.slice(-2000)}`,
          ),
        );
    });
  });
}
