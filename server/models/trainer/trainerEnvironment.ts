import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import type { Progress, ServiceResult } from "../../workflows/ports";
import { whyOf } from "../files/failure";
import { findPython, OLDEST, runCommand } from "./pythons";
import type { Trainer } from "./stageConfig";
import { t } from "../../workflows/worded";

export interface TrainerOptions {
  /** `<data folder>/trainer`: the environment lives here and nowhere else. */
  readonly folder: string;
  /** `server/trainer`: the package and its requirements. */
  readonly packageFolder: string;
  /** Address of a proxy; empty = the environment variables decide. */
  readonly proxy: string;
  /** The ways to call Python, other only in tests. */
  readonly pythons?: readonly (readonly string[])[];
}

/** What pip was asked for when it had finished. */
const finishedSchema = z.object({ requirements: z.string() });

const wheelSize = "about 6 GB of disk";
type Failed = Extract<ServiceResult<never>, { kind: "failed" }>;

/** The trainer if it is installed and up to date; installs nothing. */
export async function findTrainer(options: TrainerOptions): Promise<ServiceResult<Trainer>> {
  const named = process.env["PENPRINT_TRAINER_PYTHON"];
  const python = named ?? pythonIn(options.folder);
  if (named === undefined && !(await isFinished(options))) {
    return failed(
      t("The trainer is not installed"),
      t(
        "Start a training: it installs what it needs (Python {0} or newer, {1}).",
        OLDEST.join("."),
        wheelSize,
      ),
    );
  }
  if (!existsSync(python)) {
    return failed(
      t("{0} is not there", python),
      t("Correct PENPRINT_TRAINER_PYTHON, or unset it."),
    );
  }
  return { kind: "ok", value: { python, packageFolder: options.packageFolder } };
}

/**
 * Installs the trainer's packages into an environment of its own where they are not there yet; what an interrupted
 * installation left is used. The Python that is found is only asked to make that environment.
 */
export async function installTrainer(
  options: TrainerOptions,
  progress: Progress,
  signal?: AbortSignal,
): Promise<ServiceResult<Trainer>> {
  const here = await findTrainer(options);
  if (here.kind === "ok" || process.env["PENPRINT_TRAINER_PYTHON"] !== undefined) return here;
  try {
    await mkdir(options.folder, { recursive: true });
    const release = await lock(options.folder, {
      stale: 60_000,
      retries: { retries: 1800, minTimeout: 1000, maxTimeout: 1000, factor: 1 },
    });
    try {
      const meanwhile = await findTrainer(options);
      return meanwhile.kind === "ok" ? meanwhile : await install(options, progress, signal);
    } finally {
      await release();
    }
  } catch (error) {
    signal?.throwIfAborted();
    return failed(
      t("The trainer cannot be installed into {0}: {1}", options.folder, whyOf(error)),
      t("Make room, or choose another data folder."),
    );
  }
}

async function install(
  options: TrainerOptions,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<ServiceResult<Trainer>> {
  const environment = join(options.folder, "env");
  const python = pythonIn(options.folder);
  const works = await runCommand([python], ["-m", "pip", "--version"], ignore, signal);
  if (works !== undefined) {
    const made = await makeEnvironment(options, environment, progress, signal);
    if (made !== undefined) return made;
  }
  const downloads = join(options.folder, "downloads");
  let lines = 0;
  const failure = await runCommand(
    [python],
    [
      ...["-m", "pip", "install", "--no-input", "--disable-pip-version-check"],
      ...["--progress-bar", "off", "--cache-dir", downloads],
      ...(options.proxy === "" ? [] : ["--proxy", options.proxy]),
      ...["--requirement", requirementsOf(options)],
    ],
    (line) => {
      const said = /^\s*(Collecting|Downloading|Using cached|Installing)\b.*/.exec(line);
      if (said !== null) progress(++lines, 0, said[0].trim().slice(0, 120));
    },
    signal,
  );
  if (failure !== undefined) return installFailure(failure);
  progress(++lines, 0, t("Looking whether the packages load"));
  const broken = await runCommand(
    [python],
    ["-c", "import torch, gguf, safetensors"],
    ignore,
    signal,
  );
  if (broken !== undefined) {
    return failed(
      t("The trainer's packages are installed, but do not load: {0}", broken),
      t("Delete {0} and start again; if it stays so, use another Python.", environment),
    );
  }
  await writeFileAtomic(
    join(options.folder, "finished.json"),
    `${JSON.stringify({ requirements: await hashOfRequirements(options) })}\n`,
  );
  await rm(downloads, { recursive: true, force: true });
  return { kind: "ok", value: { python, packageFolder: options.packageFolder } };
}

/** Nothing, or why there is none. */
async function makeEnvironment(
  options: TrainerOptions,
  environment: string,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<Failed | undefined> {
  const found = await findPython(options.pythons, signal);
  const wanted = t("Python {0} or newer", OLDEST.join("."));
  if (found.kind === "none") {
    return failed(
      t("Training needs Python, and there is none"),
      t("Install {0} and try again.", wanted),
    );
  }
  if (found.kind === "old") {
    return failed(
      t("Training needs {0}; {1} is {2}", wanted, found.command, found.version),
      t("Install {0} beside it and try again.", wanted),
    );
  }
  progress(0, 0, t("Making an environment"));
  await rm(environment, { recursive: true, force: true });
  const failure = await runCommand(found.command, ["-m", "venv", environment], ignore, signal);
  if (failure === undefined) return undefined;
  return failed(
    t("{0} -m venv failed: {1}", found.command.join(" "), failure),
    t(
      "Install Python's venv module (on Debian and Ubuntu the package python3-venv) and try again.",
    ),
  );
}

function installFailure(why: string): Failed {
  if (/no space left|errno 28|disk quota/i.test(why)) {
    return failed(
      t("The disk is full"),
      t("Make room ({0}) and start again: what is there already is used.", wheelSize),
    );
  }
  return failed(
    t("pip could not install the trainer's packages: {0}", why),
    t(
      "Look at the network and the proxy setting, then start again: what is there already is used.",
    ),
  );
}

async function isFinished(options: TrainerOptions): Promise<boolean> {
  try {
    const text = await readFile(join(options.folder, "finished.json"), "utf8");
    const { requirements } = finishedSchema.parse(JSON.parse(text));
    return (
      requirements === (await hashOfRequirements(options)) && existsSync(pythonIn(options.folder))
    );
  } catch {
    return false;
  }
}

async function hashOfRequirements(options: TrainerOptions): Promise<string> {
  return createHash("sha256")
    .update(await readFile(requirementsOf(options)))
    .digest("hex");
}

const requirementsOf = (options: TrainerOptions): string =>
  join(options.packageFolder, "requirements.txt");

const pythonIn = (folder: string): string =>
  process.platform === "win32"
    ? join(folder, "env", "Scripts", "python.exe")
    : join(folder, "env", "bin", "python");

const ignore = (): void => undefined;

function failed(why: string, userAction: string): Failed {
  return { kind: "failed", why: why.replace(/\.?\s*$/, "."), userAction };
}
