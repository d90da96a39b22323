// npm start: the extension on samples/, in the installed VS Code or VSCodium, or else in the browser.
import { spawn, spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const samples = join(root, "samples");
const note = join(samples, "drafts", "the-tap-in-winter.md");
const windows = process.platform === "win32";

const built = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);

const editor = ["code", "codium"].find((name) => works(name, ["--version"]));
if (editor !== undefined && !process.argv.includes("--browser")) {
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, samples, note];
  const opened = spawnSync(editor, args, { stdio: "inherit", shell: windows });
  process.exit(opened.status ?? 1);
}

const { startCodeServer, windowAddress } = await import("../test/editor/codeServer.mjs");
const { testCache } = await import("../test/editor/installCodeServer.mjs");
const folder = join(testCache(), "start");
await mkdir(folder, { recursive: true });
const settings = {
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};
const server = await startCodeServer({ folder, settings, log: join(folder, "code-server.log") });
const address = windowAddress(server.port, { workspace: samples, extension: root, file: note });
console.log(`Penprint on samples/ (Ctrl+C ends it):\n\n  ${address}\n`);
openInBrowser(address);
// npm hands on what the terminal sends as well: a second signal must not cut the end short.
let ending;
const end = () => (ending ??= server.stop().then(() => process.exit(0)));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end());

function works(command, args) {
  return spawnSync(command, args, { stdio: "ignore", shell: windows }).status === 0;
}

/** Where nothing can be opened, the printed address is all there is. */
function openInBrowser(url) {
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  if (!works("which", [opener])) return;
  spawn(opener, [url], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
