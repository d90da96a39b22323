import { execFile, spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
import { z } from "zod";
import type { ServiceResult } from "../../workflows/ports";
import type { Loaded, Speed } from "../embedded/messages";

const execute = promisify(execFile);

export interface RawLlamaOptions {
  /** Holds `node_modules`. */
  readonly installation: string;
  readonly modelFile: string;
  /** What is built is kept here. */
  readonly buildFolder: string;
  readonly loaded: Loaded;
  readonly piece: number;
  readonly signal: AbortSignal;
}

/**
 * llama.cpp itself, as a process: a small program compiled against the very libraries that node-llama-cpp ships, with
 * the headers of the same release, which it ships as a git bundle. Fails where there is no compiler, git or bundle.
 */
export async function openRawLlama(options: RawLlamaOptions): Promise<ServiceResult<RawLlama>> {
  try {
    const program = await build(options);
    const { loaded, modelFile, piece } = options;
    const child = spawn(
      program.file,
      [
        ...[modelFile, program.libraries, loaded.contextTokens, piece],
        ...[loaded.promptThreads, loaded.answerThreads],
      ].map(String),
      { stdio: ["pipe", "pipe", "inherit"], signal: options.signal },
    );
    child.on("error", () => undefined);
    return { kind: "ok", value: new RawLlama(child) };
  } catch (error) {
    options.signal.throwIfAborted();
    return {
      kind: "failed",
      why: error instanceof Error ? error.message.split("\n")[0]! : String(error),
      userAction: "A C compiler (cc) and git are needed, and a checkout of Penprint's sources.",
    };
  }
}

export class RawLlama {
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.reader = createInterface({ input: child.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  async speed(promptTokens: number, answerTokens: number): Promise<Speed> {
    this.child.stdin.write(`${promptTokens} ${answerTokens}\n`);
    const line = await this.lines.next();
    if (line.done === true) throw new Error("The raw llama.cpp program ended.");
    const [promptSeconds, answerSeconds] = line.value.split(" ").map(Number);
    return z
      .object({ promptSeconds: z.number(), answerSeconds: z.number() })
      .parse({ promptSeconds, answerSeconds });
  }

  close(): void {
    this.reader.close();
    this.child.kill();
  }
}

async function build(options: RawLlamaOptions): Promise<{ file: string; libraries: string }> {
  const modules = join(options.installation, "node_modules");
  const llama = join(modules, "node-llama-cpp", "llama");
  const platform = `${process.platform === "darwin" ? "mac" : process.platform}-${process.arch}`;
  const library = (await readdir(join(modules, "@node-llama-cpp"))).find(
    (name) => name === platform || name === `${platform}-metal`,
  );
  if (library === undefined) throw new Error(`no llama.cpp libraries for ${platform}`);
  const libraries = join(modules, "@node-llama-cpp", library, "bins", library);
  const release = await releaseOf(join(llama, "binariesGithubRelease.json"));
  const headers = await headersOf(join(llama, "gitRelease.bundle"), options, release);
  const file = join(options.buildFolder, `raw-llama-${release}`);
  const shared = (await readdir(libraries))
    .filter((name) => /^lib(?:llama|ggml)(?:-base)?(?:\.v[\d.]+)?\.(?:so|dylib)$/.test(name))
    .map((name) => join(libraries, name));
  await execute(
    "cc",
    [
      ...["-O2", "-o", file, join(options.installation, "server/models/bench/rawLlama.c")],
      ...[`-I${headers}/include`, `-I${headers}/ggml/include`],
      ...[...shared, `-Wl,-rpath,${libraries}`],
    ],
    { signal: options.signal },
  );
  return { file, libraries };
}

async function releaseOf(file: string): Promise<string> {
  return z.object({ release: z.string() }).parse(JSON.parse(await readFile(file, "utf8"))).release;
}

async function headersOf(
  bundle: string,
  { buildFolder, signal }: RawLlamaOptions,
  release: string,
): Promise<string> {
  const headers = join(buildFolder, `llama.cpp-${release}`);
  if (existsSync(headers)) return headers;
  if (!existsSync(bundle)) throw new Error("the headers of llama.cpp are not installed");
  await mkdir(buildFolder, { recursive: true });
  const repository = `${headers}.git`;
  const fresh = `${headers}.new`;
  await rm(repository, { recursive: true, force: true });
  await rm(fresh, { recursive: true, force: true });
  await execute("git", ["clone", "--quiet", "--bare", bundle, repository], { signal });
  await mkdir(fresh);
  await execute(
    "git",
    [
      ...[`--git-dir=${repository}`, `--work-tree=${fresh}`],
      ...["checkout", "--quiet", "HEAD", "--", "include", "ggml/include"],
    ],
    { signal },
  );
  await rm(repository, { recursive: true, force: true });
  await rename(fresh, headers);
  return headers;
}
