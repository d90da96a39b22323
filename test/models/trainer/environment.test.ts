import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { findTrainer, installTrainer } from "../../../server/models/trainer/trainerEnvironment";
import { temporaryFolder } from "../../support/temporaryFolder";
import { pretendPython } from "./pretendPython";

/** A Python of this version whose environments have a pip that does as `pip` says. */
const version = (text: string): string => `
  if (args[0] === "-c" && args[1].startsWith("import sys")) { console.log("python ${text}"); process.exit(0); }`;
const withPip = (pip: string): string => `
  const fs = require("node:fs"), path = require("node:path");
  ${version("3 12")}
  if (args[1] === "venv") {
    const bin = path.join(args[2], "bin");
    fs.mkdirSync(bin, { recursive: true });
    fs.copyFileSync(__filename, path.join(bin, "python"));
    process.exit(0);
  }
  if (args[1] === "pip" && args[2] === "install") {
    fs.appendFileSync(path.join(__dirname, "..", "..", "calls"), args.at(-1) + "\\n");
    ${pip}
  }`;

describe.skipIf(process.platform === "win32")("the trainer's environment", () => {
  const folders = () => {
    const root = temporaryFolder();
    const packageFolder = join(root, "package");
    mkdirSync(packageFolder);
    writeFileSync(join(packageFolder, "requirements.txt"), "torch==1\n");
    return { root, packageFolder, folder: join(root, "data") };
  };
  const options = (at: ReturnType<typeof folders>, ...pythons: string[]) => ({
    folder: at.folder,
    packageFolder: at.packageFolder,
    proxy: "",
    pythons: pythons.map((python) => [python]),
  });

  beforeEach(() => {
    vi.stubEnv("PENPRINT_TRAINER_PYTHON", undefined);
    return () => vi.unstubAllEnvs();
  });

  test("no Python: says which is needed", async () => {
    const at = folders();
    const result = await installTrainer(options(at, join(at.root, "none")), () => undefined);
    expect(result).toMatchObject({
      kind: "failed",
      why: "Training needs Python, and there is none.",
      userAction: "Install Python 3.11 or newer and try again.",
    });
  });

  test("a Python too old: says how old, and takes a newer one that stands beside it", async () => {
    const at = folders();
    const old = pretendPython(at.root, "old", version("3 9"));
    const result = await installTrainer(options(at, old), () => undefined);
    expect(result).toMatchObject({
      kind: "failed",
      why: `Training needs Python 3.11 or newer; ${old} is 3.9.`,
    });
    const young = pretendPython(at.root, "young", withPip(""));
    expect(await installTrainer(options(at, old, young), () => undefined)).toMatchObject({
      kind: "ok",
    });
  });

  test("installs once, with pip's progress, and again when the requirements change", async () => {
    const at = folders();
    const python = pretendPython(at.root, "python", withPip(`console.log("Collecting torch==1");`));
    expect(await findTrainer(options(at, python))).toMatchObject({ kind: "failed" });
    const said: string[] = [];
    const first = await installTrainer(options(at, python), (_done, _total, what) =>
      said.push(what),
    );
    expect(first).toEqual({
      kind: "ok",
      value: { python: join(at.folder, "env", "bin", "python"), packageFolder: at.packageFolder },
    });
    expect(said).toContain("Collecting torch==1");
    const calls = () => readFileSync(join(at.folder, "calls"), "utf8").trim().split("\n").length;
    expect(calls()).toBe(1);
    await installTrainer(options(at, python), () => undefined);
    expect(calls()).toBe(1);
    writeFileSync(join(at.packageFolder, "requirements.txt"), "torch==2\n");
    expect(await findTrainer(options(at, python))).toMatchObject({ kind: "failed" });
    expect(await installTrainer(options(at, python), () => undefined)).toMatchObject({
      kind: "ok",
    });
    expect(calls()).toBe(2);
  });

  test("a failed or interrupted installation is not taken for a whole one, and the next goes on with it", async () => {
    const at = folders();
    const flag = join(at.root, "works");
    const python = pretendPython(
      at.root,
      "python",
      withPip(`if (!fs.existsSync(${JSON.stringify(flag)})) {
        process.stderr.write("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\\n");
        process.exit(1);
      }`),
    );
    const full = await installTrainer(options(at, python), () => undefined);
    expect(full).toMatchObject({ kind: "failed", why: "The disk is full." });
    expect(existsSync(join(at.folder, "finished.json"))).toBe(false);
    writeFileSync(join(at.folder, "env", "kept"), "");
    writeFileSync(flag, "");
    expect(await installTrainer(options(at, python), () => undefined)).toMatchObject({
      kind: "ok",
    });
    expect(existsSync(join(at.folder, "env", "kept"))).toBe(true);
  });

  test("cancelling ends pip and throws", async () => {
    const at = folders();
    const python = pretendPython(
      at.root,
      "python",
      withPip(`console.log("Collecting torch==1"); setTimeout(() => undefined, 60_000); return;`),
    );
    const abort = new AbortController();
    const installing = installTrainer(
      options(at, python),
      (_done, _total, what) => {
        if (what.startsWith("Collecting")) abort.abort(new Error("enough"));
      },
      abort.signal,
    );
    await expect(installing).rejects.toThrow("enough");
    expect(existsSync(join(at.folder, "finished.json"))).toBe(false);
  });

  test("PENPRINT_TRAINER_PYTHON names a ready environment", async () => {
    const at = folders();
    vi.stubEnv("PENPRINT_TRAINER_PYTHON", process.execPath);
    expect(await installTrainer(options(at), () => undefined)).toMatchObject({
      kind: "ok",
      value: { python: process.execPath },
    });
    vi.stubEnv("PENPRINT_TRAINER_PYTHON", join(at.root, "gone"));
    expect(await findTrainer(options(at))).toMatchObject({ kind: "failed" });
  });
});
