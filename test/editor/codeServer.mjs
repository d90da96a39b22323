import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { installCodeServer } from "./installCodeServer.mjs";

/** A port that nobody listens on now. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts VS Code's server. `folder` takes its user data, `settings` are its settings, `installed` are folders of
 * extensions, `env` is what extensions see besides the environment of now; with `trust` the window asks whether its
 * folder is trusted. Answers its port, its process and how to stop it.
 */
export async function startCodeServer(options) {
  const { folder, settings = {}, installed = [], env = {}, trust = false, log } = options;
  const { node, server } = await installCodeServer();
  const port = await freePort();
  for (const scope of ["User", "Machine"]) {
    await mkdir(join(folder, scope), { recursive: true });
    await writeFile(join(folder, scope, "settings.json"), JSON.stringify(settings));
  }
  const extensions = join(folder, "extensions");
  for (const one of installed) await cp(one, join(extensions, basename(one)), { recursive: true });
  const args = [
    server,
    ...["--host", "127.0.0.1", "--port", String(port)],
    "--without-connection-token",
    "--accept-server-license-terms",
    "--enable-smoke-test-driver",
    ...(trust ? [] : ["--disable-workspace-trust"]),
    "--disable-telemetry",
    ...["--user-data-dir", folder],
    ...["--extensions-dir", extensions],
  ];
  await mkdir(dirname(log), { recursive: true });
  const output = createWriteStream(log);
  const child = spawn(node, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ended = new Promise((done) => child.once("close", done));
  const stop = async () => {
    signal(child, "SIGTERM");
    await Promise.race([ended, wait(3000)]);
    signal(child, "SIGKILL");
    output.end();
  };
  for (let tries = 0; tries < 150; tries++) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return { port, pid: child.pid, stop };
    await wait(200);
  }
  await stop();
  throw new Error(`code-server did not start; see ${log}`);
}

/** The server starts extension hosts of its own: the signal goes to all of its group. */
function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone.
  }
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}

/** The address of a window on `workspace` with the extension in development; a `file` to open and a suite to run if named. */
export function windowAddress(port, { workspace, extension, suite, file }) {
  const remote = (path) => `vscode-remote://localhost:${port}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ...(suite === undefined ? [] : [["extensionTestsPath", remote(suite)]]),
    ...(file === undefined ? [] : [["openFile", remote(file)]]),
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}
