import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "./llamaServer";
import { ended, untilReady } from "./startedServer";

/** What `transformers serve` needs beside the trainer's packages. */
const packages = ["fastapi", "uvicorn", "openai", "starlette"];
const folder = resolve(".cache/peft-server");
const stamp = join(folder, "installed");

function install(python: string): void {
  if (existsSync(stamp)) return;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const { status, stderr } = spawnSync(python, [...pip, "--target", folder, ...packages], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`pip install ${packages.join(" ")}: ${stderr}`);
  writeFileSync(stamp, "");
}

export interface PeftServer {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/**
 * Hugging Face's server, which loads a base model and a PEFT adapter over it, both from the folder of the adapter's name
 * below the one it runs in.
 */
export async function startPeftServer(options: {
  readonly python: string;
  readonly folder: string;
  /** A model in Hugging Face's form. */
  readonly base: string;
  readonly models: readonly { readonly name: string; readonly path: string }[];
}): Promise<PeftServer> {
  const { python, base, models } = options;
  install(python);
  for (const { name, path } of models) {
    link(path, join(options.folder, name));
    link(base, join(options.folder, name));
  }
  const port = await freePort();
  const home = join(options.folder, "home");
  mkdirSync(join(home, "hub"), { recursive: true });
  const serve = ["-m", "transformers.cli.transformers", "serve", "--host", "127.0.0.1"];
  const child = spawn(python, [...serve, "--port", String(port), "--device", "cpu"], {
    cwd: options.folder,
    env: { ...process.env, PYTHONPATH: folder, HF_HOME: home, HF_HUB_OFFLINE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, { name: "transformers serve", url: `${url}/health`, seconds: 180 });
  return { baseUrl: `${url}/v1`, stop: () => ended(child) };
}

function link(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
  }
}
