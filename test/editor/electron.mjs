// The same suite in a desktop VS Code: one named in VSCODE_PATH, or downloaded by @vscode/test-electron.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { testCache } from "./installCodeServer.mjs";
import { prepare, root } from "./prepare.mjs";

const run = await prepare();
const user = join(run.temporary, "editor");
await mkdir(join(user, "User"), { recursive: true });
await writeFile(join(user, "User", "settings.json"), JSON.stringify(run.settings));
const env = { ...run.env, PENPRINT_SUITE_HARNESS: "" };
const named = process.env["VSCODE_PATH"];
try {
  process.exitCode = await runTests({
    extensionDevelopmentPath: [root, run.scriptedModel],
    extensionTestsPath: run.suite,
    extensionTestsEnv: { ...env, PENPRINT_SUITE_ONLY: process.argv.slice(2).join(" ") },
    cachePath: join(testCache(), "vscode"),
    ...(named !== undefined && named !== "" && { vscodeExecutablePath: named }),
    launchArgs: [
      run.workspace,
      ...["--user-data-dir", user],
      ...["--extensions-dir", join(run.temporary, "extensions")],
      "--disable-workspace-trust",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
} catch (error) {
  console.error(
    `${error.message ?? error}\nA VS Code that is installed can be named in VSCODE_PATH.`,
  );
  process.exitCode = 1;
} finally {
  await run.clean();
}
