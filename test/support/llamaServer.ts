import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { ended, untilReady } from "./startedServer";

/** llama.cpp's server as a Python wheel: 34 MB, no other packages. */
const wheel = "xllamacpp==2026.10.11549";
const folder = resolve(".cache/llama-server");
const inVenv = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const stamp = join(folder, "installed");

export type Installed =
  | { readonly kind: "ready"; readonly python: string }
  | { readonly kind: "missing"; readonly why: string };

/** Installs the server into .cache once. With CI=true an installation that fails is an error, else a reason to skip. */
export async function installLlamaServer(): Promise<Installed> {
  const installed = await install();
  if (installed.kind === "missing" && process.env["CI"] === "true") throw new Error(installed.why);
  return installed;
}

async function install(): Promise<Installed> {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wheel)
    return { kind: "ready", python: inVenv };
  const python = [["python3"], ["python"], ["py", "-3"]].find(
    ([command, ...args]) => spawnSync(command!, [...args, "--version"]).status === 0,
  );
  if (python === undefined)
    return { kind: "missing", why: "Python 3.10 or later is not installed." };
  await mkdir(folder, { recursive: true });
  const steps = [
    [...python, "-m", "venv", folder],
    [
      inVenv,
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--only-binary",
      ":all:",
      wheel,
    ],
  ];
  for (const [command, ...args] of steps) {
    const { status, stderr } = spawnSync(command!, args, { encoding: "utf8", timeout: 170_000 });
    if (status === 0) continue;
    const line = stderr.trim().split("\n").at(-1) ?? "";
    return { kind: "missing", why: `${[command, ...args].join(" ")} failed: ${line}` };
  }
  await writeFile(stamp, wheel);
  return { kind: "ready", python: inVenv };
}

export interface LlamaServer {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Starts the server with a GGUF file and waits until the model is loaded. */
export async function startLlamaServer(python: string, model: string): Promise<LlamaServer> {
  const port = await freePort();
  const child = spawn(python, [resolve("test/support/llamaServer.py"), model, String(port)], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  await untilReady(child, { name: "llama.cpp's server", url: `${baseUrl}/models`, seconds: 120 });
  return { baseUrl, stop: () => ended(child) };
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
